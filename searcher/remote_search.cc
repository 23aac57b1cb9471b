// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/remote_search.h"

#include <algorithm>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "common/schema.h"
#include "common/stored_article.h"
#include "searcher/ranking.h"
#include "searcher/refinement.h"
#include "searcher/xapian_query.h"

namespace dateline {
namespace {

/// More than are shown are asked for, to see whether the last one has equals.
constexpr Xapian::doccount kSpare = 32;
/// Of more equals than this, some may be left out.
constexpr Xapian::doccount kMostEquals = 4096;
/// So many articles are fetched for their ids alone.
constexpr std::size_t kMostFetched = 40;

/// A match with the weight that Xapian gave it.
struct Found {
  Ranked match;
  double exact_weight = 0;
};

std::uint32_t day_number(const std::string& packed) {
  const auto day = unpack_day(packed);
  return day ? static_cast<std::uint32_t>((*day - kFirstDay).count()) + 1 : 0;
}

/// The articles' ids cost a fetch each: of many equals the numbers decide.
void sort_few_by_article(const Xapian::Database& database, std::span<Ranked> matches) {
  if (matches.size() > kMostFetched) {
    std::sort(matches.begin(), matches.end(),
              [](const Ranked& a, const Ranked& b) { return a.id < b.id; });
    return;
  }
  std::vector<std::pair<std::string, Ranked>> named;
  for (const Ranked& match : matches) {
    const auto article = unpack_article(database.get_document(match.id).get_value(kArticleSlot));
    named.emplace_back(article ? article->id : "", match);
  }
  std::sort(named.begin(), named.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.id) < std::tie(b.first, b.second.id);
  });
  std::transform(named.begin(), named.end(), matches.begin(),
                 [](const auto& one) { return one.second; });
}

/// The matches that weigh most, down to `least`, in no order but that: without sort keys, and those
/// that weigh less, which are bytes too.
std::vector<std::pair<Xapian::docid, double>> heaviest(const Xapian::Database& database,
                                                       const Xapian::Query& query, std::size_t most,
                                                       double least) {
  constexpr double kRounding = 1e-6;
  Xapian::Enquire enquire(database);
  enquire.set_cutoff(0, std::max(0.0, least - kRounding));
  enquire.set_query(query);
  enquire.set_weighting_scheme(weighting());
  const Xapian::MSet set = enquire.get_mset(
      0, static_cast<Xapian::doccount>(std::min<std::size_t>(most, database.get_doccount())));
  std::vector<std::pair<Xapian::docid, double>> found;
  for (auto match = set.begin(); match != set.end(); ++match)
    found.emplace_back(*match, match.get_weight());
  return found;
}

/// Over all parts as one.
Xapian::Query weighed(const Plan& plan, const Index& index) {
  return to_xapian(plan, {index, std::nullopt, Weighing::bm25});
}

class BestFinder {
 public:
  BestFinder(const Index& index, SortOrder sort) : database_(index.database()), sort_(sort) {}

  /// The first `wanted` matches of a query and some more, so that none that may be among the first
  /// is missing.
  std::vector<Found> find(const Xapian::Query& query, std::size_t wanted, std::uint64_t& total) {
    Xapian::Enquire enquire(database_);
    enquire.set_query(query);
    enquire.set_weighting_scheme(weighting());
    if (sort_ == SortOrder::relevance)
      enquire.set_sort_by_relevance_then_value(kDateSlot, true);
    else
      enquire.set_sort_by_value_then_relevance(kDateSlot, sort_ == SortOrder::newest);
    const Xapian::doccount all = database_.get_doccount();
    auto asked = static_cast<Xapian::doccount>(std::min<std::size_t>(all, wanted + kSpare));
    for (;;) {
      const Xapian::MSet set = enquire.get_mset(0, asked, all);
      total = set.get_matches_estimated();
      std::vector<Found> found = read(set);
      if (found.size() < asked || asked == all || asked > wanted + kMostEquals ||
          !is_open(found, wanted))
        return found;
      asked = std::min(all, 4 * asked);
    }
  }

  HitOrder order() const {
    return {sort_, [](std::span<Ranked>) {},
            [this](std::span<Ranked> matches, std::size_t) {
              sort_few_by_article(database_, matches);
            }};
  }

 private:
  static std::vector<Found> read(const Xapian::MSet& set) {
    std::vector<Found> found;
    for (auto match = set.begin(); match != set.end(); ++match)
      found.push_back(
          {{rounded_weight(match.get_weight()), *match, day_number(match.get_sort_key())},
           match.get_weight()});
    return found;
  }

  /// Whether what comes after the last found may belong before the last wanted.
  bool is_open(const std::vector<Found>& found, std::size_t wanted) const {
    if (wanted == 0) return false;
    const Found& edge = found[wanted - 1];
    const Found& last = found.back();
    if (sort_ != SortOrder::relevance)
      return last.match.day == edge.match.day && last.match.weight == edge.match.weight;
    if (last.match.weight < edge.match.weight) return false;
    return last.exact_weight != edge.exact_weight || last.match.day == edge.match.day;
  }

  const Xapian::Database& database_;
  const SortOrder sort_;
};

