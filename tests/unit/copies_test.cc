// SPDX-License-Identifier: GPL-2.0-or-later
//
// Sketches of articles and the telling of copies from other articles.
#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <set>

#include "common/analyzer.h"
#include "common/stories/copy_sketch.h"
#include "common/stories/copy_test.h"
#include "common/word_sequence.h"
#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

namespace {

using Hashes = std::vector<std::uint32_t>;

Hashes hashes(const std::string& text) {
  Analyzer analyzer;
  std::vector<Word> words;
  analyzer.analyze(text, words);
  Hashes made;
  for (const Word& word : words) made.push_back(word.form->hash);
  return made;
}

Hashes random_words(std::mt19937& random, std::size_t count) {
  Hashes words;
  for (std::size_t i = 0; i < count; ++i) words.push_back(random_u32(random));
  return words;
}

struct Labelled {
  std::string event;
  std::string kind;
  Hashes words;
};

/// The articles of copy_articles.txt, which says how it is written.
std::vector<Labelled> labelled_articles() {
  std::ifstream in(DATELINE_SOURCE_DIR "/tests/data/copy_articles.txt");
  std::vector<Labelled> articles;
  std::string text;
  const auto finish = [&] {
    if (!articles.empty()) articles.back().words = hashes(text);
    text.clear();
  };
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("= ")) {
      finish();
      const std::size_t space = line.find(' ', 2);
      articles.push_back({line.substr(2, space - 2), line.substr(space + 1), {}});
    } else if (!line.starts_with('#')) {
      text += line + '\n';
    }
  }
  finish();
  return articles;
}

bool are_copies(const Labelled& a, const Labelled& b) {
  const std::set<std::string> copies{"wire", "heading", "cut", "addition", "edited"};
  return a.event == b.event && copies.count(a.kind) != 0 && copies.count(b.kind) != 0;
}

}  // namespace

TEST_CASE("Copies are told from updates, follow-ups and other reports in every labelled pair") {
  const std::vector<Labelled> articles = labelled_articles();
  REQUIRE(articles.size() == 64);
  std::size_t copies = 0;
  std::size_t kin = 0;
  for (std::size_t i = 0; i < articles.size(); ++i)
    for (std::size_t j = i + 1; j < articles.size(); ++j) {
      const Labelled& a = articles[i];
      const Labelled& b = articles[j];
      const bool found = may_be_copies(make_sketch({}, a.words), make_sketch({}, b.words)) &&
                         is_copy(make_copy_text(a.words), make_copy_text(b.words));
      INFO(a.event << ' ' << a.kind << " / " << b.event << ' ' << b.kind);
      CHECK(found == are_copies(a, b));
      copies += are_copies(a, b) ? 1 : 0;
      kin += a.event == b.event && !are_copies(a, b) ? 1 : 0;
    }
  CHECK(copies == 80);
  CHECK(kin == 144);
}

TEST_CASE("Being a copy does not depend on which article comes first") {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    const Hashes all = random_words(random, 20 + up_to(random, 100));
    Hashes cut(all.begin() + static_cast<std::ptrdiff_t>(up_to(random, 15)), all.end());
    for (std::size_t edits = up_to(random, 12); edits > 0; --edits)
      cut[random() % cut.size()] = random_u32(random);
    const CopyText a = make_copy_text(all);
    const CopyText b = make_copy_text(cut);
    REQUIRE(is_copy(a, b) == is_copy(b, a));
    REQUIRE(is_copy(a, a));
    REQUIRE(may_be_copies(make_sketch({}, all), make_sketch({}, all)));
  }
}

TEST_CASE("Sketches meet those of cut and extended copies and of no other text") {
  std::mt19937 random(3);
  int met = 0;
  int strangers = 0;
  constexpr int kRounds = 500;
  for (int round = 0; round < kRounds; ++round) {
    const Hashes all = random_words(random, 100 + up_to(random, 400));
    Hashes changed(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 3));
    for (const std::uint32_t word : random_words(random, all.size() / 5)) changed.push_back(word);
    const CopySketch sketch = make_sketch({}, all);
    met += may_be_copies(sketch, make_sketch({}, changed)) ? 1 : 0;
    strangers += may_be_copies(sketch, make_sketch({}, random_words(random, 300))) ? 1 : 0;
  }
  CHECK(met == kRounds);
  CHECK(strangers == 0);
}

TEST_CASE("A short text is a copy only under the same title") {
  const Hashes brief = hashes("The rouble closed at 61.2 to the dollar on Friday.");
  const Hashes title = hashes("Rouble");
  CHECK(make_sketch(title, brief).identity == make_sketch(title, brief).identity);
  CHECK(make_sketch(title, brief).identity != make_sketch(hashes("Markets"), brief).identity);
  CHECK_FALSE(may_be_copies(make_sketch(title, brief), make_sketch(title, brief)));
  std::mt19937 random(4);
  const Hashes all = random_words(random, kFewestWords);
  CHECK(make_sketch(title, all).identity == make_sketch({}, all).identity);
}

TEST_CASE("Sketches survive being packed, and other bytes are none") {
  std::mt19937 random(5);
  const CopySketch sketch = make_sketch({}, random_words(random, 50));
  CHECK(unpack_sketch(pack_sketch(sketch)) == sketch);
  CHECK_FALSE(unpack_sketch(pack_sketch(sketch) + 'x'));
  CHECK_FALSE(unpack_sketch(""));
}

TEST_CASE("The body's words are read back from the word sequence, whatever its bytes") {
  WordSequenceBuilder builder;
  for (const std::uint32_t word : {7U, 8U}) builder.add_word(word);
  builder.end_title();
  for (const std::uint32_t word : {9U, 7U, 4000000000U}) builder.add_word(word);
  builder.end_sentence();
  builder.end_paragraph();
  builder.add_word(9);
  std::string record;
  builder.pack(record);
  Hashes body;
  unpack_body(record, body);
  CHECK(body == Hashes{9, 7, 4000000000U, 9});
  std::mt19937 random(6);
  for (int round = 0; round < 2000; ++round) {
    std::string broken = record;
    broken[random() % broken.size()] = static_cast<char>(random());
    broken.resize(up_to(random, broken.size()));
    unpack_body(broken, body);
    unpack_body(random_bytes(random, 40), body);
  }
}
