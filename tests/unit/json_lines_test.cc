// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

TEST_CASE("The common names of JSON keys are known, however they are written") {
  const auto records = read_records(
      R"({"headline":"A","maintext":"Text.","date_publish":"2016-12-10 17:03:00","source_domain":"example.org","url":"u1","authors":["Ann","Bob"],"language":"en"})"
      "\n"
      R"({"Title":"B","Content":"Text.","publishedAt":1481328000,"publisher":{"name":"Desk"},"link":"u2","uuid":"id2"})"
      "\n"
      R"({"_source":{"title":{"rendered":"C"},"body":["One.","Two."],"pubDate":"Sat, 10 Dec 2016 15:01:01 GMT","byline":[{"name":"Eve"}],"lang":"fra"}})"
      "\n",
      "jsonl");
  REQUIRE(records.bad.empty());
  REQUIRE(records.articles.size() == 3);
  for (const Article& article : records.articles) CHECK(article.date == make_date(2016, 12, 10));
  CHECK(records.articles[0].author == "Ann, Bob");
  CHECK(records.articles[0].id == "u1");
  CHECK(records.articles[0].source == "example.org");
  CHECK(records.articles[1].source == "Desk");
  CHECK(records.articles[1].id == "id2");
  CHECK(records.articles[2].title == "C");
  CHECK(records.articles[2].body == "One.\n\nTwo.");
  CHECK(records.articles[2].author == "Eve");
  CHECK(records.articles[2].language == "fr");
  CHECK(records.articles[2].id == "file#3");
}

TEST_CASE("A bad line is reported with its number, and all others are read") {
  const auto records = read_records(
      "{\"title\":\"A\"}\n{\"title\":\n\n[1,2]\n{\"x\":1}\n{\"title\":\"B\"}", "jsonl");
  REQUIRE(records.articles.size() == 2);
  CHECK(records.articles[1].line == 6);
  REQUIRE(records.bad.size() == 3);
  CHECK(records.bad[0].line == 2);
  CHECK(records.bad[0].reason == RejectReason::syntax);
  CHECK(records.bad[1].line == 4);
  CHECK(records.bad[2].line == 5);
  CHECK(records.bad[2].reason == RejectReason::empty);
}

TEST_CASE("A line over the limit costs only itself") {
  ReaderOptions options;
  options.record_limit = 100;
  const auto records = read_records(
      "{\"title\":\"A\"}\n{\"title\":\"" + std::string(500, 'x') + "\"}\n{\"title\":\"B\"}\n",
      "jsonl", options);
  CHECK(records.articles.size() == 2);
  REQUIRE(records.bad.size() == 1);
  CHECK(records.bad[0].reason == RejectReason::too_large);
  CHECK(records.bad[0].line == 2);
}

TEST_CASE("A map replaces the common names, and may reach into nested objects") {
  ReaderOptions options;
  options.map = {{"title", "fields.kicker"}, {"body", "Story Text"}};
  const auto records =
      read_records(R"({"title":"no","story_text":"Text.","fields":{"kicker":"yes"},"body":"no"})",
                   "jsonl", options);
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].title == "yes");
  CHECK(records.articles[0].body == "Text.");
}

TEST_CASE("Markup in a text is taken out only where the text plainly is HTML") {
  const auto records = read_records(
      R"({"title":"A &amp; B","body":"<p>One &amp; <b>two</b>.</p><script>x()</script><p>Three<br>four.</p>"})"
      "\n"
      R"({"title":"C","body":"If a < b and b > c then AT&T."})",
      "jsonl");
  REQUIRE(records.articles.size() == 2);
  CHECK(records.articles[0].body == "One & two.\n\nThree\nfour.");
  CHECK(records.articles[1].body == "If a < b and b > c then AT&T.");
}

TEST_CASE("Control characters, escaped or not, do not reach the article") {
  const auto records =
      read_records(R"({"title":"A\u0000\u001b[31mB","body":"x\u0007y\r\nz"})", "jsonl");
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].title == "A [31mB");
  CHECK(records.articles[0].body == "xy\nz");
}

TEST_CASE("Controls that part words do so, others and marks without width vanish") {
  for (const std::string parts : {"\\f", "\\u000b", "\\u0000", "\\u0085", "\\u2028", "\\u2029"}) {
    const auto records = read_records("{\"title\":\"gamma" + parts + "delta\"}", "jsonl");
    REQUIRE(records.articles.size() == 1);
    const std::string& title = records.articles[0].title;
    CHECK((title == "gamma delta" || title == "gamma…delta"));
  }
  for (const std::string none : {"\\u0007", "\\u007f", "\\u00ad", "\\u200b", "\\u200c", "\\u200d",
                                 "\\u2060", "\\ufeff", "\\u0081"}) {
    const auto records = read_records("{\"title\":\"gam" + none + "ma\"}", "jsonl");
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].title == "gamma");
  }
}

TEST_CASE("Joiners stay where they shape letters, and spaces without width in Thai") {
  for (const std::string text : {"می\u200Cخواهم", "क्\u200Dष", "👨\u200D👩", "ไทย\u200Bไทย"}) {
    const auto records = read_records("{\"title\":\"" + text + "\"}", "jsonl");
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].title == text);
  }
}

TEST_CASE("A line with bytes that are not UTF-8 is read with replacements") {
  const auto records = read_records("{\"title\":\"Caf\xE9\"}", "jsonl");
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].title == "Caf\xEF\xBF\xBD");
  CHECK(records.articles[0].warnings.size() == 1);
}
