// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <set>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

namespace {

std::string record(const std::string& number, const std::string& text,
                   const std::string& type = "") {
  return "<REUTERS TOPICS=\"NO\" NEWID=\"" + number +
         "\">\n<DATE> 3-MAR-1987 09:18:21.26</DATE>\n" + "<TEXT" + type + ">&#2;\n" + text +
         "&#3;</TEXT>\n</REUTERS>\n";
}

}  // namespace

TEST_CASE("A Reuters record becomes wire copy with its paragraphs") {
  const auto records = read_records(
      "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n" +
      record(
          "7",
          "<TITLE>GRAIN &amp; OIL &lt;GO> RISE</TITLE>\n<AUTHOR>    By Ann Lee, Reuters</AUTHOR>\n"
          "<DATELINE>    BASLE, March 3 - </DATELINE><BODY>Prices rose\nin Basle.\n"
          "    They fell in\nGeneva, AT&T said.\n Reuter\n&#3;</BODY>"));
  REQUIRE(records.bad.empty());
  REQUIRE(records.articles.size() == 1);
  const Article& article = records.articles[0];
  CHECK(article.id == "reuters-7");
  CHECK(article.title == "GRAIN & OIL <GO> RISE");
  CHECK(article.author == "Ann Lee");
  CHECK(article.body ==
        "BASLE, March 3 - Prices rose in Basle.\n\nThey fell in Geneva, AT&T said.");
  CHECK(article.date == make_date(1987, 3, 3));
  CHECK(article.source == "Reuters");
  CHECK(article.line == 2);
}

TEST_CASE("Briefs and unprocessed copy are kept") {
  const auto records = read_records(
      "<LEWIS>" +
      record("1", "******<TITLE>RATES CUT\n</TITLE>Blah blah blah.\n", " TYPE=\"BRIEF\"") +
      record("2", "MONEY REPORT\n Reserves....1\n Loans.......2\n Reuter\n", " TYPE=\"UNPROC\"") +
      "</LEWIS>");
  REQUIRE(records.articles.size() == 2);
  CHECK(records.articles[0].title == "RATES CUT");
  CHECK(records.articles[0].body.empty());
  CHECK(records.articles[1].title == "MONEY REPORT");
  CHECK(records.articles[1].body == "Reserves....1\nLoans.......2");
}

TEST_CASE("A record without an end tag does not swallow the next") {
  std::string first = record("1", "<TITLE>ONE</TITLE>");
  first.resize(first.find("</REUTERS>"));
  const auto records = read_records(first + record("2", "<TITLE>TWO</TITLE>"));
  REQUIRE(records.articles.size() == 2);
  CHECK(records.articles[0].warnings.size() == 1);
  CHECK(records.articles[1].title == "TWO");
}

TEST_CASE("A record over the limit costs only itself") {
  ReaderOptions options;
  options.record_limit = 1000;
  const auto records = read_records(
      record("1", "<TITLE>ONE</TITLE>") +
          record("2", "<TITLE>TWO</TITLE><BODY>" + std::string(300000, 'x') + "</BODY>") +
          record("3", "<TITLE>THREE</TITLE>"),
      "reuters", options);
  CHECK(records.articles.size() == 2);
  REQUIRE(records.bad.size() == 1);
  CHECK(records.bad[0].reason == RejectReason::too_large);
  CHECK(records.bad[0].line == 6);
}

TEST_CASE("No record of the ten files of Reuters-21578 is lost") {
  std::set<std::string> ids;
  for (int file = 0; file < 10; ++file) {
    const std::string path = std::string(DATELINE_SHARED_DATA) + "/reuters21578/reut2-00" +
                             std::to_string(file) + ".xml";
    const auto reader = open_articles(path, nullptr, {});
    const auto records = dateline::test::collect(*reader);
    if (records.articles.empty()) {
      WARN("skipped: no " << path);
      return;
    }
    CHECK(records.bad.empty());
    for (const Article& article : records.articles) {
      ids.insert(article.id);
      CHECK(article.date_origin == DateOrigin::metadata);
    }
  }
  CHECK(ids.size() == 10000);
}
