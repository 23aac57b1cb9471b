// SPDX-License-Identifier: GPL-2.0-or-later
//
// Finds what a plan matches in a part that another machine serves (xapian-tcpsrv), which knows
// Xapian's own operators and nothing of ours. What those can express is matched there. Where words
// must stand in an order, the candidates are matched there, and what is asked of a document (its
// words, date and facets) comes with each, to be tested here: two kilobytes. Of very many
// candidates the documents are fetched, some at a time: nearly four kilobytes each.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "searcher/index.h"
#include "searcher/matching.h"
#include "searcher/plan.h"

namespace dateline {

/// Whether the operators of Xapian say all of it.
bool is_plain(const Plan& plan);

class RemoteMatcher {
 public:
  RemoteMatcher(const Index& index, std::size_t part) : index_(index), part_(part) {}

  std::uint64_t count(const Plan& plan);

  /// The numbers of all matches, in the archive.
  std::vector<Xapian::docid> find(const Plan& plan);

  /// Shows every match; its document holds words, date and facets, and maybe no more. `weights`
  /// null: they weigh nothing.
  void visit(const Plan& plan, const TermWeights* weights, double average_length,
             MatchVisitor& visitor);

  /// The values of a slot over all matches of a plain plan, with the number of matches that have
  /// each, counted on the other machine: moves nothing else.
  std::vector<std::pair<std::string, std::uint32_t>> count_values(const Plan& plan,
                                                                  Xapian::valueno slot);

 private:
  struct Candidate {
    Xapian::docid id;  ///< in the part
    const Xapian::Document& document;
  };
  using Wdfs = std::unordered_map<Xapian::docid, Xapian::termcount>;

  template <typename Use>
  void for_each_candidate(const Plan& plan, Use use);
  bool matches(const Plan& plan, const Candidate& candidate);
  double weight(const Plan& plan, const Candidate& candidate, const TermWeights& weights,
                double length_part);
  const Wdfs& postings(const std::string& term);
  const Xapian::Database& database() const { return index_.parts()[part_].database; }

  const Index& index_;
  const std::size_t part_;
  std::unordered_map<std::string, Wdfs> postings_;
};

}  // namespace dateline
