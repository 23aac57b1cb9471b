// SPDX-License-Identifier: GPL-2.0-or-later
//
// Stories over several archives, against those of one with the same articles.
#include "searcher/united_stories.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>
#include <memory>
#include <random>

#include "searcher/cache_file.h"
#include "tests/support/copied_articles.h"
#include "tests/support/user_folder.h"

using namespace dateline;
using namespace dateline::test;

namespace {

/// An archive of several parts, in which articles lie at random.
class Divided {
 public:
  Divided(std::mt19937& random, const std::vector<Entry>& entries, std::size_t parts) {
    std::vector<std::vector<Entry>> of_part(parts);
    for (std::size_t i = 0; i < entries.size(); ++i)
      of_part[i < parts ? i : random() % parts].push_back(entries[i]);
    for (const auto& in_part : of_part) parts_.push_back(std::make_unique<SmallArchive>(in_part));
  }

  SmallArchive& part(std::size_t number) { return *parts_[number]; }

  Index open() const {
    ArchiveAddress address;
    for (const auto& part : parts_) address.names.push_back(part->path());
    return Index::open(address);
  }

 private:
  std::vector<std::unique_ptr<SmallArchive>> parts_;
};

bool has_copies(const Stories& stories) {
  return std::any_of(stories.begin(), stories.end(),
                     [](const auto& story) { return story.second.size() > 2; });
}

void require_equal(const SearchResults& a, const SearchResults& b) {
  REQUIRE(a.total == b.total);
  REQUIRE(a.stories == b.stories);
  REQUIRE(a.hits.size() == b.hits.size());
  for (std::size_t i = 0; i < a.hits.size(); ++i) {
    REQUIRE(a.hits[i].article.id == b.hits[i].article.id);
    REQUIRE(a.hits[i].copies == b.hits[i].copies);
  }
  REQUIRE(a.facets.size() == b.facets.size());
  for (std::size_t i = 0; i < a.facets.size(); ++i) {
    REQUIRE(a.facets[i].values.size() == b.facets[i].values.size());
    for (std::size_t j = 0; j < a.facets[i].values.size(); ++j) {
      REQUIRE(a.facets[i].values[j].value == b.facets[i].values[j].value);
      REQUIRE(a.facets[i].values[j].count == b.facets[i].values[j].count);
    }
  }
}

std::optional<SharedTable<StoryMember>> unpacked(const std::string& bytes) {
  auto owner = std::make_shared<std::vector<std::uint32_t>>(bytes.size() / 4 + 1);
  std::memcpy(owner->data(), bytes.data(), bytes.size());
  const auto* begin = reinterpret_cast<const char*>(owner->data());
  return unpack_stories({owner, {begin, bytes.size()}}, "stamps");
}

}  // namespace

TEST_CASE("Stories span parts as if all articles lay in one archive") {
  const UserFolder cache("XDG_CACHE_HOME");
  std::mt19937 random(1);
  for (int round = 0; round < 12; ++round) {
    const std::vector<Entry> entries = random_copies(random, 60);
    const SmallArchive whole(entries);
    const Divided divided(random, entries, 2 + random() % 3);
    const Stories expected = all_stories(whole.open());
    REQUIRE(has_copies(expected));
    REQUIRE(all_stories(divided.open()) == expected);
    const Index one = whole.open();
    const Index several = divided.open();
    for (const char* query : {"*", "report", "person:orlova", "country:france NOT source:Wire"}) {
      CAPTURE(query);
      require_equal(grouped(one, query, everything()), grouped(several, query, everything()));
      PageOptions page = everything();
      page.count_stories = true;
      Analyzer analyzer;
      require_equal(search(one, compiled(query, one, analyzer), page, analyzer),
                    search(several, compiled(query, several, analyzer), page, analyzer));
      REQUIRE(count_stories(one, compiled(query, one, analyzer).plan) ==
              count_stories(several, compiled(query, several, analyzer).plan));
    }
  }
}

