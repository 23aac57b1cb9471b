// SPDX-License-Identifier: GPL-2.0-or-later
//
// What a query comes to against one index: terms and tests, with nothing left to look up. It is
// run in one of two ways that give the same matches with the same weights: by Xapian's matcher
// (xapian_query.h, for one question to a process) or by the Evaluator (evaluator.h, for many).
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "common/date.h"
#include "searcher/word_test.h"

namespace dateline {

struct Plan;

struct NothingPlan {};
struct EverythingPlan {};

/// The documents with a term, weighted by BM25 (ranking.h).
struct TermPlan {
  std::string term;
};

struct AllPlan {
  std::vector<Plan> parts;  ///< weights add up
};

struct AnyPlan {
  std::vector<Plan> parts;  ///< the weights of those that match add up
};

/// `wanted` but not `unwanted`, weighted as wanted.
struct WithoutPlan {
  std::vector<Plan> sides;  ///< wanted, unwanted
};

/// The candidates whose words pass a test, weighted as candidates.
struct TestedPlan {
  std::vector<Plan> candidates;  ///< one
  WordTest test;
};

/// The documents dated within these days, both included; no weight.
struct DaysPlan {
  Date first;
  Date last;
  std::vector<std::string> terms;  ///< of those days, months and years
};

/// Documents that were chosen before, as the archive numbers them, ascending; no weight.
struct ChosenPlan {
  std::shared_ptr<const std::vector<Xapian::docid>> ids;
};

/// The part with its weight times `factor`; 0 for a filter.
struct ScaledPlan {
  std::vector<Plan> part;  ///< one
  double factor = 0;
};

struct Plan {
  std::variant<NothingPlan, EverythingPlan, TermPlan, AllPlan, AnyPlan, WithoutPlan, TestedPlan,
               DaysPlan, ChosenPlan, ScaledPlan>
      node;

  static Plan nothing() { return {NothingPlan{}}; }
  static Plan everything() { return {EverythingPlan{}}; }
  static Plan term(std::string name) { return {TermPlan{std::move(name)}}; }
  /// The documents with a term, unweighted.
  static Plan filter(std::string term);
  static Plan all(std::vector<Plan> parts);  ///< everything where there are no parts
  static Plan any(std::vector<Plan> parts);  ///< nothing where there are no parts
  static Plan without(Plan wanted, Plan unwanted);
  static Plan tested(Plan candidates, WordTest test);
  static Plan scaled(Plan part, double factor);
  static Plan chosen(std::vector<Xapian::docid> ids);
};

/// What each term of a plan weighs.
using TermWeights = std::unordered_map<std::string, double>;

/// As `database` counts.
TermWeights term_weights(const Plan& plan, const Xapian::Database& database);

}  // namespace dateline
