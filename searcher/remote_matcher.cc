// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/remote_matcher.h"

#include <algorithm>
#include <utility>

#include "common/facet_values.h"
#include "common/schema.h"
#include "searcher/query.h"
#include "searcher/ranking.h"
#include "searcher/remote_values.h"
#include "searcher/word_test.h"

namespace dateline {
namespace {

bool are_plain(const std::vector<Plan>& plans) {
  return std::all_of(plans.begin(), plans.end(), is_plain);
}

std::vector<Plan> widened(const std::vector<Plan>& plans);

/// A plain plan that matches all that `plan` does, and maybe more.
Plan widened(const Plan& plan) {
  return std::visit(Overloaded{
                        [](const AllPlan& all) { return Plan::all(widened(all.parts)); },
                        [](const AnyPlan& any) { return Plan::any(widened(any.parts)); },
                        [](const WithoutPlan& without) {
                          Plan wanted = widened(without.sides[0]);
                          if (!is_plain(without.sides[1])) return wanted;
                          return Plan::without(std::move(wanted), without.sides[1]);
                        },
                        [](const TestedPlan& tested) { return widened(tested.candidates[0]); },
                        [](const ScaledPlan& scaled) { return widened(scaled.part[0]); },
                        [](const ChosenPlan&) { return Plan::everything(); },
                        [&](const auto&) { return plan; },
                    },
                    plan.node);
}

std::vector<Plan> widened(const std::vector<Plan>& plans) {
  std::vector<Plan> wide;
  wide.reserve(plans.size());
  for (const Plan& plan : plans) wide.push_back(widened(plan));
  return wide;
}

}  // namespace

bool is_plain(const Plan& plan) {
  return std::visit(Overloaded{
                        [](const AllPlan& all) { return are_plain(all.parts); },
                        [](const AnyPlan& any) { return are_plain(any.parts); },
                        [](const WithoutPlan& without) { return are_plain(without.sides); },
                        [](const TestedPlan&) { return false; },
                        [](const ChosenPlan&) { return false; },
                        [](const ScaledPlan& scaled) { return are_plain(scaled.part); },
                        [](const auto&) { return true; },
                    },
                    plan.node);
}

template <typename Use>
void RemoteMatcher::for_each_candidate(const Plan& plan, Use use) {
  constexpr Xapian::doccount kMostInKeys = 20'000;  // which the server holds at once
  constexpr Xapian::doccount kAtOnce = 2000;
  Xapian::Enquire enquire(database());
  enquire.set_query(to_xapian(widened(plan), {index_, part_}));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::doccount candidates =
      enquire.get_mset(0, 0, database().get_doccount()).get_matches_estimated();
  if (candidates == 0) return;
  if (candidates <= kMostInKeys) {
    FacetValues facets;
    for (const auto& [id, words, record] :
         fetch_values(enquire, candidates, kWordSlot, kFacetSlot)) {
      Xapian::Document document;
      if (unpack_facets(record, facets) && facets.date)
        document.add_value(kDateSlot, pack_day(*facets.date));
      document.add_value(kWordSlot, words);
      document.add_value(kFacetSlot, record);
      use(Candidate{id, document});
    }
    return;
  }
  for (Xapian::doccount first = 0;; first += kAtOnce) {
    const Xapian::MSet some = enquire.get_mset(first, kAtOnce);
    if (some.empty()) return;  // which fetch() does not bear
    some.fetch();
    for (auto match = some.begin(); match != some.end(); ++match) {
      const Xapian::Document document = match.get_document();
      use(Candidate{*match, document});
    }
    if (some.size() < kAtOnce) return;
  }
}

const RemoteMatcher::Wdfs& RemoteMatcher::postings(const std::string& term) {
  const auto [at, is_new] = postings_.try_emplace(term);
  if (is_new) {
    const auto end = database().postlist_end(term);
    for (auto posting = database().postlist_begin(term); posting != end; ++posting)
      at->second.emplace(*posting, posting.get_wdf());
  }
  return at->second;
}

bool RemoteMatcher::matches(const Plan& plan, const Candidate& candidate) {
  const auto this_one = [&](const Plan& one) { return matches(one, candidate); };
  return std::visit(
      Overloaded{
          [](const NothingPlan&) { return false; },
          [](const EverythingPlan&) { return true; },
          [&](const TermPlan& term) { return postings(term.term).contains(candidate.id); },
          [&](const AllPlan& all) {
            return std::all_of(all.parts.begin(), all.parts.end(), this_one);
          },
          [&](const AnyPlan& any) {
            return std::any_of(any.parts.begin(), any.parts.end(), this_one);
          },
          [&](const WithoutPlan& without) {
            return this_one(without.sides[0]) && !this_one(without.sides[1]);
          },
          [&](const TestedPlan& tested) {
            return this_one(tested.candidates[0]) &&
                   WordTester(tested.test).passes(candidate.document.get_value(kWordSlot));
          },
          [&](const DaysPlan& days) {
            const auto day = unpack_day(candidate.document.get_value(kDateSlot));
            return day && days.first <= *day && *day <= days.last;
          },
          [&](const ChosenPlan& chosen) {
            return std::binary_search(chosen.ids->begin(), chosen.ids->end(),
                                      index_.id_in_all(part_, candidate.id));
          },
          [&](const ScaledPlan& scaled) { return this_one(scaled.part[0]); },
      },
      plan.node);
}

double RemoteMatcher::weight(const Plan& plan, const Candidate& candidate,
                             const TermWeights& weights, double length_part) {
  const auto of = [&](const Plan& one) { return weight(one, candidate, weights, length_part); };
  const auto sum = [&](const std::vector<Plan>& plans) {
    double all = 0;
    for (const Plan& one : plans)
      if (matches(one, candidate)) all += of(one);
    return all;
  };
  return std::visit(Overloaded{
                        [&](const TermPlan& term) {
                          const auto found = postings(term.term).find(candidate.id);
                          const auto wdf = static_cast<double>(found->second);
                          return weights.at(term.term) * (wdf / (length_part + wdf));
                        },
                        [&](const AllPlan& all) { return sum(all.parts); },
                        [&](const AnyPlan& any) { return sum(any.parts); },
                        [&](const WithoutPlan& without) { return of(without.sides[0]); },
                        [&](const TestedPlan& tested) { return of(tested.candidates[0]); },
                        [&](const ScaledPlan& scaled) {
                          return scaled.factor == 0 ? 0 : scaled.factor * of(scaled.part[0]);
                        },
                        [](const auto&) { return 0.0; },
                    },
                    plan.node);
}

std::uint64_t RemoteMatcher::count(const Plan& plan) {
  if (is_plain(plan)) {
    Xapian::Enquire enquire(database());
    enquire.set_query(to_xapian(plan, {index_, part_}));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 0, database().get_doccount()).get_matches_estimated();
  }
  std::uint64_t count = 0;
  for_each_candidate(plan, [&](const Candidate& candidate) {
    if (matches(plan, candidate)) ++count;
  });
  return count;
}

