// SPDX-License-Identifier: GPL-2.0-or-later
//
// Finds what a plan matches, with Xapian's matcher, for one question: every match is seen, so that
// totals and counts are exact. The parts of an archive on this machine are searched at once, each
// in a thread of its own, and their documents are weighed by what all parts count together.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "searcher/index.h"
#include "searcher/plan.h"
#include "searcher/xapian_query.h"

namespace dateline {

/// Sees the matches of one part.
class MatchVisitor {
 public:
  virtual ~MatchVisitor() = default;
  /// `id` is the number in all parts, also where the document itself says another.
  virtual void visit(Xapian::docid id, double weight, const Xapian::Document& document) = 0;
};

/// `visitors[i]` sees each match of part i once, ascending by number.
void visit_matches(const Index& index, const Plan& plan, Weighing weighing,
                   const std::vector<MatchVisitor*>& visitors);

/// One visitor of a kind for each part, made by `make(part)`; gives them back when they have seen
/// all.
template <typename Visitor, typename Make>
std::vector<std::unique_ptr<Visitor>> visited(const Index& index, const Plan& plan,
                                              Weighing weighing, Make make) {
  std::vector<std::unique_ptr<Visitor>> visitors;
  std::vector<MatchVisitor*> each;
  for (std::size_t part = 0; part < index.parts().size(); ++part) {
    visitors.push_back(make(part));
    each.push_back(visitors.back().get());
  }
  visit_matches(index, plan, weighing, each);
  return visitors;
}

/// Calls `use(part)` for each part, for several at once in threads. Throws the first failure, which
/// names its part.
void for_each_part(const Index& index, const std::function<void(std::size_t)>& use);

/// Shows a visitor the matches of one part, without weights.
void visit_part(const Index& index, std::size_t part, const Plan& plan, MatchVisitor& visitor);

/// The values of a slot over all matches, "" where a document has none, with the number of matches
/// that have each.
std::map<std::string, std::uint64_t> count_values(const Index& index, const Plan& plan,
                                                  Xapian::valueno slot);

/// The numbers of all documents that match, ascending.
std::vector<Xapian::docid> find_matches(const Index& index, const Plan& plan);

/// How many documents match.
std::uint64_t count_matches(const Index& index, const Plan& plan);

}  // namespace dateline
