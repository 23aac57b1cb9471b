// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

namespace {

Article read_one(std::string content) {
  auto records = read_records(std::move(content), "text");
  REQUIRE(records.bad.empty());
  REQUIRE(records.articles.size() == 1);
  return records.articles[0];
}

}  // namespace

TEST_CASE("A text file's first line is its title, known keys under it are metadata") {
  const Article article = read_one(
      "\nTalks resume\nDate: 10 December 2016\nSource: Desk\nAUTHOR: Ann Lee\n"
      "Url: https://example.org/1\nLanguage: en-GB\n\nEnvoys met.\n\nThey parted.\n");
  CHECK(article.title == "Talks resume");
  CHECK(article.body == "Envoys met.\n\nThey parted.");
  CHECK(article.date == make_date(2016, 12, 10));
  CHECK(article.date_origin == DateOrigin::metadata);
  CHECK(article.source == "Desk");
  CHECK(article.author == "Ann Lee");
  CHECK(article.id == "https://example.org/1");
  CHECK(article.language == "en");
}

TEST_CASE("A first paragraph that opens with a name and a colon is text") {
  const Article article = read_one("Talks resume\n\nDeskOnline: U.S. envoys met.\n");
  CHECK(article.body == "DeskOnline: U.S. envoys met.");
  CHECK(article.source.empty());
}

TEST_CASE("Metadata may be a paragraph of its own, or stand before the title") {
  CHECK(read_one("Talks resume\n\nDate: 2016-12-10\n\nEnvoys met.").body == "Envoys met.");
  const Article titled = read_one("Title: Talks resume\nDate: 2016-12-10\n\nEnvoys met.\n");
  CHECK(titled.title == "Talks resume");
  CHECK(titled.body == "Envoys met.");
}

TEST_CASE("Line ends of every kind and a byte order mark make no difference") {
  const std::string text = "Talks resume\nDate: 2016-12-10\n\nEnvoys met.\n\nThey parted.";
  const Article expected = read_one(text);
  for (const std::string& end : {std::string("\r\n"), std::string("\r")}) {
    std::string changed = "\xEF\xBB\xBF";
    for (const char c : text) changed += c == '\n' ? end : std::string(1, c);
    const Article article = read_one(changed);
    CHECK(article.title == expected.title);
    CHECK(article.body == expected.body);
    CHECK(article.date == expected.date);
  }
}

TEST_CASE("Lines wrapped at a fixed width are joined, others stay") {
  std::string wrapped = "Title\n\n";
  std::string sentence;
  std::size_t column = 0;
  for (int i = 0; i < 60; ++i) {
    const std::string word(static_cast<std::size_t>(3 + i % 6), static_cast<char>('a' + i % 26));
    if (column + word.size() + 1 > 72) {
      wrapped += '\n';
      column = 0;
    } else if (column > 0) {
      wrapped += ' ';
      ++column;
    }
    wrapped += word;
    column += word.size();
    sentence += (sentence.empty() ? "" : " ") + word;
  }
  CHECK(read_one(wrapped).body == sentence);
  CHECK(read_one("Title\n\n- one\n- two\n- three").body == "- one\n- two\n- three");
}

TEST_CASE("A date that cannot be read costs the date and not the article") {
  const Article article = read_one("Talks resume\nDate: 03/04/2022\n\nEnvoys met.");
  CHECK_FALSE(article.date);
  REQUIRE(article.warnings.size() == 1);
  CHECK(article.warnings[0].text.find("2022-04-03") != std::string::npos);
  CHECK(article.warnings[0].text.find("2022-03-04") != std::string::npos);
}

TEST_CASE("Bytes that are not UTF-8 are replaced and told") {
  const Article article = read_one("Caf\xE9 talks\n\nEnvoys met.");
  CHECK(article.title == "Caf\xEF\xBF\xBD talks");
  CHECK(article.warnings.size() == 1);
}

TEST_CASE("A file without text is reported as empty, one over the limit as too large") {
  auto records = read_records(" \n\n", "text");
  REQUIRE(records.bad.size() == 1);
  CHECK(records.bad[0].reason == RejectReason::empty);
  ReaderOptions options;
  options.record_limit = 10;
  records = read_records("Title\n\nA text that is too long.", "text", options);
  REQUIRE(records.bad.size() == 1);
  CHECK(records.bad[0].reason == RejectReason::too_large);
}

TEST_CASE("The sample article's lead names its source") {
  const std::string path = std::string(DATELINE_SHARED_DATA) + "/../seed/kerry-russia-syria.txt";
  const auto reader = open_articles(path, nullptr, {});
  const auto records = dateline::test::collect(*reader);
  if (records.articles.empty()) {
    WARN("skipped: no " << path);
    return;
  }
  CHECK(records.articles[0].source == "EghtesadOnline");
  CHECK(records.articles[0].title.substr(0, 10) == "Kerry Says");
  CHECK(records.articles[0].body.substr(0, 16) == "EghtesadOnline: ");
  CHECK_FALSE(records.articles[0].date);
}
