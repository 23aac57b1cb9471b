// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/hit_order.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <tuple>

#include "searcher/ranking.h"
#include "searcher/resident.h"
#include "tests/support/ask.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

/// Of a few days and none, with ids whose order is not that in which they come.
std::vector<Entry> random_entries(std::mt19937& random, std::size_t count) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    entries.push_back(
        entry(std::to_string(random()) + "-" + std::to_string(i), "Tolls", "Ferries raise tolls."));
    const unsigned day = random() % 4;
    if (day > 0) entries.back().article.date = make_date(2017, 3, day);
  }
  return entries;
}

std::uint32_t day_of(const Entry& entry) {
  const auto& date = entry.article.date;
  return date ? static_cast<std::uint32_t>((*date - kFirstDay).count()) + 1 : 0;
}

using Key = std::tuple<double, bool, long, double, std::string>;

Key key_of(const Ranked& match, const std::vector<Entry>& entries, SortOrder sort) {
  const Entry& its = entries[match.id - 1];
  const long day = day_of(its);
  const std::string& id = its.article.id;
  if (sort == SortOrder::relevance) return {-match.weight, day == 0, -day, 0, id};
  return {0, day == 0, sort == SortOrder::newest ? -day : day, -match.weight, id};
}

std::vector<std::string> ids(const SearchResults& results) {
  std::vector<std::string> found;
  for (const Hit& hit : results.hits) found.push_back(hit.article.id);
  return found;
}

}  // namespace

TEST_CASE("The first matches are those that sorting all of them by every key puts first") {
  std::mt19937 random(5);
  const std::vector<Entry> entries = random_entries(random, 300);
  const SmallArchive archive(entries);
  const Index index = archive.open();
  for (int round = 0; round < 400; ++round) {
    const auto sort = static_cast<SortOrder>(round % 3);
    const unsigned weights = round % 2 == 0 ? 1 : 5;
    std::vector<Ranked> matches;
    for (Xapian::docid id = 1; id <= entries.size(); ++id)
      if (random() % 4 != 0)
        matches.push_back({static_cast<double>(random() % weights), id,
                           sort == SortOrder::relevance ? 0 : day_of(entries[id - 1])});
    std::vector<Ranked> expected = matches;
    std::sort(expected.begin(), expected.end(), [&](const Ranked& a, const Ranked& b) {
      return key_of(a, entries, sort) < key_of(b, entries, sort);
    });
    const std::size_t wanted = round % 5 == 0 ? matches.size() : random() % 40;
    order_in(index.database(), sort).put_first(matches, wanted);
    REQUIRE(matches.size() == expected.size());
    for (std::size_t i = 0; i < wanted; ++i) REQUIRE(matches[i].id == expected[i].id);
  }
}

TEST_CASE("Hits that nothing tells apart come by date and id in either way of answering") {
  std::mt19937 random(6);
  const std::vector<Entry> entries = random_entries(random, 60);
  const SmallArchive archive(entries);
  const Index index = archive.open();
  std::vector<Ranked> all;
  for (Xapian::docid id = 1; id <= entries.size(); ++id) all.push_back({0, id, 0});
  std::sort(all.begin(), all.end(), [&](const Ranked& a, const Ranked& b) {
    return key_of(a, entries, SortOrder::relevance) < key_of(b, entries, SortOrder::relevance);
  });
  Analyzer analyzer;
  Resident resident(index, std::make_shared<const Columns>(archive.open()), std::size_t{1} << 20);
  for (const char* const text : {"*", "tolls", "ferries tolls", "tolls OR ferries OR the"})
    for (const std::uint64_t limit : {1, 7, 60}) {
      INFO(text);
      PageOptions page;
      page.limit = limit;
      page.offset = limit / 3;
      std::vector<std::string> expected;
      for (std::size_t i = page.offset; i < std::min<std::size_t>(page.offset + limit, 60); ++i)
        expected.push_back(entries[all[i].id - 1].article.id);
      const CompiledQuery query = compiled(text, index, analyzer);
      CHECK(ids(search(index, query, page, analyzer)) == expected);
      CHECK(ids(resident.search(query, page, analyzer)) == expected);
    }
}

TEST_CASE("Weights are equal that differ by the order of adding alone") {
  CHECK(rounded_weight(0.1 + 0.2) == rounded_weight(0.3));
  CHECK(rounded_weight(0.1 + 0.2 + 0.3) == rounded_weight(0.3 + 0.2 + 0.1));
  CHECK(rounded_weight(1.0000004) == 1.0);
  CHECK(rounded_weight(1.0000006) == 1.000001);
  CHECK(rounded_weight(0) == 0.0);
  CHECK(rounded_weight(1e300) == 1e300);
}
