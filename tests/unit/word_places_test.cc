// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/word_places.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

namespace {

using Groups = std::vector<WordGroup>;

/// A record of words 0 to `vocabulary` - 1 (as hashes) with marks among them.
std::string random_record(std::mt19937& random, std::size_t words, std::uint32_t vocabulary) {
  WordSequenceBuilder builder;
  for (std::size_t i = words; i > 0; --i) {
    builder.add_word(static_cast<std::uint32_t>(random() % vocabulary) * (UINT32_MAX / vocabulary));
    if (random() % 9 == 0) builder.end_sentence();
    if (random() % 20 == 0) builder.end_paragraph();
    if (random() % 15 == 0) builder.end_title();
  }
  std::string record;
  builder.pack(record);
  return record;
}

std::shared_ptr<const PlaceList> list_of(const WordGroup& group,
                                         const std::vector<std::string>& records) {
  auto list = std::make_shared<PlaceList>();
  for (std::size_t i = 0; i < records.size(); ++i)
    list->add(static_cast<Xapian::docid>(i + 1), records[i], group);
  list->finish();
  return list;
}

}  // namespace

TEST_CASE("Kept places tell of a phrase what a look into the article does") {
  std::mt19937 random(11);
  WordSequenceReader reader;
  int found = 0;
  int missed = 0;
  for (int round = 0; round < 300; ++round) {
    const std::uint32_t vocabulary = round % 3 == 0 ? 700 : 9;
    std::vector<std::string> records;
    for (int i = 0; i < 40; ++i)
      records.push_back(
          random_record(random, up_to(random, vocabulary == 9 ? 30 : 2000), vocabulary));
    Groups groups(1 + up_to(random, 3));
    PlaceLists lists;
    for (WordGroup& group : groups) {
      for (std::size_t i = 1 + up_to(random, vocabulary / 5); i > 0; --i)
        group.push_back(static_cast<std::uint32_t>(random() % vocabulary) *
                        (UINT32_MAX / vocabulary));
      std::sort(group.begin(), group.end());
      group.erase(std::unique(group.begin(), group.end()), group.end());
      lists.push_back(list_of(group, records));
    }
    PhraseFinder finder(lists);
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (random() % 4 == 0) continue;  // not every article is a candidate
      const auto wanted = reader.has_phrase(records[i], groups);
      REQUIRE(finder.has(static_cast<Xapian::docid>(i + 1)) == wanted);
      ++(*wanted ? found : missed);
    }
  }
  CHECK(found > 500);
  CHECK(missed > 500);
}

TEST_CASE("An article of too many words for places is left to be read") {
  std::mt19937 random(12);
  const std::vector<std::string> records{random_record(random, 10, 3),
                                         random_record(random, 70'000, 3)};
  PhraseFinder finder({list_of({0}, records), list_of({0}, records)});
  CHECK(finder.has(1).has_value());
  CHECK_FALSE(finder.has(2).has_value());
}

namespace {

struct Text {
  std::string text;
  std::size_t bytes() const { return text.size(); }
};

}  // namespace

TEST_CASE("A cache of bytes lets go of what was used least lately, and never of the last") {
  ByteCache<Text> cache(10);
  const auto add = [&](const std::string& key, std::size_t size) {
    cache.add(key, std::make_shared<Text>(Text{std::string(size, 'x')}));
  };
  add("a", 4);
  add("b", 4);
  REQUIRE(cache.find("a") != nullptr);
  add("c", 4);
  CHECK(cache.find("b") == nullptr);
  CHECK(cache.find("a") != nullptr);
  CHECK(cache.find("c") != nullptr);
  add("d", 99);
  CHECK(cache.find("a") == nullptr);
  CHECK(cache.find("d") != nullptr);
}
