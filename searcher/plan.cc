// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/plan.h"

#include <utility>

#include "searcher/document_source.h"
#include "searcher/part_numbering.h"
#include "searcher/query.h"
#include "searcher/ranking.h"
#include "searcher/word_source.h"

namespace dateline {
namespace {

std::vector<Plan> one(Plan plan) {
  std::vector<Plan> plans;
  plans.push_back(std::move(plan));
  return plans;
}

Xapian::Query joined(Xapian::Query::op op, const std::vector<Plan>& parts,
                     const PlanTarget& target) {
  std::vector<Xapian::Query> queries;
  queries.reserve(parts.size());
  for (const Plan& part : parts) queries.push_back(to_xapian(part, target));
  return {op, queries.begin(), queries.end()};
}

Xapian::Query term_query(const std::string& term, const PlanTarget& target) {
  Xapian::Query query(term);
  if (target.weights == nullptr) return query;
  return {Xapian::Query::OP_SCALE_WEIGHT, query, target.weights->at(term)};
}

Xapian::Query chosen_query(const std::vector<Xapian::docid>& ids, const PlanTarget& target) {
  std::vector<Xapian::docid> here;
  for (const Xapian::docid id : ids)
    if (part_of(id, target.parts) == target.part) here.push_back(id_in_part(id, target.parts));
  auto* source = new DocumentSource(std::move(here));
  return Xapian::Query(source->release());
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

Xapian::Query to_xapian(const Plan& plan, const PlanTarget& target) {
  return std::visit(
      Overloaded{
          [](const NothingPlan&) { return Xapian::Query(); },
          // Not MatchAll, whose count of references threads would share.
          [](const EverythingPlan&) { return Xapian::Query(std::string()); },
          [&](const TermPlan& term) { return term_query(term.term, target); },
          [&](const AllPlan& all) { return joined(Xapian::Query::OP_AND, all.parts, target); },
          [&](const AnyPlan& any) { return joined(Xapian::Query::OP_OR, any.parts, target); },
          [&](const WithoutPlan& without) {
            return joined(Xapian::Query::OP_AND_NOT, without.sides, target);
          },
          [&](const TestedPlan& tested) {
            auto* source = new WordSource(tested.test);
            return Xapian::Query(Xapian::Query::OP_FILTER, to_xapian(tested.candidates[0], target),
                                 Xapian::Query(source->release()));
          },
          [&](const DaysPlan& days) {
            return Xapian::Query(
                Xapian::Query::OP_SCALE_WEIGHT,
                Xapian::Query(Xapian::Query::OP_OR, days.terms.begin(), days.terms.end()), 0.0);
          },
          [&](const ChosenPlan& chosen) { return chosen_query(*chosen.ids, target); },
          [&](const ScaledPlan& scaled) {
            return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, to_xapian(scaled.part[0], target),
                                 scaled.factor);
          },
      },
      plan.node);
}

}  // namespace dateline
