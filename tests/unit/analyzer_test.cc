// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/analyzer.h"

#include <catch2/catch.hpp>
#include <random>

#include "common/text.h"

using namespace dateline;

namespace {

std::string exact_words(std::string_view text) {
  Analyzer analyzer;
  std::vector<Word> words;
  analyzer.analyze(text, words);
  std::string joined;
  for (const Word& word : words) joined += (joined.empty() ? "" : " ") + word.form->exact;
  return joined;
}

struct Placed {
  std::uint32_t start, end;
  std::string exact;
  bool operator==(const Placed&) const = default;
};

std::vector<Placed> placed(const std::vector<Word>& words) {
  std::vector<Placed> out;
  for (const Word& word : words) out.push_back({word.start, word.end, word.form->exact});
  return out;
}

std::string random_text(std::mt19937& random, const std::vector<std::string>& pieces) {
  std::string text;
  const auto length = random() % 40;
  for (std::size_t i = 0; i < length; ++i) text += pieces[random() % pieces.size()];
  return text;
}

}  // namespace

TEST_CASE("Analyzer folds case and diacritics") {
  CHECK(exact_words("Erdoğan ERDOGAN Çavuşoğlu Łódź Ærø İstanbul Straße") ==
        "erdogan erdogan cavusoglu lodz aero istanbul strasse");
}

TEST_CASE("Analyzer keeps the marks of scripts that are made of them") {
  CHECK(exact_words("हिन्दी") == "हिन्दी");
  CHECK(exact_words("Лавров заявил") == "лавров заявил");
  CHECK(exact_words("Ёлка") == "елка");
}

TEST_CASE("Analyzer drops the possessive, curly or straight") {
  CHECK(exact_words("Russia's Russia’s U.S.'s U.S.’s 1980's") == "russia russia us us 1980");
  CHECK(exact_words("the letter 's' stays") == "the letter s stays");
}

TEST_CASE("Analyzer joins acronyms and numbers and splits addresses") {
  CHECK(exact_words("U.S. U.S US U.N.-led 1,000 3.5 3.5bn") == "us us us un led 1000 3.5 3.5bn");
  CHECK(exact_words("yahoo.com a_b said:yes Ph.D end.Start") ==
        "yahoo com a b said yes ph d end start");
}

TEST_CASE("Analyzer treats apostrophes inside names alike") {
  CHECK(exact_words("Sana'a Sana’a O'Brien d'Estaing l’Elysée don't") ==
        "sanaa sanaa obrien d estaing l elysee dont");
}

TEST_CASE("Analyzer makes the parts of a hyphened name neighbours") {
  CHECK(exact_words("Bashar al-Assad, Ki-moon") == "bashar al assad ki moon");
}

TEST_CASE("Analyzer stems with Porter2 and keeps the exact word beside") {
  Analyzer analyzer;
  std::vector<Word> words;
  analyzer.analyze("Talks talking ceasefires ceasefire ministries", words);
  REQUIRE(words.size() == 5);
  CHECK(words[0].form->stem == "talk");
  CHECK(words[0].form->exact == "talks");
  CHECK(words[1].form->stem_id == words[0].form->stem_id);
  CHECK(words[2].form->stem_id == words[3].form->stem_id);
  CHECK(words[4].form->stem == "ministri");
}

TEST_CASE("Analyzer gives the bytes of each word") {
  Analyzer analyzer;
  std::vector<Word> words;
  const std::string text = "“Erdoğan’s” U.S. move";
  analyzer.analyze(text, words);
  REQUIRE(words.size() == 3);
  CHECK(text.substr(words[0].start, words[0].end - words[0].start) == "Erdoğan");
  CHECK(text.substr(words[1].start, words[1].end - words[1].start) == "U.S");
}

TEST_CASE("Analyzer's ASCII path gives the words of UAX #29 by ICU") {
  const std::vector<std::string> pieces = {
      "a",  "B",  "s", "S", "d", "lo",   "War", "7",   "42",  ".",   ",",
      "'",  "\"", ":", ";", "_", "-",    "/",   "(",   "&",   " ",   "\n",
      "\t", "@",  "$", "%", "!", "U.S.", "'s",  "al-", "1,0", "3.5", "\x01"};
  std::mt19937 random(20161210);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(random, pieces);
    Analyzer analyzer;
    std::vector<Word> fast;
    std::vector<Word> reference;
    analyzer.analyze(text, fast);
    analyzer.analyze_by_icu(text, reference);
    INFO("text: " << text);
    REQUIRE(placed(fast) == placed(reference));
  }
}

TEST_CASE("Analyzer cuts mixed scripts by chunk as ICU does in one go") {
  const std::vector<std::string> pieces = {
      "a",      "x",      "s",      "9",      ".",  "'",  "’",   "‘", "“",  "”", "é",  "e\u0301",
      "\u0301", "ğ",      "Ж",      "中",     "国", "カ", "ไทย", "א", "\"", " ", "\n", "\u00A0",
      "\u00AD", "\u200D", "\u200B", "\uFEFF", "·",  "—",  "😀",   ":", "_",  "ß"};
  std::mt19937 random(7);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = random_text(random, pieces);
    Analyzer analyzer;
    std::vector<Word> fast;
    std::vector<Word> reference;
    analyzer.analyze(text, fast);
    analyzer.analyze_by_icu(text, reference);
    INFO("text: " << text);
    REQUIRE(placed(fast) == placed(reference));
  }
}

TEST_CASE("Marks that show nothing make no difference, wherever they stand") {
  const std::vector<std::string> pieces = {"a",  "War", "'s", "’s", "U.S.", "1,0",   "-",  " ",
                                           "é",  "Ж",   "中", "国", "می",   "خواهم", "हि", ".",
                                           "al", "\n",  "“",  "x",  "d'",   "42",    "_",  "😀"};
  const std::vector<std::string> marks = {"\u00AD", "\u200B", "\u200C", "\u200D",
                                          "\u200E", "\u2060", "\uFEFF"};
  const auto forms = [](const std::string& text) {
    Analyzer analyzer;
    std::vector<Word> words;
    analyzer.analyze(text, words);
    std::vector<std::string> found;
    for (const Word& word : words) {
      REQUIRE(word.start < word.end);
      REQUIRE(word.end <= text.size());
      found.push_back(word.form->exact);
    }
    return found;
  };
  std::mt19937 random(22);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    std::string marked;
    for (std::size_t i = random() % 30; i > 0; --i) {
      const std::string& piece = pieces[random() % pieces.size()];
      text += piece;
      marked += piece;
      if (random() % 3 == 0) marked += marks[random() % marks.size()];
    }
    INFO("text: " << marked);
    REQUIRE(forms(marked) == forms(text));
  }
  CHECK(exact_words("Ser\u00ADgei Lav\u200Brov می\u200Cخواهم") == "sergei lavrov میخواهم");
}

TEST_CASE("Analyzer cuts a word that no term could hold") {
  Analyzer analyzer;
  std::vector<Word> words;
  analyzer.analyze(std::string(100000, 'x'), words);
  REQUIRE(words.size() == 1);
  CHECK(words[0].form->exact.size() == kMaxWordBytes);
  CHECK(words[0].end == 100000);
}

TEST_CASE("Analyzer forgets its words only when there are too many") {
  Analyzer analyzer;
  std::vector<Word> words;
  analyzer.analyze("one two three", words);
  CHECK_FALSE(analyzer.trim(3));
  CHECK(analyzer.form_count() == 3);
  CHECK(analyzer.trim(2));
  CHECK(analyzer.form_count() == 0);
}
