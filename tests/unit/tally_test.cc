// SPDX-License-Identifier: GPL-2.0-or-later
//
// Tallies against a map, for few and many numbers, low and high.
#include "searcher/tally.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

using namespace dateline;

namespace {

using Reference = std::map<std::uint32_t, std::uint32_t>;

Reference counted(const Tally& tally) {
  Reference counts;
  tally.for_each([&](std::uint32_t number, std::uint32_t count) {
    INFO("number " << number << " is told once, and with a count");
    CHECK(count > 0);
    CHECK(counts.emplace(number, count).second);
  });
  return counts;
}

/// Numbers as names have them: most are low.
std::uint32_t some_number(std::mt19937& random, std::uint32_t most) {
  const std::uint32_t below = std::uint32_t{1} << (random() % 20);
  return static_cast<std::uint32_t>(random()) % std::min(below, most);
}

void count_at_random(std::mt19937& random, Tally& tally, Reference& reference) {
  const std::uint32_t most = random() % 2 == 0 ? 2000 : 1'000'000;
  const std::size_t times = std::size_t{1} << (random() % 17);
  if (random() % 8 == 0) tally.array();
  for (std::size_t i = 0; i < times; ++i) {
    const std::uint32_t number = some_number(random, most);
    const auto count = static_cast<std::uint32_t>(random() % 3);
    tally.add(number, count);
    if (count > 0) reference[number] += count;
  }
}

}  // namespace

TEST_CASE("a tally counts as a map does", "[tally]") {
  std::mt19937 random(1);
  for (int round = 0; round < 100; ++round) {
    Tally tally;
    Reference reference;
    CHECK(tally.empty());
    count_at_random(random, tally, reference);
    CHECK(counted(tally) == reference);
    CHECK(tally.count(1'500'000) == 0);
    for (int i = 0; i < 100; ++i) {
      const std::uint32_t number = some_number(random, 1'000'000);
      const auto at = reference.find(number);
      CHECK(tally.count(number) == (at == reference.end() ? 0 : at->second));
    }
  }
}

TEST_CASE("tallies of parts add up whatever their sizes", "[tally]") {
  std::mt19937 random(2);
  for (int round = 0; round < 60; ++round) {
    Tally all;
    Reference reference;
    for (int part = 0; part < 4; ++part) {
      Tally tally;
      count_at_random(random, tally, reference);
      all.add(tally);
    }
    CHECK(counted(all) == reference);
  }
}