std::vector<Xapian::docid> RemoteMatcher::find(const Plan& plan) {
  std::vector<Xapian::docid> ids;
  if (!is_plain(plan)) {
    for_each_candidate(plan, [&](const Candidate& candidate) {
      if (matches(plan, candidate)) ids.push_back(index_.id_in_all(part_, candidate.id));
    });
    return ids;
  }
  Xapian::Enquire enquire(database());
  enquire.set_query(to_xapian(plan, {index_, part_}));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet all = enquire.get_mset(0, database().get_doccount());
  for (auto match = all.begin(); match != all.end(); ++match)
    ids.push_back(index_.id_in_all(part_, *match));
  return ids;
}

void RemoteMatcher::visit(const Plan& plan, const TermWeights* weights, double average_length,
                          MatchVisitor& visitor) {
  for_each_candidate(plan, [&](const Candidate& candidate) {
    if (!matches(plan, candidate)) return;
    double found = 0;
    if (weights != nullptr) {
      const auto length = static_cast<double>(database().get_doclength(candidate.id));
      found = weight(plan, candidate, *weights, length_part(length, average_length));
    }
    visitor.visit(index_.id_in_all(part_, candidate.id), found, candidate.document);
  });
}

std::vector<std::pair<std::string, std::uint32_t>> RemoteMatcher::count_values(
    const Plan& plan, Xapian::valueno slot) {
  Xapian::Enquire enquire(database());
  enquire.set_query(to_xapian(plan, {index_, part_}));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  Xapian::ValueCountMatchSpy spy(slot);
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, database().get_doccount());
  std::vector<std::pair<std::string, std::uint32_t>> counts;
  std::size_t without = spy.get_total();
  for (auto value = spy.values_begin(); value != spy.values_end(); ++value) {
    counts.emplace_back(*value, value.get_termfreq());
    without -= value.get_termfreq();
  }
  if (without > 0) counts.emplace_back("", static_cast<std::uint32_t>(without));
  return counts;
}

}  // namespace dateline
