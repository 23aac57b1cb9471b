// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/resident.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "common/xapian_error.h"
#include "searcher/best_of.h"
#include "searcher/hit_maker.h"
#include "searcher/ranking.h"

namespace dateline {
namespace {

constexpr std::size_t kFewArticles = 1000;

void count_all(const ListColumn& column, std::span<const Xapian::docid> ids,
               std::vector<std::uint32_t>& counts) {
  if (counts.size() < column.value_end()) counts.resize(column.value_end());
  for (const Xapian::docid id : ids)
    for (const std::uint32_t value : column.of(id)) ++counts[value];
}

}  // namespace

Resident::Resident(const Index& index, std::shared_ptr<const Columns> columns, std::size_t memory)
    : index_(index),
      columns_(std::move(columns)),
      lists_(index.database(), memory / 2),
      places_(*columns_, lists_, memory / 2),
      evaluator_(index.database(), *columns_, lists_, places_),
      counts_{[this](const std::string& term) { return holders_of(term); },
              [this](Xapian::docid id) { return columns_->length_parts()[id]; },
              [this](const std::string& term, std::span<const Xapian::docid> ids,
                     const UseHolder& use) { lists_.visit_holders(term, ids, use); }} {}

Xapian::doccount Resident::holders_of(const std::string& term) {
  constexpr std::size_t kMostKnown = 100'000;
  if (holders_.size() >= kMostKnown) holders_.clear();
  const auto [at, is_new] = holders_.try_emplace(term);
  if (is_new) at->second = index_.database().get_termfreq(term);
  return at->second;
}

std::uint64_t Resident::count(const Plan& plan) {
  return with_xapian(index_.path(), [&] { return evaluator_.match(plan)->size(); });
}

std::vector<FacetResult> Resident::count_facets(const Plan& plan, const PageOptions& options) {
  return with_xapian(index_.path(), [&] { return facets_of(*evaluator_.match(plan), options); });
}

SearchResults Resident::search(const CompiledQuery& query, const PageOptions& options,
                               Analyzer& analyzer) {
  // To show and count stories is asked for rarely; the matcher's way is quick enough.
  if (options.by_story) return dateline::search(index_, query, options, analyzer);
  return with_xapian(index_.path(), [&] {
    const DocumentSet matches = evaluator_.match(query.plan);
    SearchResults results;
    results.total = matches->size();
    results.offset = options.offset;
    if (options.count_stories) results.stories = stories_of(*matches);
    const std::size_t first = std::min<std::size_t>(options.offset, matches->size());
    const std::size_t left = matches->size() - first;
    const std::size_t shown =
        options.limit == 0 ? left : std::min<std::size_t>(options.limit, left);
    const std::vector<Ranked> ranked = best(query, *matches, options.sort, first + shown);
    HitMaker hits(index_, analyzer, query.highlights, options);
    for (std::size_t i = first; i < first + shown; ++i)
      results.hits.push_back(
          hits.make(ranked[i].id, entities_of(ranked[i].id), i + 1, ranked[i].weight));
    results.facets = facets_of(*matches, options);
    return results;
  });
}

HitEntities Resident::entities_of(Xapian::docid id) const {
  HitEntities entities;
  if (const std::uint32_t day = columns_->days()[id]; day != 0)
    entities.date = kFirstDay + std::chrono::days{day - 1};
  const auto countries = columns_->facet(Facet::country).of(id);
  const auto about = columns_->facet(Facet::about).of(id);
  const auto persons = columns_->facet(Facet::person).of(id);
  entities.countries.assign(countries.begin(), countries.end());
  entities.about.assign(about.begin(), about.end());
  entities.persons.assign(persons.begin(), persons.end());
  return entities;
}

std::vector<FacetResult> Resident::facets_of(const std::vector<Xapian::docid>& ids,
                                             const PageOptions& options) {
  FacetCounter counter(index_.numbers(0));
  for (const Facet facet : options.facets) count_facet(facet, ids, counter);
  return counter.results(options.facet_options(), index_);
}

std::uint64_t Resident::stories_of(const std::vector<Xapian::docid>& ids) {
  if (!stories_) stories_.emplace(index_.stories());
  return stories_->count(ids);
}

std::vector<Ranked> Resident::by_weight(const Plan& plan, std::span<const Xapian::docid> ids,
                                        std::size_t deciding) {
  std::vector<double> weights(ids.size(), 0.0);
  evaluator_.add_weights(plan, ids, weights);
  BestOf<Ranked, FirstRank> best(deciding, FirstRank(SortOrder::relevance));
  for (std::size_t i = 0; i < ids.size(); ++i) best.add({rounded_weight(weights[i]), ids[i], 0});
  return best.take();
}

/// Those among which the first `wanted` by date are: all dated like the last of them, and before.
std::vector<Xapian::docid> Resident::by_day(const std::vector<Xapian::docid>& ids, SortOrder sort,
                                            std::size_t wanted) const {
  BestOf<Ranked, FirstRank> best(wanted, FirstRank(sort));
  for (const Xapian::docid id : ids) best.add({0, id, columns_->days()[id]});
  std::vector<Xapian::docid> kept;
  for (const Ranked& match : best.take()) kept.push_back(match.id);
  std::sort(kept.begin(), kept.end());
  return kept;
}

std::vector<Ranked> Resident::best(const CompiledQuery& query,
                                   const std::vector<Xapian::docid>& ids, SortOrder sort,
                                   std::size_t wanted) {
  if (wanted == 0) return {};
  const auto read_days = [this](std::span<Ranked> hits) {
    for (Ranked& hit : hits) hit.day = columns_->days()[hit.id];
  };
  const HitOrder order(sort, read_days, by_article_in(index_.database()));
  const bool by_relevance = sort == SortOrder::relevance;
  std::vector<Ranked> ranked = by_relevance ? by_weight(query.plan, ids, std::max(wanted, kRefined))
                                            : by_weight(query.plan, by_day(ids, sort, wanted), 0);
  if (!by_relevance) read_days(ranked);
  if (by_relevance) refine(index_.database(), counts_, order, query.refinement, ranked);
  order.put_first(ranked, wanted);
  ranked.resize(wanted);
  return ranked;
}

// Of more than half of the archive, those that are left out are counted instead.
void Resident::count_facet(Facet facet, const std::vector<Xapian::docid>& ids,
                           FacetCounter& counter) {
  const ListColumn& column = columns_->facet(facet);
  Tally& tally = counter.tally(facet);
  if (!tally.empty()) return;  // month and year share theirs
  if (ids.size() <= kFewArticles) {
    for (const Xapian::docid id : ids)
      for (const std::uint32_t value : column.of(id)) tally.add(value, 1);
    return;
  }
  std::vector<std::uint32_t>& counts = tally.array();
  const std::vector<Xapian::docid>& all = columns_->documents();
  if (2 * ids.size() <= all.size()) {
    count_all(column, ids, counts);
    return;
  }
  auto& whole = whole_archive_[static_cast<std::size_t>(facet)];
  if (!whole) count_all(column, all, whole.emplace());
  counts = *whole;
  std::vector<Xapian::docid> others(all.size() - ids.size());
  std::set_difference(all.begin(), all.end(), ids.begin(), ids.end(), others.begin());
  for (const Xapian::docid id : others)
    for (const std::uint32_t value : column.of(id)) --counts[value];
}

}  // namespace dateline
