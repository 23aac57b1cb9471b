// SPDX-License-Identifier: GPL-2.0-or-later
//
// What WordSequenceReader finds, against a walk through the items that were packed.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "common/word_sequence.h"
#include "tests/support/random_values.h"
#include "tests/support/word_hashes.h"

using namespace dateline;
using namespace dateline::test;

namespace {

enum class Mark : std::uint8_t { none, title, sentence, paragraph };

/// A word, or the end of something.
struct Item {
  std::uint32_t hash = 0;
  Mark mark = Mark::none;
};

std::string pack(const std::vector<Item>& items) {
  WordSequenceBuilder builder;
  for (const Item& item : items) {
    if (item.mark == Mark::none) builder.add_word(item.hash);
    if (item.mark == Mark::title) builder.end_title();
    if (item.mark == Mark::sentence) builder.end_sentence();
    if (item.mark == Mark::paragraph) builder.end_paragraph();
  }
  std::string record;
  builder.pack(record);
  return record;
}

std::vector<Item> random_items(std::mt19937& random) {
  std::vector<Item> items;
  const auto words = [&] {
    for (std::size_t i = up_to(random, 8); i > 0; --i)
      items.push_back({nth_hash(static_cast<std::uint32_t>(random() % 7)), Mark::none});
  };
  words();
  items.push_back({0, Mark::title});
  for (std::size_t sentences = up_to(random, 6); sentences > 0; --sentences) {
    words();
    items.push_back({0, Mark::sentence});
    if (random() % 3 == 0) items.push_back({0, Mark::paragraph});
  }
  return items;
}

using Groups = std::vector<std::vector<std::uint32_t>>;

std::vector<Occurrence> expected(const std::vector<Item>& items, const Groups& groups) {
  std::vector<Occurrence> found;
  Occurrence here;
  for (const Item& item : items) {
    if (item.mark == Mark::title) here.position += kTitleGap;
    if (item.mark == Mark::title || item.mark == Mark::sentence) ++here.sentence;
    if (item.mark == Mark::title || item.mark == Mark::paragraph) ++here.paragraph;
    if (item.mark != Mark::none) continue;
    here.groups = 0;
    for (std::size_t g = 0; g < groups.size(); ++g)
      for (const std::uint32_t hash : groups[g])
        if (hash == item.hash) here.groups |= std::uint64_t{1} << g;
    if (here.groups != 0) found.push_back(here);
    ++here.position;
  }
  return found;
}

bool same(const Occurrence& a, const Occurrence& b) {
  return a.position == b.position && a.sentence == b.sentence && a.paragraph == b.paragraph &&
         a.groups == b.groups;
}

}  // namespace

TEST_CASE("Words are found at their position, sentence and paragraph, in all of their groups") {
  std::mt19937 random(1);
  WordSequenceReader reader;
  std::vector<Occurrence> found;
  int shared = 0;
  for (int round = 0; round < 5000; ++round) {
    const std::vector<Item> items = random_items(random);
    Groups groups(1 + up_to(random, 3));
    for (auto& group : groups)
      for (std::size_t i = 1 + up_to(random, 3); i > 0; --i)
        group.push_back(nth_hash(static_cast<std::uint32_t>(random() % 7)));
    const std::vector<Occurrence> wanted = expected(items, groups);
    std::uint64_t all = 0;
    for (const Occurrence& one : wanted) {
      all |= one.groups;
      if ((one.groups & (one.groups - 1)) != 0) ++shared;
    }
    const bool every_group = all == (std::uint64_t{1} << groups.size()) - 1;
    REQUIRE(reader.find(pack(items), groups, found) == every_group);
    if (!every_group) continue;
    REQUIRE(found.size() == wanted.size());
    for (std::size_t i = 0; i < found.size(); ++i) REQUIRE(same(found[i], wanted[i]));
  }
  CHECK(shared > 1000);
}