TEST_CASE("Stories over parts are kept until a part changes") {
  const UserFolder cache("XDG_CACHE_HOME");
  std::mt19937 random(2);
  Divided divided(random, random_copies(random, 30), 2);
  const auto kept = [&] {
    const Index index = divided.open();
    return kept_stories(index.parts(), stamps_of(index.parts()));
  };
  CHECK_FALSE(kept().has_value());
  const auto stories = divided.open().stories();
  REQUIRE(kept().has_value());
  CHECK(std::ranges::equal(*kept(), stories));
  divided.part(1).add({article("new", 3, words(90))});
  CHECK_FALSE(kept().has_value());
  CHECK(copies_of(divided.open(), "new") == std::vector<std::string>{"new"});
  divided.part(0).add({article("newer", 4, words(90))});
  CHECK(copies_of(divided.open(), "newer") == std::vector<std::string>{"new", "newer"});
  CHECK(kept().has_value());
  SECTION("what is damaged counts as none") {
    for (const auto& file : cache.files()) std::ofstream(file, std::ios::binary) << "DLSTORY1 what";
    CHECK(copies_of(divided.open(), "newer").size() == 2);
  }
  SECTION("where nothing can be kept, they are united each time") {
    ::setenv("XDG_CACHE_HOME", "/dev/null", 1);
    CHECK(copies_of(divided.open(), "newer").size() == 2);
  }
}

TEST_CASE("One part that takes no copies leaves the others their own") {
  const UserFolder cache("XDG_CACHE_HOME");
  std::mt19937 random(5);
  Divided divided(random, random_copies(random, 60), 3);
  IndexWriter(divided.part(2).path()).group_copies(Dedup::off);
  for (int round = 0; round < 2; ++round) {  // the second from what was kept
    const Index index = divided.open();
    const Stories together = all_stories(index);
    for (std::size_t part = 0; part < 3; ++part)
      for (const auto& [id, copies] : all_stories(divided.part(part).open()))
        REQUIRE(together.at(id) == copies);
    CHECK(kept_stories(index.parts(), stamps_of(index.parts())).has_value());
    const std::uint64_t stories = grouped(index, "*", everything()).stories.value_or(0);
    CHECK(stories < together.size());
  }
}

TEST_CASE("How many articles are united depends on where they are and can be kept") {
  std::vector<Part> parts(2);
  const UserFolder cache("XDG_CACHE_HOME");
  CHECK(most_united(parts, "a\nb\n") == kMostUnited);
  CHECK(most_united(parts, "") == kMostUnkept);
  parts[1].remote = true;
  CHECK(most_united(parts, "a\nb\n") == kMostFetched);
}

TEST_CASE("Parts that take no copies for stories have none together") {
  const UserFolder cache("XDG_CACHE_HOME");
  std::mt19937 random(3);
  Divided divided(random, random_copies(random, 40), 2);
  CHECK(has_copies(all_stories(divided.open())));
  for (std::size_t part = 0; part < 2; ++part)
    IndexWriter(divided.part(part).path()).group_copies(Dedup::off);
  CHECK(divided.open().stories().size() == 0);
}

TEST_CASE("Stories are packed and unpacked, and no other bytes are stories") {
  std::mt19937 random(4);
  for (int round = 0; round < 200; ++round) {
    std::vector<StoryMember> members;
    std::uint32_t article = 0;
    for (std::size_t left = up_to(random, 20); left > 0; --left) {
      article += 1 + random_u32(random) % 1000;
      members.push_back({article, random_u32(random), random_u32(random), random_u32(random)});
    }
    const SharedTable stories(members);
    std::string bytes = pack_stories(stories, "stamps");
    const auto read = unpacked(bytes);
    REQUIRE(read.has_value());
    REQUIRE(std::ranges::equal(*read, stories));
    REQUIRE_FALSE(unpacked(pack_stories(stories, "others")).has_value());
    REQUIRE_FALSE(unpacked(bytes.substr(0, random() % bytes.size())).has_value());
    bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
    REQUIRE_FALSE(unpacked(bytes).has_value());
  }
  const SharedTable disorder(std::vector<StoryMember>{{2, 2, 2, 2}, {1, 2, 2, 2}});
  CHECK_FALSE(unpacked(pack_stories(disorder, "stamps")).has_value());
}
