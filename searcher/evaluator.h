// SPDX-License-Identifier: GPL-2.0-or-later
//
// Runs plans on posting lists and columns kept in memory: sets of documents first, then the
// weights of those that matched. For large sets this costs a tenth of what Xapian's matcher does,
// which hands documents over one by one; sets and weights are the same.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "searcher/columns.h"
#include "searcher/plan.h"
#include "searcher/posting_lists.h"
#include "searcher/word_places.h"

namespace dateline {

/// Document ids, ascending; shared, since most are whole posting lists.
using DocumentSet = std::shared_ptr<const std::vector<Xapian::docid>>;

class Evaluator {
 public:
  Evaluator(const Xapian::Database& database, const Columns& columns, PostingLists& lists,
            WordPlaces& places)
      : database_(database), columns_(columns), lists_(lists), places_(places) {}

  DocumentSet match(const Plan& plan);

  /// Adds to `weights`, by place in `ids`, what `plan` gives each; all of `ids` match it.
  void add_weights(const Plan& plan, std::span<const Xapian::docid> ids, std::span<double> weights,
                   double factor = 1.0);

 private:
  DocumentSet match_all(const AllPlan& all);
  DocumentSet match_any(const AnyPlan& any);
  DocumentSet match_without(const WithoutPlan& without);
  DocumentSet pass(const DocumentSet& candidates, const WordTest& test);
  DocumentSet pass_from_index(const DocumentSet& candidates, const WordTest& test) const;
  DocumentSet within(const DocumentSet& candidates, const DaysPlan& days) const;
  void add_term(const std::string& term, std::span<const Xapian::docid> ids,
                std::span<double> weights, double factor);
  void add_any(const AnyPlan& any, std::span<const Xapian::docid> ids, std::span<double> weights,
               double factor);

  const Xapian::Database& database_;
  const Columns& columns_;
  PostingLists& lists_;
  WordPlaces& places_;
};

}  // namespace dateline
