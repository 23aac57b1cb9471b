// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/snippet.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "common/utf8.h"
#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

namespace {

HighlightWords wanted() {
  HighlightWords words;
  words.stems = {"ferri", "toll", "orlova"};
  words.exact = {"us", "中国"};
  return words;
}

std::string random_body(std::mt19937& random) {
  static const char* const kPieces[] = {"ferries", "Toll", "Orlova’s", "U.S.",    "quay",
                                        "quay",    "quay", "quay",     "harbour", "naïve",
                                        "中国",    "“no”", "3.5",      "—"};
  static const char* const kSpaces[] = {" ", " ", " ", " ", "\n\n", ". ", "  ", ", "};
  std::string body;
  for (std::size_t i = up_to(random, 80); i > 0; --i)
    body.append(one_of(random, kPieces)).append(one_of(random, kSpaces));
  return body;
}

/// The most distinct wanted stems that `length` words in a row hold.
std::size_t most_distinct(const std::vector<Word>& words, const HighlightWords& marks,
                          std::size_t length) {
  std::size_t most = 0;
  for (std::size_t start = 0; start < words.size(); ++start) {
    std::set<std::string> stems;
    for (std::size_t i = start; i < std::min(words.size(), start + length); ++i)
      if (marks.marks(*words[i].form)) stems.insert(words[i].form->stem);
    most = std::max(most, stems.size());
  }
  return most;
}

std::size_t distinct_marked(const Snippet& snippet, Analyzer& analyzer) {
  std::set<std::string> stems;
  for (const auto& [start, end] : snippet.highlights) {
    std::vector<Word> words;
    analyzer.analyze(std::string_view(snippet.text).substr(start, end - start), words);
    for (const Word& word : words) stems.insert(word.form->stem);
  }
  return stems.size();
}

bool is_border(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

}  // namespace

TEST_CASE("A snippet is one valid line of the body, its marks on whole characters") {
  std::mt19937 random(1);
  Analyzer analyzer;
  const HighlightWords marks = wanted();
  SnippetMaker maker(analyzer, marks);
  for (int round = 0; round < 2000; ++round) {
    const Snippet snippet = maker.make(random_body(random), 1 + random() % 20);
    std::string text = snippet.text;
    INFO(text);
    REQUIRE(repair_utf8(text) == 0);
    REQUIRE(text.find_first_of("\n\t\r") == std::string::npos);
    REQUIRE(text.find("  ") == std::string::npos);
    for (const auto& [start, end] : snippet.highlights) {
      REQUIRE(start < end);
      REQUIRE(end <= text.size());
      REQUIRE(is_border(text, start));
      REQUIRE(is_border(text, end));
    }
  }
}

TEST_CASE("No passage of that length shows more different wanted words") {
  std::mt19937 random(2);
  Analyzer analyzer;
  const HighlightWords marks = wanted();
  SnippetMaker maker(analyzer, marks);
  for (int round = 0; round < 2000; ++round) {
    const std::string body = random_body(random);
    const std::size_t length = 1 + random() % 20;
    std::vector<Word> words;
    analyzer.analyze(body, words);
    const Snippet snippet = maker.make(body, length);
    INFO(body << "\n" << length << "\n" << snippet.text);
    REQUIRE(distinct_marked(snippet, analyzer) == most_distinct(words, marks, length));
  }
}

TEST_CASE("A snippet has no more words than were asked for, and says where it was cut") {
  std::mt19937 random(3);
  Analyzer analyzer;
  const HighlightWords marks = wanted();
  SnippetMaker maker(analyzer, marks);
  for (int round = 0; round < 1000; ++round) {
    const std::string body = random_body(random);
    const std::size_t length = 1 + random() % 20;
    std::vector<Word> all;
    std::vector<Word> shown;
    analyzer.analyze(body, all);
    const Snippet snippet = maker.make(body, length);
    analyzer.analyze(snippet.text, shown);
    REQUIRE(shown.size() <= length);
    const bool cut = snippet.text.find("…") != std::string::npos;
    REQUIRE(cut == (shown.size() < all.size()));
  }
}

TEST_CASE("Where nothing is wanted, the beginning is shown") {
  Analyzer analyzer;
  const HighlightWords nothing;
  SnippetMaker maker(analyzer, nothing);
  CHECK(maker.make("One two three four five.", 3).text == "One two three …");
  CHECK(maker.make("One two.", 3).text == "One two.");
  CHECK(maker.make("", 3).text.empty());
  CHECK(maker.make("?!", 3).highlights.empty());
}
