// SPDX-License-Identifier: GPL-2.0-or-later
//
// A plan as a query of Xapian's matcher. Every query that is matched by an Enquire is made here,
// since the matcher does not bear all (full_terms.h).
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>

#include "searcher/index.h"
#include "searcher/plan.h"

namespace dateline {

enum class Weighing : std::uint8_t { none, bm25 };

/// Where a query is to be run.
struct PlanTarget {
  const Index& index;
  /// Nothing: all parts are searched as one, for a plain plan (remote_matcher.h).
  std::optional<std::size_t> part;
  /// None: by BoolWeight.
  Weighing weighing = Weighing::none;
  /// By which each term is scaled, for PartWeighting (ranking.h); null: Xapian weighs the terms, by
  /// what is counted where the query is run.
  const TermWeights* weights = nullptr;
};

Xapian::Query to_xapian(const Plan& plan, const PlanTarget& target);

}  // namespace dateline
