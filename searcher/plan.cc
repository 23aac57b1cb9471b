// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/plan.h"

#include <utility>

#include "searcher/query.h"
#include "searcher/word_source.h"

namespace dateline {
namespace {

std::vector<Plan> one(Plan plan) {
  std::vector<Plan> plans;
  plans.push_back(std::move(plan));
  return plans;
}

Xapian::Query joined(Xapian::Query::op op, const std::vector<Plan>& parts) {
  std::vector<Xapian::Query> queries;
  queries.reserve(parts.size());
  for (const Plan& part : parts) queries.push_back(to_xapian(part));
  return {op, queries.begin(), queries.end()};
}

}  // namespace

Plan Plan::filter(std::string term) {
  return scaled(Plan::term(std::move(term)), 0.0);
}

Plan Plan::all(std::vector<Plan> parts) {
  if (parts.empty()) return {EverythingPlan{}};
  if (parts.size() == 1) return std::move(parts[0]);
  return {AllPlan{std::move(parts)}};
}

Plan Plan::any(std::vector<Plan> parts) {
  if (parts.empty()) return {NothingPlan{}};
  if (parts.size() == 1) return std::move(parts[0]);
  return {AnyPlan{std::move(parts)}};
}

Plan Plan::without(Plan wanted, Plan unwanted) {
  WithoutPlan plan;
  plan.sides.push_back(std::move(wanted));
  plan.sides.push_back(std::move(unwanted));
  return {std::move(plan)};
}

Plan Plan::tested(Plan candidates, WordTest test) {
  return {TestedPlan{one(std::move(candidates)), std::move(test)}};
}

Plan Plan::scaled(Plan part, double factor) {
  return {ScaledPlan{one(std::move(part)), factor}};
}

Xapian::Query to_xapian(const Plan& plan) {
  return std::visit(
      Overloaded{
          [](const NothingPlan&) { return Xapian::Query::MatchNothing; },
          [](const EverythingPlan&) { return Xapian::Query::MatchAll; },
          [](const TermPlan& term) { return Xapian::Query(term.term); },
          [&](const AllPlan& all) { return joined(Xapian::Query::OP_AND, all.parts); },
          [&](const AnyPlan& any) { return joined(Xapian::Query::OP_OR, any.parts); },
          [&](const WithoutPlan& without) {
            return joined(Xapian::Query::OP_AND_NOT, without.sides);
          },
          [&](const TestedPlan& tested) {
            auto* source = new WordSource(tested.test);
            return Xapian::Query(Xapian::Query::OP_FILTER, to_xapian(tested.candidates[0]),
                                 Xapian::Query(source->release()));
          },
          [&](const DaysPlan& days) {
            return Xapian::Query(
                Xapian::Query::OP_SCALE_WEIGHT,
                Xapian::Query(Xapian::Query::OP_OR, days.terms.begin(), days.terms.end()), 0.0);
          },
          [&](const ScaledPlan& scaled) {
            return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, to_xapian(scaled.part[0]),
                                 scaled.factor);
          },
      },
      plan.node);
}

}  // namespace dateline
