// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/common_words.h"

#include <catch2/catch.hpp>
#include <string>

#include "common/analyzer.h"

using namespace dateline;

TEST_CASE("Every common word has its own number, and what is no common word has none") {
  for (std::uint32_t number = 0; number < kCommonWords; ++number)
    REQUIRE(common_word(hash_of_common_word(number)) == number);
  CHECK(common_word(word_hash("the")) == 0);
  CHECK(common_word(word_hash("ceasefire")) < kCommonWords);
  std::uint32_t found = 0;
  for (int i = 0; i < 100'000; ++i)
    if (common_word(word_hash("qx" + std::to_string(i))) < kCommonWords) ++found;
  CHECK(found < 3);  // what shares a hash with one
}

TEST_CASE("Their text holds them all as the analyzer has them, the commonest at the end") {
  const std::string_view text = common_words_text();
  CHECK(text.substr(text.size() - 7) == " of the");
  Analyzer analyzer;
  std::vector<Word> words;
  analyzer.analyze(text, words);
  REQUIRE(words.size() == kCommonWords);
  for (std::uint32_t i = 0; i < kCommonWords; ++i) {
    INFO(words[i].form->exact);
    REQUIRE(words[i].form->hash == hash_of_common_word(kCommonWords - 1 - i));
  }
}
