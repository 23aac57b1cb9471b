// SPDX-License-Identifier: GPL-2.0-or-later
//
// What stands between a match and the reader's eye: snippets, safe text, suggestions.
#include <catch2/catch.hpp>
#include <functional>
#include <random>

#include "common/terminal_text.h"
#include "common/text.h"
#include "searcher/edit_distance.h"
#include "searcher/snippet.h"

using namespace dateline;

namespace {

std::size_t slow_distance(std::string_view a, std::string_view b) {
  if (a.empty()) return b.size();
  if (b.empty()) return a.size();
  std::size_t best = std::min(slow_distance(a.substr(1), b), slow_distance(a, b.substr(1))) + 1;
  best = std::min(best, slow_distance(a.substr(1), b.substr(1)) + (a[0] == b[0] ? 0 : 1));
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0])
    best = std::min(best, slow_distance(a.substr(2), b.substr(2)) + 1);
  return best;
}

}  // namespace

TEST_CASE("Edit distance is what trying everything gives") {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    const auto word = [&] {
      std::string made(random() % 7, 'a');
      for (char& c : made) c = static_cast<char>('a' + random() % 3);
      return made;
    };
    const std::string a = word();
    const std::string b = word();
    const std::size_t exact = slow_distance(a, b);
    for (std::size_t limit = 0; limit < 5; ++limit)
      REQUIRE(edit_distance(a, b, limit) == std::min(exact, limit + 1));
  }
}

TEST_CASE("A snippet shows the passage with most of the wanted words, each marked") {
  std::string body = "Nothing happened at first.";
  for (int i = 0; i < 60; ++i) body += " Filler words go on and on.";
  body += "\n\nThen Lavrov rejected the ceasefires that Kerry wanted.";
  for (int i = 0; i < 60; ++i) body += " More filler follows here.";
  Analyzer analyzer;
  HighlightWords wanted;
  wanted.stems = {analyzer.stem("lavrov"), analyzer.stem("ceasefire")};
  const Snippet snippet = SnippetMaker(analyzer, wanted).make(body, 20);
  REQUIRE(snippet.highlights.size() == 2);
  std::vector<std::string> marked;
  for (const auto& [start, end] : snippet.highlights)
    marked.push_back(snippet.text.substr(start, end - start));
  CHECK(marked == std::vector<std::string>{"Lavrov", "ceasefires"});
  CHECK(snippet.text.find('\n') == std::string::npos);
}

TEST_CASE("Marks lie on words that count, whatever the text") {
  std::mt19937 random(2);
  static const std::string kPieces[] = {"Lavrov", "lavrov's", "Erdoğan", "“",     "”",
                                        " ",      "\n\n",     "—",       "talks", "é",
                                        ". ",     "U.S.",     "中国",    "x"};
  Analyzer analyzer;
  HighlightWords wanted;
  wanted.stems = {"lavrov", "talk", "us"};
  wanted.exact = {"erdogan"};
  SnippetMaker maker(analyzer, wanted);
  for (int round = 0; round < 2000; ++round) {
    std::string body;
    for (std::size_t i = random() % 60; i > 0; --i) body += kPieces[random() % std::size(kPieces)];
    const Snippet snippet = maker.make(body, 1 + random() % 12);
    std::uint32_t last = 0;
    for (const auto& [start, end] : snippet.highlights) {
      REQUIRE(start >= last);
      REQUIRE(end <= snippet.text.size());
      std::vector<Word> words;
      analyzer.analyze(snippet.text.substr(start, end - start), words);
      REQUIRE(words.size() == 1);
      REQUIRE(wanted.marks(*words[0].form));
      last = end;
    }
  }
}

TEST_CASE("Nothing in a text can move the cursor or turn the writing round") {
  CHECK(terminal_text("a\x1b[31mb") == "a\uFFFD[31mb");
  CHECK(terminal_text("a\u202Eb\u2066c\u009Bd") == "a\uFFFDb\uFFFDc\uFFFDd");
  CHECK(terminal_text("a\nb\r\nc") == "a b  c");
  CHECK(terminal_text("a\nb", true) == "a\nb");
  CHECK(terminal_text("Erdoğan 中国 \xFF\xC0\xAF") == "Erdoğan 中国 \uFFFD\uFFFD\uFFFD");
  CHECK(grouped(0) == "0");
  CHECK(grouped(1234567) == "1,234,567");
}

TEST_CASE("Folding makes spellings of one word equal") {
  CHECK(fold("Erdoğan") == fold("ERDOGAN"));
  CHECK(fold("Straße") == "strasse");
  CHECK(clip_utf8("aé", 2) == "a");
  CHECK(clip_utf8("aé", 3) == "aé");
}
