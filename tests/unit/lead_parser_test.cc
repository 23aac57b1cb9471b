// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lead_parser.h"

#include <catch2/catch.hpp>

using namespace dateline;

namespace {

struct Case {
  const char* body;
  const char* place;
  const char* agency;
  int month, day, year;  ///< 0 for none
};

}  // namespace

TEST_CASE("A dateline gives its place, its day and its agency") {
  const Case kCases[] = {
      {"PARIS, Dec 10 (Reuters) - Ministers met.", "PARIS", "Reuters", 12, 10, 0},
      {"WASHINGTON (Reuters) - Ministers met.", "WASHINGTON", "Reuters", 0, 0, 0},
      {"(Reuters) - Ministers met.", "", "Reuters", 0, 0, 0},
      {"GENEVA, 14 September 2013 (Agency) -- Ministers met.", "GENEVA", "Agency", 9, 14, 2013},
      {"PARIS - Ministers met.", "PARIS", "", 0, 0, 0},
      {"CAIRO — Ministers met.", "CAIRO", "", 0, 0, 0},
      {"Paris (AFP) – Ministers met.", "Paris", "AFP", 0, 0, 0},
      {"NEW YORK, Sept. 3, 2014 (AP) — Ministers met.", "NEW YORK", "AP", 9, 3, 2014},
      {"SAN MATEO, Calif., March 2 - The firm said.", "SAN MATEO, Calif.", "", 3, 2, 0},
      {"KING OF PRUSSIA, Pennsylvania/WASHINGTON (Reuters) - In a bar",
       "KING OF PRUSSIA, Pennsylvania/WASHINGTON", "Reuters", 0, 0, 0},
      {"MOSCOW, December 10. /TASS/. Ministers met.", "MOSCOW", "TASS", 12, 10, 0},
      {"Madrid, 10 dic (EFE).- Ministers met.", "Madrid", "EFE", 12, 10, 0},
      {"(Corrects a name)\n\nROME, March 12 (Wire) - Ministers met.", "ROME", "Wire", 3, 12, 0},
      {"Ministers met - and parted.", "", "", 0, 0, 0},
      {"The prime minister (who is ill) - was away.", "", "", 0, 0, 0},
      {"A 2016-12-10 report", "", "", 0, 0, 0},
  };
  for (const Case& c : kCases) {
    INFO(c.body);
    const Lead lead = parse_lead(c.body);
    CHECK(lead.place == c.place);
    CHECK(lead.agency == c.agency);
    CHECK(lead.month.value_or(0) == c.month);
    CHECK(lead.day.value_or(0) == c.day);
    CHECK(lead.year.value_or(0) == c.year);
    CHECK(lead.source.empty());
  }
}

TEST_CASE("A name with a colon is a source only if it looks like an outlet's") {
  CHECK(parse_lead("EghtesadOnline: U.S. envoys left.").source == "EghtesadOnline");
  CHECK(parse_lead("Tehran Times: Envoys left.").source == "Tehran Times");
  CHECK(parse_lead("Global Desk: Envoys left.").source == "Global Desk");
  CHECK(parse_lead("IRNA: Envoys left.").source == "IRNA");
  CHECK(parse_lead("Syria: Envoys left.").source.empty());
  CHECK(parse_lead("Update: Envoys left.").source.empty());
  CHECK(parse_lead("He said: Envoys left.").source.empty());
  CHECK(parse_lead("At 10:30 envoys left.").source.empty());
}

