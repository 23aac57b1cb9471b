// SPDX-License-Identifier: GPL-2.0-or-later
//
// Runs a compiled query: exact total, the hits of a page with their snippets, and facet counts
// over all matches.
#pragma once

#include <cstdint>
#include <vector>

#include "common/analyzer.h"
#include "searcher/index.h"
#include "searcher/query_compiler.h"
#include "searcher/results.h"

namespace dateline {

enum class SortOrder : std::uint8_t { relevance, newest, oldest };

struct PageOptions {
  SortOrder sort = SortOrder::relevance;
  std::uint64_t limit = 10;  ///< 0: all
  std::uint64_t offset = 0;
  std::vector<Facet> facets;
  std::size_t facet_limit = 10;  ///< 0: all
  bool snippets = true;
  bool by_story = false;       ///< one hit a story, its best; facets count stories
  bool count_stories = false;  ///< fill SearchResults::stories; by_story does too
};

/// Fills total, hits and facets; the rest is the caller's.
SearchResults search(const Index& index, const CompiledQuery& query, const PageOptions& options,
                     Analyzer& analyzer);

/// Of how many stories the matches are.
std::uint64_t count_stories(const Index& index, const Xapian::Query& query);

/// The articles of the story of the article with that id, itself among them, earliest first;
/// nothing where there is no such article.
std::vector<Hit> find_copies(const Index& index, const std::string& id);

/// The hit of one article by its id, whole; nothing where there is none.
std::optional<Hit> find_article(const Index& index, const std::string& id);

}  // namespace dateline