std::vector<Ranked> ranked(const std::vector<Found>& found) {
  std::vector<Ranked> matches;
  matches.reserve(found.size());
  for (const Found& one : found) matches.push_back(one.match);
  return matches;
}

/// Weighs the best matches by feedback too. What the words of feedback give a match is told by one
/// more question, in which they count so little that the order stays nearly as it was: the rest is
/// what the weight has grown by.
void add_feedback(const Index& index, const Plan& plan, const std::vector<Found>& found,
                  double least, std::span<Ranked> best) {
  constexpr double kLittle = 1.0 / 1024;
  const Feedback feedback(index.database(), counts_in_index(index.database()), best);
  if (feedback.words().empty()) return;
  std::vector<Xapian::Query> words;
  for (const FeedbackWord& word : feedback.words())
    words.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(word.term),
                       word.weight * kLittle);
  const Xapian::Query query(Xapian::Query::OP_AND_MAYBE, weighed(plan, index),
                            Xapian::Query(Xapian::Query::OP_OR, words.begin(), words.end()));
  std::unordered_map<Xapian::docid, double> gains;
  for (const Found& one : found) gains.emplace(one.match.id, -one.exact_weight);
  // Some matches that the words lift from below must not push one of the best out.
  for (std::size_t asked = 2 * best.size();; asked *= 2) {
    const auto grown = heaviest(index.database(), query, asked, least);
    const std::unordered_map<Xapian::docid, double> weights(grown.begin(), grown.end());
    const bool complete = std::all_of(
        best.begin(), best.end(), [&](const Ranked& match) { return weights.contains(match.id); });
    if (!complete && grown.size() == asked) continue;
    std::vector<double> scores;
    for (const Ranked& match : best)
      scores.push_back((weights.at(match.id) + gains.at(match.id)) / kLittle);
    add_feedback_scores(scores, best);
    return;
  }
}

/// Raises those of the best matches that are about a country: they are among the best of all
/// matches that are, down to the weight `least`.
void add_country(const Index& index, const Plan& plan, const std::string& country, double gain,
                 double least, std::span<Ranked> best) {
  const Xapian::Query query = weighed(Plan::all({plan, Plan::filter(about_term(country))}), index);
  for (std::size_t asked = 2 * best.size();; asked *= 2) {
    const auto found = heaviest(index.database(), query, asked, least);
    std::unordered_set<Xapian::docid> about;
    for (const auto& [id, weight] : found) about.insert(id);
    // Of very many that weigh the same, some of the best may be on none of the first pages.
    if (found.size() == asked && asked < kMostEquals) continue;
    for (Ranked& match : best)
      if (about.contains(match.id)) match.weight = rounded_weight(match.weight + gain);
    return;
  }
}

/// As refine() of refinement.h, for matches in order.
void refine(const Index& index, const CompiledQuery& query, const std::vector<Found>& found,
            std::span<Ranked> best) {
  if (best.empty() || best[0].weight <= 0) return;
  const double gain = about_gain(best[0].weight);
  const double least = best.back().weight;
  if (query.refinement.feedback) add_feedback(index, query.plan, found, least, best);
  for (const std::string& country : query.refinement.countries)
    add_country(index, query.plan, country, gain, least, best);
}

/// Those without a date come last, where Xapian has them first.
BestMatches find_oldest(const Index& index, const CompiledQuery& query, std::size_t wanted) {
  const std::string first = index.database().get_value_lower_bound(kDateSlot);
  const Xapian::Query dated =
      first.empty() ? Xapian::Query() : Xapian::Query(Xapian::Query::OP_VALUE_GE, kDateSlot, first);
  const Xapian::Query all = weighed(query.plan, index);
  BestMatches best;
  for (const auto op : {Xapian::Query::OP_FILTER, Xapian::Query::OP_AND_NOT}) {
    BestFinder finder(index, SortOrder::oldest);
    const std::size_t left = wanted - std::min(wanted, best.matches.size());
    std::uint64_t total = 0;
    std::vector<Ranked> matches = ranked(finder.find({op, all, dated}, left, total));
    finder.order().put_first(matches, left);
    matches.resize(std::min(matches.size(), left));
    best.matches.insert(best.matches.end(), matches.begin(), matches.end());
    best.total += total;
  }
  return best;
}

}  // namespace

BestMatches find_best(const Index& index, const CompiledQuery& query, SortOrder sort,
                      std::size_t wanted) {
  if (sort == SortOrder::oldest) return find_oldest(index, query, wanted);
  BestFinder finder(index, sort);
  const bool refines = !query.refinement.empty() && sort == SortOrder::relevance;
  const std::size_t found_first = refines ? std::max(wanted, kRefined) : wanted;
  BestMatches best;
  const std::vector<Found> found = finder.find(weighed(query.plan, index), found_first, best.total);
  best.matches = ranked(found);
  const HitOrder order = finder.order();
  if (refines) {
    order.put_first(best.matches, kRefined);
    refine(index, query, found,
           std::span(best.matches).first(std::min(best.matches.size(), kRefined)));
  }
  order.put_first(best.matches, wanted);
  best.matches.resize(std::min(best.matches.size(), wanted));
  return best;
}

}  // namespace dateline
