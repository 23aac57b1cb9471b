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

/// A word of the query, or "feedback", and what it adds to the score of a hit.
struct ScorePart {
  std::string text;
  double score = 0;
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
  std::vector<ScorePart> score_parts;  ///< where the query is to be explained
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

/// Which values of which facets are wanted.
struct FacetOptions {
  std::vector<Facet> facets;
  std::size_t limit = 10;  ///< 0: all
  std::string match;       ///< only values of which a word begins so; "": all
};

/// What is offered for a word or name that the archive does not hold.
struct Suggestion {
  std::string text;
  std::uint64_t articles = 0;  ///< that hold it
};

/// A clause of a query, and what it became.
struct ExplainedClause {
  std::string text;  ///< of AND, OR and NOT only the operator
  std::uint64_t articles = 0;
  double took_ms = 0;               ///< to find those
  std::vector<std::string> became;  ///< words, names, terms; for reading
  std::vector<ExplainedClause> clauses;
};

struct DiagnosedClause {
  std::string text;
  std::uint64_t articles = 0;
  std::optional<std::uint64_t> without;  ///< articles that have all the other clauses
  std::vector<Suggestion> nearest;       ///< spellings, where its words are in no article
};

/// Why a query found nothing.
struct Diagnosis {
  std::vector<DiagnosedClause> clauses;
  std::vector<std::size_t> empty;     ///< clauses without an article
  std::vector<std::size_t> together;  ///< else the fewest that no article has together, if not all
};

struct SearchResults {
  std::string label;   ///< of a batch's line
  std::string text;    ///< the query as it was written
  std::string parsed;  ///< as it was read
  std::vector<std::string> notes;
  std::uint64_t total = 0;               ///< articles that match
  std::optional<std::uint64_t> stories;  ///< stories that they are of, where they were counted
  bool by_story = false;                 ///< a hit, and a count of a facet, is a story
  std::vector<std::string> missing;      ///< parts of the archive that did not answer
  double took_ms = 0;
  std::uint64_t offset = 0;
  std::vector<Hit> hits;
  std::vector<FacetResult> facets;
  std::optional<ExplainedClause> explained;  ///< where it was asked for
  std::optional<Diagnosis> diagnosis;        ///< where nothing was found
};

}  // namespace dateline
