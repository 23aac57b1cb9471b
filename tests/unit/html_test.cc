// SPDX-License-Identifier: GPL-2.0-or-later
#include <simdjson.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>

#include "indexer/readers/clean_text.h"
#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

namespace {

std::string sentence(int number) {
  return "Paragraph " + std::to_string(number) +
         " tells, at some length, what the envoys said, whom they met, and why they parted again.";
}

std::string page(const std::string& head, const std::string& around = "") {
  std::string text = "<!DOCTYPE html><html lang=\"en-GB\"><head>" + head +
                     "</head><body><nav><ul><li><a href=\"/\">Home</a></li></ul></nav>" + around +
                     "<div class=\"story\"><h1>Talks resume</h1>";
  for (int i = 0; i < 6; ++i) text += "<p>" + sentence(i) + "</p>";
  return text +
         "<p><a href=\"/x\">Read more of this</a></p></div><div class=\"related-links\"><p>" +
         sentence(77) + "</p></div><footer><p>" + sentence(88) + "</p></footer></body></html>";
}

/// Word-level F1 of two texts, by letters of any script.
double f1(const std::string& expected, const std::string& got) {
  const auto words = [](const std::string& text) {
    std::map<std::string, int> counts;
    std::string word;
    for (const char c : ascii_lower(text) + " ") {
      const bool in_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
      if (in_word) {
        word += c;
      } else if (!word.empty()) {
        ++counts[word];
        word.clear();
      }
    }
    return counts;
  };
  const auto a = words(expected);
  const auto b = words(got);
  int common = 0;
  int total = 0;
  for (const auto& [word, count] : a) {
    total += count;
    if (const auto found = b.find(word); found != b.end()) common += std::min(count, found->second);
  }
  for (const auto& [word, count] : b) total += count;
  return total == 0 ? 1 : 2.0 * common / total;
}

}  // namespace

TEST_CASE("The text of a page comes without navigation, teasers and footer") {
  const auto records = read_records(page("<title>Talks resume - The Desk</title>"));
  REQUIRE(records.articles.size() == 1);
  const Article& article = records.articles[0];
  std::string expected;
  for (int i = 0; i < 6; ++i) expected += (i > 0 ? "\n\n" : "") + sentence(i);
  CHECK(article.body == expected);
  CHECK(article.title == "Talks resume");
  CHECK(article.language == "en");
}

TEST_CASE("Metadata come from JSON-LD, from OpenGraph or from what is shown") {
  const std::string json =
      R"(<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],
"headline":"Talks resume","datePublished":"2016-12-10T10:00:00Z","author":[{"name":"Ann Lee"}],
"publisher":{"name":"The Desk"}}]}</script>)";
  const std::string meta =
      R"(<meta property="og:title" content="Talks resume | The Desk"><meta property="og:site_name" content="The Desk">
<meta property="article:modified_time" content="2016-12-12"><meta name="author" content="By Ann Lee">
<meta property="article:published_time" content="2016-12-10T23:30:00-05:00">)";
  for (const std::string& content : {page(json), page(meta),
                                     page("<title>Talks resume - The Desk</title>",
                                          "<div class=\"byline\">By Ann Lee</div><time "
                                          "class=\"updated\" datetime=\"2016-12-12\"></time>"
                                          "<time>Published: 10 December 2016</time>")}) {
    const auto records = read_records(content);
    REQUIRE(records.articles.size() == 1);
    CHECK(records.articles[0].title == "Talks resume");
    CHECK(records.articles[0].date == make_date(2016, 12, 10));
    CHECK(records.articles[0].author == "Ann Lee");
    CHECK(records.articles[0].source == "The Desk");
  }
}

TEST_CASE(
    "Pages in other encodings are read as they declare, and UTF-8 as UTF-8 though undeclared") {
  const auto title_of = [](const std::string& content) {
    return read_records(content, "html").articles.at(0).title;
  };
  CHECK(title_of("<html><title>Café</title><p>x</p></html>") == "Café");
  CHECK(title_of("<html><title>Caf\xE9</title><p>x</p></html>") == "Café");
  CHECK(
      title_of("<html><meta charset=\"windows-1251\"><title>\xCC\xE8\xF0</title><p>x</p></html>") ==
      "Мир");
}

TEST_CASE("The pages of the shared set give their text at an F1 of 0.93 on average") {
  const std::string folder = std::string(DATELINE_SHARED_DATA) + "/formats/html/";
  std::ifstream lines(folder + "expected.jsonl");
  if (!lines) {
    WARN("skipped: no " << folder);
    return;
  }
  double sum = 0;
  int count = 0;
  simdjson::dom::parser parser;
  for (std::string line; std::getline(lines, line); ++count) {
    const simdjson::dom::element expected = parser.parse(line);
    const std::string path = folder + std::string(std::string_view(expected["file"]));
    const auto reader = open_articles(path, nullptr, {});
    const auto records = dateline::test::collect(*reader);
    REQUIRE(records.articles.size() == 1);
    sum += f1(std::string(std::string_view(expected["text"])), records.articles[0].body);
    CHECK(records.articles[0].date);
  }
  CHECK(sum / count > 0.93);
}
