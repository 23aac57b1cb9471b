// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/near_words.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "searcher/edit_distance.h"
#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

TEST_CASE(
    "Near words of a sorted list are those that the plain distance finds, one after another") {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    std::set<std::string> words;
    const auto word = [&] {
      std::string made;
      for (std::size_t i = 1 + up_to(random, 6); i > 0; --i)
        made += static_cast<char>('a' + random() % 3);
      return made;
    };
    for (int i = 0; i < 200; ++i) words.insert(word());
    const std::string wanted = word();
    const std::size_t most = 1 + random() % 2;
    NearWords near(wanted, most);
    for (const std::string& other : words) {
      INFO(wanted << ' ' << other);
      const std::size_t expected = edit_distance(wanted, other, most);
      const auto found = near.distance(other);
      REQUIRE(found.has_value() == (expected <= most));
      if (found) REQUIRE(*found == expected);
      // Nothing that begins as a dead beginning does is near.
      if (near.dead_bytes() == 0) continue;
      const std::string dead = other.substr(0, near.dead_bytes());
      for (const std::string& later : words)
        if (later.starts_with(dead)) REQUIRE(edit_distance(wanted, later, most) > most);
    }
  }
}

TEST_CASE("Slips are counted in characters, not in bytes") {
  NearWords near("лавров", 1);
  CHECK(near.distance("лавроф") == 1U);
  CHECK(near.distance("лавров") == 0U);
  CHECK_FALSE(near.distance("ларвоф"));
}
