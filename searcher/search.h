// SPDX-License-Identifier: GPL-2.0-or-later
//
// Runs a compiled query: exact total, the hits of a page with their snippets, and facet counts
// over all matches.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/analyzer.h"
#include "searcher/hit_order.h"
#include "searcher/index.h"
#include "searcher/query_compiler.h"
#include "searcher/results.h"

namespace dateline {

struct PageOptions {
  SortOrder sort = SortOrder::relevance;
  std::uint64_t limit = 10;  ///< 0: all
  std::uint64_t offset = 0;
  std::vector<Facet> facets;
  std::size_t facet_limit = 10;  ///< 0: all
  std::string facet_match;       ///< only values of which a word begins so; "": all
  bool snippets = true;
  bool entities = true;        ///< tell the date, copies, persons and countries of each hit
  bool by_story = false;       ///< one hit a story, its best; facets count stories
  bool count_stories = false;  ///< fill SearchResults::stories; by_story does too

  FacetOptions facet_options() const { return {facets, facet_limit, facet_match}; }
};

/// Fills total, hits and facets; the rest is the caller's.
SearchResults search(const Index& index, const CompiledQuery& query, const PageOptions& options,
                     Analyzer& analyzer);

/// Takes an answer of any size, hit by hit.
class HitSink {
 public:
  virtual ~HitSink() = default;
  /// Called once, with all but the hits.
  virtual void begin(const SearchResults& results) = 0;
  virtual void hit(const Hit& hit) = 0;
};

/// As search(), whatever the limit: a match that is not yet handed over takes sixteen bytes.
void search_all(const Index& index, const CompiledQuery& query, const PageOptions& options,
                Analyzer& analyzer, HitSink& sink);

/// The counts of facets over all matches, without any hit.
std::vector<FacetResult> count_facets(const Index& index, const Plan& plan,
                                      const PageOptions& options);

/// The first matches in order, without feedback.
std::vector<Ranked> best_matches(const Index& index, const Plan& plan, std::size_t wanted);

/// Of how many stories the matches are.
std::uint64_t count_stories(const Index& index, const Plan& plan);

/// The articles of the story of the article with that id, itself among them, earliest first;
/// nothing where there is no such article.
std::vector<Hit> find_copies(const Index& index, const std::string& id);

/// The hit of one article by its id, whole; nothing where there is none.
std::optional<Hit> find_article(const Index& index, const std::string& id);

}  // namespace dateline
