// SPDX-License-Identifier: GPL-2.0-or-later
//
// Pseudo-relevance feedback: the words by which the best hits differ from the rest of the archive
// are counted in the order of the hits, as if they stood in the query with small weights. After the
// relevance models of Lavrenko and Croft (SIGIR 2001), each word of a hit weighted as by Rocchio
// with its inverse document frequency. It only adds to weights, and only to those of the best hits,
// so these stay before all others; what matches stays as it is.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "searcher/hit_order.h"

namespace dateline {

/// Of some documents, ascending by id, calls `use` for those that hold a term: with their place,
/// and how often it stands there.
using UseHolder = std::function<void(std::size_t place, std::uint32_t wdf)>;
using VisitHolders = std::function<void(const std::string& term, std::span<const Xapian::docid> ids,
                                        const UseHolder& use)>;

/// What is asked of the archive, again and again in a process that answers many questions.
struct ArchiveCounts {
  std::function<Xapian::doccount(const std::string& term)> holders;
  std::function<double(Xapian::docid)> length_part;  ///< ranking.h, of a document
  VisitHolders visit_holders;
};

/// Each read from the index when asked for. `database` outlives it.
ArchiveCounts counts_in_index(const Xapian::Database& database);

/// A word that feedback adds.
struct FeedbackWord {
  std::string term;
  double weight = 0;  ///< all words' add up to 1
  Xapian::doccount holders = 0;
};

class Feedback {
 public:
  /// From hits, best first.
  Feedback(const Xapian::Database& database, const ArchiveCounts& counts,
           std::span<const Ranked> hits);

  /// What the words give each of `hits`, which ascend by id.
  std::vector<double> scores(const ArchiveCounts& counts, std::span<const Ranked> hits) const;

  /// Most telling first.
  const std::vector<FeedbackWord>& words() const { return words_; }

 private:
  double documents_ = 0;
  std::vector<FeedbackWord> words_;
};

/// Adds to the weights of hits what feedback gives each: the best of them half of the first one's
/// weight (kFeedbackShare), the others in proportion.
void add_feedback_scores(std::span<const double> scores, std::span<Ranked> hits);

}  // namespace dateline
