// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/feedback.h"

#include <catch2/catch.hpp>

#include "searcher/ranking.h"
#include "searcher/refinement.h"
#include "searcher/resident.h"
#include "tests/support/ask.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

/// "corridor" goes with grain in what the query finds first, "bakery" does not.
SmallArchive grain_archive() {
  std::vector<Entry> entries;
  for (int i = 0; i < 3; ++i)
    entries.push_back(entry("deal" + std::to_string(i), "Grain deal",
                            "The grain deal opens a corridor for ships."));
  entries.push_back(entry("bakery", "", "Grain for a bakery, said its owner Miller, is a deal."));
  entries.push_back(
      entry("corridor", "", "Grain for a corridor, said its owner Miller, is a deal."));
  for (int i = 0; i < 30; ++i)
    entries.push_back(
        entry("other" + std::to_string(i), "Tolls", "Ferries and bridges raise tolls."));
  return SmallArchive(entries);
}

std::vector<Hit> hits(const Index& index, const std::string& text, SortOrder sort) {
  Analyzer analyzer;
  PageOptions page;
  page.sort = sort;
  return search(index, compiled(text, index, analyzer), page, analyzer).hits;
}

std::vector<std::string> ids(const std::vector<Hit>& hits) {
  std::vector<std::string> found;
  for (const Hit& hit : hits) found.push_back(hit.article.id);
  return found;
}

double score(const std::vector<Hit>& hits, const std::string& id) {
  for (const Hit& hit : hits)
    if (hit.article.id == id) return hit.score;
  return -1;
}

}  // namespace

TEST_CASE("Of two hits alike in the query's words the one with the best hits' words goes first") {
  const SmallArchive archive = grain_archive();
  const auto found = hits(archive.open(), "grain deal", SortOrder::relevance);
  REQUIRE(ids(found) == std::vector<std::string>{"deal0", "deal1", "deal2", "corridor", "bakery"});
  CHECK(score(found, "corridor") > score(found, "bakery"));
}

TEST_CASE("Feedback leaves alone one word, other operators, and the order by date") {
  const SmallArchive archive = grain_archive();
  const Index index = archive.open();
  for (const char* const text : {"grain", "grain NOT tolls", "\"grain for\" deal", "grain deal*"}) {
    INFO(text);
    const auto found = hits(index, text, SortOrder::relevance);
    CHECK(score(found, "corridor") == Approx(score(found, "bakery")));
  }
  const auto by_date = hits(index, "grain deal", SortOrder::newest);
  CHECK(score(by_date, "corridor") == Approx(score(by_date, "bakery")));
}

TEST_CASE("Feedback's words are those that tell the best hits from the archive") {
  const SmallArchive archive = grain_archive();
  const Index index = archive.open();
  const std::vector<Ranked> best{{2.0, 1, 0}, {2.0, 2, 0}, {2.0, 3, 0}};
  const ArchiveCounts counts = counts_in_index(index.database());
  const Feedback feedback(index.database(), counts, best);
  double sum = 0;
  bool has_corridor = false;
  for (const auto& [term, weight, holders] : feedback.words()) {
    sum += weight;
    has_corridor = has_corridor || term == "corridor";
    CHECK(term != "toll");
  }
  CHECK(has_corridor);
  CHECK(sum == Approx(1));
  CHECK(Feedback(index.database(), counts, {}).words().empty());
  CHECK(Feedback(index.database(), counts, std::vector<Ranked>{{0.0, 1, 0}}).words().empty());
}

TEST_CASE("Feedback adds at most its share of the best weight, and takes nothing away") {
  const SmallArchive archive = grain_archive();
  const Index index = archive.open();
  std::vector<Ranked> ranked{{2.0, 1, 0}, {1.5, 4, 0}, {1.5, 5, 0}};
  const HitOrder order = order_in(index.database(), SortOrder::relevance);
  refine(index.database(), counts_in_index(index.database()), order, {true, {}}, ranked);
  order.put_first(ranked, ranked.size());
  REQUIRE(ranked.size() == 3);
  CHECK(ranked[0].id == 1);
  CHECK(ranked[0].weight == Approx(2.0 + 2.0 * kFeedbackShare));
  for (const Ranked& one : ranked) CHECK(one.weight >= 1.5);
}

TEST_CASE("Function words find and weigh nothing, unless the query has no others") {
  const SmallArchive archive = grain_archive();
  const Index index = archive.open();
  const auto with = hits(index, "(for OR tolls)", SortOrder::relevance);
  const auto alone = hits(index, "for", SortOrder::relevance);
  CHECK(score(with, "bakery") == -1);  // thirty of tolls stand before it
  CHECK(score(alone, "bakery") > 0);
  const auto both = hits(index, "which OR owner OR for", SortOrder::relevance);
  CHECK(score(both, "deal0") == Approx(0).margin(1e-9));
  CHECK(both.size() == 5);
}

TEST_CASE("Function words are known in any letter case, and names are not among them") {
  for (const char* const word : {"the", "Which", "WITHOUT", "a", "your"})
    CHECK(is_function_word(word));
  for (const char* const word : {"who", "WHO", "us", "May", "may", "", "ceasefire"})
    CHECK_FALSE(is_function_word(word));
}
