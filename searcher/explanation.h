// SPDX-License-Identifier: GPL-2.0-or-later
//
// How a query was understood, and why it found nothing: each clause is counted by itself.
#pragma once

#include "common/analyzer.h"
#include "searcher/index.h"
#include "searcher/query.h"
#include "searcher/results.h"

namespace dateline {

/// The tree of a query that compiles, with what became of each clause, its articles and its cost.
ExplainedClause explain_query(const Query& query, const Index& index, Analyzer& analyzer);

/// Of a query without a match: its clauses, the fewest of them that no article has together, and
/// what is spelt like the words that no article holds.
Diagnosis diagnose(const Query& query, const Index& index, Analyzer& analyzer);

/// For reading, a line each.
std::vector<std::string> lines_of(const ExplainedClause& explained);
std::vector<std::string> lines_of(const Diagnosis& diagnosis);

}  // namespace dateline
