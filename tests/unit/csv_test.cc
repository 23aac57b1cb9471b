// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

namespace {

std::string in_quotes(const std::string& field) {
  std::string out = "\"";
  for (const char c : field) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

}  // namespace

TEST_CASE("Rows that were written by the rules come out as they went in, with their lines") {
  std::mt19937 random{5};
  for (const char delimiter : {',', ';', '\t', '|'}) {
    std::string content = std::string("title") + delimiter + "text" + delimiter + "id\r\n";
    std::vector<std::string> titles;
    std::vector<std::uint64_t> lines;
    std::uint64_t line = 2;
    for (int i = 0; i < 200; ++i) {
      std::string title = "t" + std::to_string(i);
      for (std::size_t k = random() % 8; k > 0; --k) title += ",;\t|\"ab"[random() % 7];
      title += 'z';
      std::string body = "One.";
      lines.push_back(line);
      for (std::size_t k = random() % 3; k > 0; --k, line += 2) body += "\n\nMore, \"more\"";
      ++line;
      content +=
          in_quotes(title) + delimiter + in_quotes(body) + delimiter + std::to_string(i) + "\n";
      for (char& c : title)
        if (c == '\t') c = ' ';
      titles.push_back(title);
    }
    const auto records = read_records(content, "csv");
    REQUIRE(records.bad.empty());
    REQUIRE(records.articles.size() == 200);
    for (std::size_t i = 0; i < 200; ++i) {
      REQUIRE(records.articles[i].line == lines[i]);
      REQUIRE(records.articles[i].id == std::to_string(i));
    }
    REQUIRE(records.note == "title=title, body=text, id=id");
  }
}

TEST_CASE("A quote that is never closed costs one row") {
  const auto records = read_records(
      "title,text\n\"A\",\"one\"\n\"B,\"two\n\"C\",\"three\"\nD,four\n\"E,five\nF,six\n", "csv");
  std::vector<std::string> titles;
  for (const Article& article : records.articles) titles.push_back(article.title);
  CHECK(titles == std::vector<std::string>{"A", "C", "D", "F"});
  REQUIRE(records.bad.size() == 2);
  CHECK(records.bad[0].line == 3);
  CHECK(records.bad[0].reason == RejectReason::syntax);
  CHECK(records.bad[1].line == 6);
}

TEST_CASE("Quotes in a line that quotes no field are text") {
  const auto records = read_records("title,text\nThe \"A\" team,one\n", "csv");
  REQUIRE(records.articles.size() == 1);
  CHECK(records.articles[0].title == "The \"A\" team");
}

TEST_CASE("A row of too few fields is taken, of too many it is told") {
  const auto records =
      read_records("title,text,date\nA\nB,two,2016-12-10,more,more\n\nC,three\n", "csv");
  REQUIRE(records.articles.size() == 3);
  CHECK(records.articles[0].warnings.empty());
  CHECK(records.articles[1].warnings.size() == 1);
  CHECK(records.articles[1].date == make_date(2016, 12, 10));
  CHECK(records.articles[2].line == 5);
}

TEST_CASE("A table without a known column is refused once, and its columns are named") {
  const auto records = read_records("a,b\n1,2\n3,4\n", "csv");
  CHECK(records.articles.empty());
  REQUIRE(records.bad.size() == 1);
  CHECK(records.bad[0].detail.find("a, b") != std::string::npos);
  ReaderOptions options;
  options.map = {{"title", "b"}};
  CHECK(read_records("a,b\n1,2\n3,4\n", "csv", options).articles.size() == 2);
}

TEST_CASE("Lines before the header are passed over") {
  const std::string table = "date;title;text\n2016-12-10;A;one\n2016-12-11;B;two\n";
  for (const std::string before :
       {"", "sep=;\n", "\"sep=;\"\r\n", "Media monitor: export;;\n", "# made by hand\n\n", "\n\n",
        "Media monitor\n2016-12-12\n\nsep=;\n", "\xEF\xBB\xBFsep=;\n"}) {
    INFO(before);
    const auto records = read_records(before + table, "csv");
    CHECK(records.bad.empty());
    REQUIRE(records.articles.size() == 2);
    CHECK(records.articles[1].title == "B");
    CHECK(records.articles[1].line ==
          3U + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')));
  }
  CHECK(detect_format("file", "Media monitor: export;;;\n" + table)->name == "csv");
}

TEST_CASE("Rows that look like a header stay rows behind one") {
  const auto records = read_records("title,text\nA,one\ntitle,text\nB,two\n", "csv");
  REQUIRE(records.articles.size() == 3);
  CHECK(records.articles[1].title == "title");
}

TEST_CASE("A header of unknown names is answered with the map to write") {
  const std::string rows = "tag;Kopf Zeile;inhalt\n2016-12-10;Ein Titel;Ein Text, der lang ist.\n";
  const auto records = read_records("Bericht;;\n" + rows, "csv");
  REQUIRE(records.bad.size() == 1);
  CHECK(records.bad[0].line == 2);
  CHECK(records.bad[0].detail.find("tag, Kopf Zeile, inhalt") != std::string::npos);
  CHECK(records.bad[0].detail.find("--map 'title=Kopf Zeile' --map body=inhalt") !=
        std::string::npos);
  ReaderOptions options;
  options.map = {{"title", "Kopf Zeile"}, {"body", "inhalt"}};
  CHECK(read_records("Bericht;;\n" + rows, "csv", options).articles.size() == 1);
}

TEST_CASE("A map to a column that is not there is an error that names those that are") {
  ReaderOptions options;
  options.map = {{"body", "inhalt"}};
  const auto records = read_records("title,text\nA,one\n", "csv", options);
  CHECK(records.articles.empty());
  REQUIRE(records.bad.size() == 1);
  CHECK(records.bad[0].detail.find("--map body=inhalt") != std::string::npos);
  CHECK(records.bad[0].detail.find("title, text") != std::string::npos);
}

TEST_CASE("All 600 rows of the Reuters set of 2017 are articles with a date") {
  const std::string path = std::string(DATELINE_SHARED_DATA) + "/reuters2017/articles.csv";
  const auto reader = open_articles(path, nullptr, {});
  const auto records = dateline::test::collect(*reader);
  if (records.articles.empty()) {
    WARN("skipped: no " << path);
    return;
  }
  CHECK(records.bad.empty());
  CHECK(records.articles.size() == 600);
  for (const Article& article : records.articles) {
    CHECK(article.date_origin == DateOrigin::metadata);
    CHECK_FALSE(article.title.empty());
    CHECK_FALSE(article.body.empty());
  }
}
