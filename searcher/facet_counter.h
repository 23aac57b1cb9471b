// SPDX-License-Identifier: GPL-2.0-or-later
//
// Counts all facets of a set of articles from their packed values (common/facet_values.h), each
// read once. Exact: every match is counted.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "searcher/index.h"
#include "searcher/results.h"
#include "searcher/story_lookup.h"

namespace dateline {

class FacetCounter {
 public:
  /// Names that are one person count as one.
  explicit FacetCounter(const IdentityMap& identities) : identities_(identities) {}

  void count(std::string_view record);

  /// Counts articles of one story: each value once.
  void count_story(const std::vector<std::string>& records);

  /// The commonest `limit` values (0: all) of each facet that is asked for.
  std::vector<FacetResult> results(const std::vector<Facet>& facets, std::size_t limit,
                                   const Index& index) const;

 private:
  using Counts = std::vector<std::uint32_t>;  // by ordinal

  void add(Counts& counts, std::uint64_t ordinal);
  void count_persons(std::string_view record);
  FacetResult by_name(Facet facet, std::size_t limit, const Index& index) const;
  FacetResult by_date(Facet facet, std::size_t limit) const;

  const IdentityMap& identities_;
  std::vector<std::uint32_t> in_article_;  // the persons of the article that is being counted
  Counts persons_;
  Counts countries_;
  Counts about_;
  Counts sources_;
  Counts languages_;
  Counts months_;  // by months since kFirstDay
  bool in_story_ = false;
  std::set<std::pair<const Counts*, std::uint64_t>> counted_;  // of the story
};

/// Counts every match: articles, stories and facets, these by article or by story. Xapian calls it
/// only as far as it looks, so the search must ask it to check all documents.
class MatchCounter : public Xapian::MatchSpy {
 public:
  /// `counter` may be null; `stories` too, then stories are not counted.
  MatchCounter(FacetCounter* counter, const StoryLookup* stories, bool by_story)
      : counter_(counter), stories_(stories), by_story_(by_story) {}

  void operator()(const Xapian::Document& document, double weight) override;

  /// Stories of all matches. Call once, after the last match: it counts what waited.
  std::uint64_t finish();

 private:
  FacetCounter* const counter_;
  const StoryLookup* const stories_;
  const bool by_story_;
  std::uint64_t single_ = 0;
  std::unordered_map<Xapian::docid, std::vector<std::string>> records_;  // by the story's lead
};

}  // namespace dateline
