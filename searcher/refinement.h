// SPDX-License-Identifier: GPL-2.0-or-later
//
// A second look at the best matches (ranking.h): what they share with each other, and which
// countries they are about, is added to their weights. Nothing is taken away, and nothing added to
// the rest, so the best stay before all others; what matches stays as it is.
#pragma once

#include <xapian.h>

#include <span>
#include <string>
#include <vector>

#include "searcher/feedback.h"
#include "searcher/hit_order.h"

namespace dateline {

/// What a query asks the second look for.
struct Refinement {
  bool feedback = false;  ///< the words of the best hits
  /// Codes of countries that the query names: matches about them gain kAboutShare.
  std::vector<std::string> countries;

  bool empty() const { return !feedback && countries.empty(); }
};

/// The term of the articles about a country.
std::string about_term(const std::string& country);

/// Gives matches, in any order, the weights that they have after it.
void refine(const Xapian::Database& database, const ArchiveCounts& counts, const HitOrder& order,
            const Refinement& refinement, std::span<Ranked> matches);

/// What being about one country adds, where the best match weighs so much before all this.
double about_gain(double best_weight);

}  // namespace dateline
