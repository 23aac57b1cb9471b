// SPDX-License-Identifier: GPL-2.0-or-later
//
// Word sequences and the tests on them, against lists of words that are looked through one by one.
#include "common/word_sequence.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "searcher/word_test.h"
#include "tests/support/word_hashes.h"

using namespace dateline;

namespace {

/// An article as words: numbers stand for words, their hashes are made of them.
struct Text {
  std::vector<std::uint32_t> title;
  std::vector<std::vector<std::uint32_t>> paragraphs;  // of one sentence each
};

std::uint32_t hash_of(std::uint32_t word) {
  return test::nth_hash(word);
}

std::string pack(const Text& text) {
  WordSequenceBuilder builder;
  for (const auto word : text.title) builder.add_word(hash_of(word));
  builder.end_title();
  for (std::size_t i = 0; i < text.paragraphs.size(); ++i) {
    if (i > 0) {
      builder.end_sentence();
      builder.end_paragraph();
    }
    for (const auto word : text.paragraphs[i]) builder.add_word(hash_of(word));
  }
  std::string record;
  builder.pack(record);
  return record;
}

Text random_text(std::mt19937& random, std::uint32_t vocabulary, std::size_t most) {
  Text text;
  const auto fill = [&](std::vector<std::uint32_t>& words) {
    for (std::size_t i = random() % most; i > 0; --i)
      words.push_back(static_cast<std::uint32_t>(random() % vocabulary));
  };
  fill(text.title);
  text.paragraphs.resize(1 + random() % 4);
  for (auto& paragraph : text.paragraphs) fill(paragraph);
  return text;
}

struct Placed {
  std::uint32_t word;
  std::size_t position;
  std::size_t paragraph;
};

std::vector<Placed> placed(const Text& text) {
  std::vector<Placed> words;
  std::size_t position = 0;
  for (const auto word : text.title) words.push_back({word, position++, 0});
  position += kTitleGap;
  for (std::size_t i = 0; i < text.paragraphs.size(); ++i)
    for (const auto word : text.paragraphs[i]) words.push_back({word, position++, i + 1});
  return words;
}

using Phrase = std::vector<std::uint32_t>;

std::vector<std::size_t> starts_of(const std::vector<Placed>& words, const Phrase& phrase,
                                   Scope scope) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i + phrase.size() <= words.size(); ++i) {
    bool here = true;
    for (std::size_t k = 0; k < phrase.size(); ++k) {
      const Placed& word = words[i + k];
      here = here && word.word == phrase[k] && word.position == words[i].position + k &&
             (scope == Scope::anywhere || word.paragraph <= (scope == Scope::lead ? 1U : 0U));
    }
    if (here) starts.push_back(words[i].position);
  }
  return starts;
}

bool expected(const Text& text, const std::vector<Phrase>& phrases, Scope scope,
              std::size_t distance, bool ordered) {
  const auto words = placed(text);
  const auto first = starts_of(words, phrases[0], scope);
  if (phrases.size() == 1) return !first.empty();
  for (const std::size_t a : first)
    for (const std::size_t b : starts_of(words, phrases[1], scope)) {
      const std::size_t a_end = a + phrases[0].size() - 1;
      const std::size_t b_end = b + phrases[1].size() - 1;
      if (b > a_end && b - a_end <= distance) return true;
      if (!ordered && a > b_end && a - b_end <= distance) return true;
    }
  return false;
}

}  // namespace

TEST_CASE("Word tests pass where looking at every word says so") {
  std::mt19937 random(1);
  int passed = 0;
  for (int round = 0; round < 30000; ++round) {
    const Text text = random_text(random, 6, 12);
    std::vector<Phrase> phrases(1 + random() % 2);
    WordTest test;
    const auto scope = static_cast<Scope>(random() % 3);
    for (Phrase& phrase : phrases) {
      Sequence sequence;
      sequence.scope = scope;
      for (std::size_t i = 1 + random() % 3; i > 0; --i) {
        phrase.push_back(static_cast<std::uint32_t>(random() % 6));
        sequence.words.push_back({hash_of(phrase.back())});
      }
      test.operands.push_back({sequence});
    }
    test.distance = static_cast<std::uint32_t>(1 + random() % 6);
    const bool ordered = random() % 2 == 0;
    test.nearness = ordered ? Nearness::words_in_order : Nearness::words;
    const bool expects = expected(text, phrases, scope, test.distance, ordered);
    REQUIRE(WordTester(test).passes(pack(text)) == expects);
    passed += expects ? 1 : 0;
  }
  CHECK(passed > 3000);
}

TEST_CASE("Words that count as one are found in each of their forms") {
  Text text;
  text.paragraphs = {{1, 2, 3}};
  WordTest test;
  test.operands = {{Sequence{{{hash_of(9), hash_of(1)}, {hash_of(2), hash_of(8)}}}}};
  CHECK(WordTester(test).passes(pack(text)));
  test.operands = {{Sequence{{{hash_of(9)}, {hash_of(2)}}}}};
  CHECK_FALSE(WordTester(test).passes(pack(text)));
}

TEST_CASE("Sequences of many distinct words keep every place") {
  std::mt19937 random(2);
  for (const std::uint32_t vocabulary : {200U, 300U, 9000U, 20000U}) {
    Text text;
    text.paragraphs.resize(1);
    for (std::uint32_t word = 0; word < vocabulary; ++word) text.paragraphs[0].push_back(word);
    std::shuffle(text.paragraphs[0].begin(), text.paragraphs[0].end(), random);
    const std::string record = pack(text);
    WordSequenceReader reader;
    std::vector<Occurrence> found;
    for (int round = 0; round < 50; ++round) {
      const std::size_t at = random() % vocabulary;
      const std::vector<WordGroup> groups{{hash_of(text.paragraphs[0][at])}};
      REQUIRE(reader.find(record, groups, found));
      REQUIRE(found.size() == 1);
      REQUIRE(found[0].position == kTitleGap + at);
    }
  }
}

TEST_CASE("No bytes crash the reader of word sequences") {
  std::mt19937 random(3);
  WordSequenceReader reader;
  std::vector<Occurrence> found;
  const std::vector<WordGroup> groups{{hash_of(1), 0}, {hash_of(2)}};
  for (int round = 0; round < 20000; ++round) {
    std::string record = pack(random_text(random, 5, 10));
    if (round % 2 == 0) record.resize(random() % (record.size() + 1));
    for (std::size_t i = random() % 4; i > 0 && !record.empty(); --i)
      record[random() % record.size()] = static_cast<char>(random());
    reader.find(record, groups, found);
  }
  CHECK_FALSE(reader.find("", groups, found));
}
