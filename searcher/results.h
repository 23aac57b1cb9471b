// SPDX-License-Identifier: GPL-2.0-or-later
//
// The answer to a query. Plain data: what the formatters print.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/article.h"
#include "common/schema.h"

namespace dateline {

/// Bytes [first, second) of a text that are to be marked.
using Highlight = std::pair<std::uint32_t, std::uint32_t>;

struct Snippet {
  std::string text;
  std::vector<Highlight> highlights;  ///< ascending, not overlapping
};

struct Hit {
  std::uint64_t rank = 0;  ///< 1 is the first of all, whatever the page
  double score = 0;
  Article article;
  std::vector<std::string> persons;
  std::vector<std::string> countries;  ///< codes, most salient first
  std::vector<std::string> about;
  std::uint64_t copies = 0;  ///< other articles of its story, matching or not
  std::vector<Highlight> title_highlights;
  Snippet snippet;
};

struct FacetValue {
  std::string value;
  std::string name;  ///< of a country; else empty
  std::uint64_t count = 0;
};

struct FacetResult {
  Facet facet;
  std::vector<FacetValue> values;  ///< commonest first, ties by value
  std::uint64_t distinct = 0;      ///< how many values there are, shown or not
};

struct SearchResults {
  std::string text;    ///< the query as it was written
  std::string parsed;  ///< as it was read
  std::vector<std::string> notes;
  std::uint64_t total = 0;               ///< articles that match
  std::optional<std::uint64_t> stories;  ///< stories that they are of, where they were counted
  bool by_story = false;                 ///< a hit, and a count of a facet, is a story
  double took_ms = 0;
  std::uint64_t offset = 0;
  std::vector<Hit> hits;
  std::vector<FacetResult> facets;
};

}  // namespace dateline
