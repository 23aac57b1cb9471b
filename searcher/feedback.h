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

namespace dateline {

/// A match that may be shown.
struct Ranked {
  double weight = 0;
  Xapian::docid id = 0;
  std::uint32_t day = 0;  ///< by which it is sorted before its weight
};

/// First what is shown first: by day, weight, id.
inline bool is_before(const Ranked& a, const Ranked& b) {
  if (a.day != b.day) return a.day < b.day;
  if (a.weight != b.weight) return a.weight > b.weight;
  return a.id < b.id;
}

/// How often a term stands in each of some documents, ascending by id: fills `wdfs`, by place.
using CountTerm = std::function<void(const std::string& term, std::span<const Xapian::docid> ids,
                                     std::span<std::uint32_t> wdfs)>;

/// By the posting list in the index.
CountTerm count_in_index(const Xapian::Database& database);

class Feedback {
 public:
  /// From hits, best first. `database` outlives this.
  Feedback(const Xapian::Database& database, std::span<const Ranked> hits);

  /// Adds to the weights of `hits` (those it was made from, or the first of them) and puts them in
  /// their new order.
  void apply(const CountTerm& count, std::span<Ranked> hits) const;

  /// Most telling first, as terms, with weights that add up to 1.
  const std::vector<std::pair<std::string, double>>& words() const { return words_; }

 private:
  const Xapian::Database& database_;
  std::vector<std::pair<std::string, double>> words_;
};

/// Puts hits that are ordered by their weights (all, or the first kFeedbackDepth at least) in the
/// order that feedback gives them.
void apply_feedback(const Xapian::Database& database, const CountTerm& count,
                    std::vector<Ranked>& ranked);

}  // namespace dateline