namespace {

/// Whether the words of `groups` stand beside each other in `items`, by trying each place.
bool stands_in(const std::vector<Item>& items, const Groups& groups) {
  std::vector<Item> words;  // and the title's end
  for (const Item& item : items)
    if (item.mark == Mark::none || item.mark == Mark::title) words.push_back(item);
  for (std::size_t start = 0; start + groups.size() <= words.size(); ++start) {
    bool all = true;
    for (std::size_t g = 0; g < groups.size() && all; ++g) {
      const Item& word = words[start + g];
      all = word.mark == Mark::none &&
            std::find(groups[g].begin(), groups[g].end(), word.hash) != groups[g].end();
    }
    if (all) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("A phrase is found where its words stand beside each other, whatever the vocabulary") {
  std::mt19937 random(4);
  WordSequenceReader reader;
  int found = 0;
  int missed = 0;
  for (int round = 0; round < 3000; ++round) {
    // Few words, so that phrases are frequent; or enough for codes of two bytes.
    const std::uint32_t vocabulary = round % 3 == 0 ? 900 : 7;
    const std::uint32_t step = UINT32_MAX / vocabulary;
    const auto any_word = [&] { return static_cast<std::uint32_t>(random() % vocabulary) * step; };
    std::vector<Item> items;
    for (std::size_t i = up_to(random, vocabulary == 7 ? 40 : 3000); i > 0; --i) {
      items.push_back({any_word(), Mark::none});
      if (random() % 9 == 0) items.push_back({0, Mark::sentence});
      if (random() % 25 == 0) items.push_back({0, Mark::paragraph});
      if (random() % 40 == 0) items.push_back({0, Mark::title});
    }
    Groups groups(1 + up_to(random, 3));
    for (auto& group : groups)
      for (std::size_t i = 1 + up_to(random, vocabulary / 4); i > 0; --i)
        group.push_back(any_word());
    const bool wanted = stands_in(items, groups);
    REQUIRE(reader.has_phrase(pack(items), groups) == wanted);
    ++(wanted ? found : missed);
  }
  CHECK(found > 500);
  CHECK(missed > 500);
}

TEST_CASE("A phrase among more than eight thousand different words is left to find()") {
  std::vector<Item> items;
  for (std::uint32_t i = 0; i < 9000; ++i) items.push_back({i, Mark::none});
  CHECK_FALSE(WordSequenceReader().has_phrase(pack(items), Groups{{1}, {2}}).has_value());
}

TEST_CASE("All sixty-four groups can be told apart") {
  std::vector<Item> items;
  Groups groups;
  for (std::uint32_t i = 0; i < kMaxGroups; ++i) {
    items.push_back({1000 + i, Mark::none});
    groups.push_back({1000 + i});
  }
  WordSequenceReader reader;
  std::vector<Occurrence> found;
  REQUIRE(reader.find(pack(items), groups, found));
  REQUIRE(found.size() == kMaxGroups);
  for (std::size_t i = 0; i < kMaxGroups; ++i) CHECK(found[i].groups == std::uint64_t{1} << i);
}

TEST_CASE("A word sequence that is cut short reads as ending early") {
  std::mt19937 random(2);
  WordSequenceReader reader;
  std::vector<Occurrence> found;
  std::vector<Item> items;
  for (std::uint32_t i = 0; i < 400; ++i) items.push_back({i % 300, Mark::none});
  const std::string record = pack(items);
  const Groups groups{{0, 5, 299}};
  const std::vector<Occurrence> wanted = expected(items, groups);
  for (std::size_t size = 0; size < record.size(); ++size) {
    reader.find(std::string_view(record).substr(0, size), groups, found);
    REQUIRE(found.size() < wanted.size() + 1);
    for (std::size_t i = 0; i < found.size(); ++i) REQUIRE(same(found[i], wanted[i]));
  }
}

TEST_CASE("A reader forgets one record's words before the next") {
  WordSequenceReader reader;
  std::vector<Occurrence> found;
  REQUIRE(reader.find(pack({{1, Mark::none}, {2, Mark::none}}), Groups{{1}, {2}}, found));
  REQUIRE_FALSE(reader.find(pack({{1, Mark::none}, {3, Mark::none}}), Groups{{1}, {2}}, found));
  REQUIRE(reader.find(pack({{1, Mark::none}, {3, Mark::none}}), Groups{{3}}, found));
  REQUIRE(found.size() == 1);
  CHECK(found[0].groups == 1);
}

TEST_CASE("Random bytes are no danger as a word sequence") {
  std::mt19937 random(3);
  WordSequenceReader reader;
  std::vector<Occurrence> found;
  for (int round = 0; round < 20000; ++round) {
    std::string record = random_bytes(random, 60);
    if (!record.empty() && round % 2 == 0) record[0] = static_cast<char>(random() % 8);
    reader.find(record, Groups{{1}, {2, 3}}, found);
    REQUIRE(found.size() <= record.size());
    CHECK_NOTHROW(reader.has_phrase(record, Groups{{1}, {2, 3}}));
  }
}
