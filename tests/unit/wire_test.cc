// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

TEST_CASE("IPTC 7901 messages give headline, author, text and the day of the footer") {
  const std::string message =
      "\x01"
      "eca1 4 i 99 abcde   abc 061\r\n\r\nTopic/\r\n\x02"
      "Talks resume in\r\nParis\r\nBy Ann Lee =\r\n\r\n"
      "   Paris (abc) - Envoys of several governments met on Saturday and they\r\nparted.\r\n\r\n  "
      " More.\r\n\x03"
      "101137 GMT Dec 16 \r\n\x04";
  const auto records = read_records(message + message);
  CHECK(records.bad.empty());
  REQUIRE(records.articles.size() == 2);
  const Article& article = records.articles[1];
  CHECK(article.title == "Talks resume in Paris");
  CHECK(article.author == "Ann Lee");
  CHECK(article.source == "abc");
  CHECK(article.date == make_date(2016, 12, 10));
  CHECK(article.body ==
        "Paris (abc) - Envoys of several governments met on Saturday and they parted.\n\nMore.");
}

TEST_CASE("ANPA 1312 messages give headline, author, text and the day of the footer") {
  const auto records = read_records(
      "\x16\x16\x01"
      "W1\x1f"
      "desk\nf i\x13\x11 BC-Talks 12-10 1049\n\x02\x02 BC-Talks,466<\n^Talks resume <\n"
      "^AP Photo X1<\n^By ANN LEE=\n^Desk Writer=\n\t   PARIS (XY) _ Envoys said ``yes.'' \n\t   "
      "They parted.\n"
      "\t   \x03XY-WF-12-10-16 1509GMT<\n\f\n\x04");
  REQUIRE(records.articles.size() == 1);
  const Article& article = records.articles[0];
  CHECK(article.title == "Talks resume");
  CHECK(article.author == "ANN LEE");
  CHECK(article.source == "XY");
  CHECK(article.date == make_date(2016, 12, 10));
  CHECK(article.body.substr(0, 14) == "PARIS (XY) —");
  CHECK(article.body.find("“yes.”") != std::string::npos);
}
