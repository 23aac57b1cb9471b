// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/story_map.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

TEST_CASE("Pages of stories survive being packed") {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    const auto page = static_cast<std::uint32_t>(random() % 1000);
    std::vector<StoryMember> members;
    for (std::uint32_t article = page * kStoryPage; article < (page + 1) * kStoryPage;
         article += 1 + static_cast<std::uint32_t>(random() % 500))
      members.push_back({article, static_cast<std::uint32_t>(random()),
                         static_cast<std::uint32_t>(random()),
                         static_cast<std::uint32_t>(random())});
    std::vector<StoryMember> read;
    REQUIRE(unpack_story_page(page, pack_story_page(members), read));
    REQUIRE(read == members);
  }
}

TEST_CASE("Bytes that are no page of stories are refused or read as some page") {
  std::vector<StoryMember> read;
  CHECK(unpack_story_page(0, "", read));
  CHECK_FALSE(unpack_story_page(0, std::string("\x01\x00\x00", 3), read));
  CHECK_FALSE(unpack_story_page(0, "\xFF\xFF\xFF\x7F\x01\x01\x02", read));
  std::mt19937 random(2);
  for (int round = 0; round < 2000; ++round)
    unpack_story_page(static_cast<std::uint32_t>(random()), random_bytes(random, 60), read);
  SUCCEED();
}