TEST_CASE("A date is taken from metadata, dateline, URL and file name, in this order") {
  Article article;
  article.body = "PARIS, Dec 30 (Wire) - Ministers met.";
  article.url = "https://www.example.org/2017/01/02/a";
  article.path = "archive/2016-12-29.txt";
  SECTION("metadata stays") {
    article.date = make_date(2016, 12, 31);
    article.date_origin = DateOrigin::metadata;
    complete_article(article);
    CHECK(article.date_origin == DateOrigin::metadata);
  }
  SECTION("the dateline takes its year from the URL, over the turn of the year") {
    complete_article(article);
    CHECK(article.date == make_date(2016, 12, 30));
    CHECK(article.date_origin == DateOrigin::dateline);
    CHECK(article.source == "Wire");
  }
  SECTION("a dateline that is months from the URL's day is not used") {
    article.url = "https://www.example.org/2017/06/02/a";
    complete_article(article);
    CHECK(article.date == make_date(2017, 6, 2));
    CHECK(article.date_origin == DateOrigin::url);
  }
  SECTION("the file's name comes last") {
    article.url.clear();
    article.body = "Ministers met.";
    complete_article(article);
    CHECK(article.date == make_date(2016, 12, 29));
    CHECK(article.date_origin == DateOrigin::file);
  }
  SECTION("a dateline without any year nearby gives no date") {
    article.url.clear();
    article.path = "a.txt";
    complete_article(article);
    CHECK_FALSE(article.date);
    CHECK(article.date_origin == DateOrigin::none);
  }
}

TEST_CASE("Completing twice is completing once, and the text stays as it is") {
  Article article;
  article.body = "EghtesadOnline: Envoys left.";
  article.url = "https://www.example.org/a";
  complete_article(article);
  CHECK(article.source == "EghtesadOnline");
  CHECK(article.body == "EghtesadOnline: Envoys left.");
  const Article once = article;
  complete_article(article);
  CHECK(article.source == once.source);
  CHECK(article.title == once.title);
}

TEST_CASE("The source of a lead is the outlet, without its day, and no editor's initials") {
  const auto source_of = [](const std::string& body) {
    Article article;
    article.body = body;
    complete_article(article);
    return article.source;
  };
  CHECK(source_of("WASHINGTON (Reuters on Friday ) - Envoys left.") == "Reuters");
  CHECK(source_of("PARIS (AP) - Envoys left.") == "AP");
  CHECK(source_of("PARIS (CL) - Envoys left.").empty());
  CHECK(source_of("PARIS (JD) - Envoys left.").empty());
  CHECK(source_of("PARIS (Meridian Wire) - Envoys left.") == "Meridian Wire");
}

TEST_CASE("An end mark or a byline is no title, where there is a text") {
  const auto title_of = [](const std::string& title, const std::string& body) {
    Article article;
    article.title = title;
    article.body = body;
    complete_article(article);
    return article.title;
  };
  for (const char* none :
       {"END", "(End)", "-30-", "***", "By Jane Doe", "BY JANE DOE AND JOHN ROE"})
    CHECK(title_of(none, "Envoys left.") == "Envoys left.");
  for (const char* title : {"By Land and Sea", "By land", "End of talks", "By 2020 Iran May Join",
                            "Ending", "By Train From Paris to the Sea"})
    CHECK(title_of(title, "Envoys left.") == title);
  CHECK(title_of("END", "") == "END");
}

TEST_CASE("The host of the URL is the source where nothing else names one") {
  Article article;
  article.body = "Envoys left.";
  article.url = "https://www.Example.org:8080/a?b";
  complete_article(article);
  CHECK(article.source == "example.org");
}

TEST_CASE("Days that are yet to come, or before all papers, are told once and not used") {
  const Date today = *make_date(2016, 12, 11);
  for (const auto& [body, url, date] :
       std::initializer_list<std::tuple<const char*, const char*, std::optional<Date>>>{
           {"PARIS, Dec 30, 2031 (Wire) - Ministers met.", "", std::nullopt},
           {"PARIS, Dec 30, 1531 (Wire) - Ministers met.", "", std::nullopt},
           {"Ministers met.", "https://www.example.org/2031/01/02/a", std::nullopt},
           {"PARIS, Dec 12, 2016 (Wire) - Ministers met.", "", make_date(2016, 12, 12)}}) {
    Article article;
    article.body = body;
    article.url = url;
    complete_article(article, today);
    complete_article(article, today);
    CHECK(article.date == date);
    CHECK(article.warnings.size() == (date ? 0 : 1));
  }
}
