// SPDX-License-Identifier: GPL-2.0-or-later
//
// Turns a query's tree into what Xapian runs, by way of the analyzer and the index's dictionaries.
// Says on the way how names were understood, and collects the words that a hit shows in bold.
#pragma once

#include <string>
#include <unordered_set>
#include <variant>
#include <vector>

#include "common/analyzer.h"
#include "searcher/index.h"
#include "searcher/plan.h"
#include "searcher/query.h"
#include "searcher/query_parser.h"
#include "searcher/refinement.h"

namespace dateline {

/// What to mark in titles and snippets.
struct HighlightWords {
  std::unordered_set<std::string> stems;
  std::unordered_set<std::string> exact;  ///< "=word", the words of a prefix, persons' names

  bool marks(const Form& form) const {
    return stems.count(form.stem) != 0 || exact.count(form.exact) != 0;
  }
};

struct CompiledQuery {
  Plan plan;
  HighlightWords highlights;
  Refinement refinement;  ///< of the order of its hits: of words and nothing else
  std::vector<std::string> notes;
  /// What the words, names and dates were taken for, in the order of the query; for reading.
  std::vector<std::string> became;
};

/// An error has the place of the clause in the text that the query was parsed from.
std::variant<CompiledQuery, ParseError> compile_query(const Query& query, const Index& index,
                                                      Analyzer& analyzer);

}  // namespace dateline
