// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/plan.h"

#include <utility>

#include "searcher/query.h"
#include "searcher/ranking.h"

namespace dateline {
namespace {

std::vector<Plan> one(Plan plan) {
  std::vector<Plan> plans;
  plans.push_back(std::move(plan));
  return plans;
}

void add_terms(const Plan& plan, const Xapian::Database& database, TermWeights& weights) {
  const auto add_all = [&](const std::vector<Plan>& plans) {
    for (const Plan& one : plans) add_terms(one, database, weights);
  };
  std::visit(Overloaded{
                 [&](const TermPlan& term) {
                   const auto [at, is_new] = weights.try_emplace(term.term);
                   if (is_new)
                     at->second =
                         term_weight(database.get_doccount(), database.get_termfreq(term.term));
                 },
                 [&](const AllPlan& all) { add_all(all.parts); },
                 [&](const AnyPlan& any) { add_all(any.parts); },
                 [&](const WithoutPlan& without) { add_all(without.sides); },
                 [&](const TestedPlan& tested) { add_all(tested.candidates); },
                 [&](const ScaledPlan& scaled) { add_all(scaled.part); },
                 [](const auto&) {},
             },
             plan.node);
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

Plan Plan::chosen(std::vector<Xapian::docid> ids) {
  return {ChosenPlan{std::make_shared<const std::vector<Xapian::docid>>(std::move(ids))}};
}

TermWeights term_weights(const Plan& plan, const Xapian::Database& database) {
  TermWeights weights;
  add_terms(plan, database, weights);
  return weights;
}

}  // namespace dateline
