// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/outlets.h"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("An outlet has one name, however it is written") {
  for (const char* written : {"BBC", "bbc.co.uk", "www.bbc.com", "BBC News - World", "BBC News",
                              "https://feeds.bbci.co.uk/news/world/rss.xml", "World - BBC News"})
    CHECK(outlet_name(written) == "BBC");
  for (const char* written : {"Reuters", "Reuters on Friday", "REUTERS", "uk.reuters.com",
                              "Reuters: World News", "Thomson Reuters"})
    CHECK(outlet_name(written) == "Reuters");
  CHECK(outlet_name("hosted.ap.org") == outlet_name("The Associated Press"));
  CHECK(outlet_name("EL PAIS") == "El País");
}

TEST_CASE("What is not in the table keeps its name, but for sections, days and the case of hosts") {
  CHECK(outlet_name("Meridian Wire") == "Meridian Wire");
  CHECK(outlet_name("Meridian Wire - World") == "Meridian Wire");
  CHECK(outlet_name("Meridian Wire - Harbour Desk") == "Meridian Wire - Harbour Desk");
  CHECK(outlet_name("Meridian Wire on Monday") == "Meridian Wire");
  CHECK(outlet_name("Eye on Africa") == "Eye on Africa");
  CHECK(outlet_name("www.Meridian.example") == "meridian.example");
  CHECK(outlet_name("BBC Monitoring") == "BBC Monitoring");
  CHECK(outlet_name("notbbc.co.uk") == "notbbc.co.uk");
  for (const char* none : {"", "Hosted", "CL", "RSS", "N/A"}) CHECK(outlet_name(none).empty());
}

TEST_CASE("The name of a name is that name") {
  for (const char* written : {"bbc.co.uk", "Le Monde.fr", "The Guardian | World news", "A - World",
                              "AMP: HuffPost Canada", "DW", "World: A - News", "x.example.org"}) {
    const std::string name = outlet_name(written);
    CHECK(outlet_name(name) == name);
  }
}
