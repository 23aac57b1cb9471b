// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/best_of.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

using namespace dateline;

namespace {

struct Item {
  int rank = 0;
  std::size_t number = 0;

  bool operator==(const Item&) const = default;
};

struct ByRank {
  int operator()(const Item& item) const { return item.rank; }
};

std::vector<Item> by_number(std::vector<Item> items) {
  std::sort(items.begin(), items.end(),
            [](const Item& a, const Item& b) { return a.number < b.number; });
  return items;
}

}  // namespace

TEST_CASE("Of many items those are kept that rank no lower than the one at the limit") {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    const std::size_t limit = random() % 3 == 0 ? random() % 3000 : random() % 20;
    const int ranks = 1 + static_cast<int>(random() % (round % 2 == 0 ? 10 : 100'000));
    std::vector<Item> all(random() % 6000);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = {static_cast<int>(random()) % ranks, i};
    BestOf<Item, ByRank> best(limit);
    for (const Item& item : all) best.add(item);
    CHECK(best.seen() == all.size());

    std::vector<Item> expected = all;
    if (limit > 0 && limit < all.size()) {
      std::sort(expected.begin(), expected.end(),
                [](const Item& a, const Item& b) { return a.rank > b.rank; });
      const int least = expected[limit - 1].rank;
      std::erase_if(expected, [&](const Item& item) { return item.rank < least; });
    }
    REQUIRE(by_number(best.take()) == by_number(expected));
  }
}
