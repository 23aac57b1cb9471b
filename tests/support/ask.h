// SPDX-License-Identifier: GPL-2.0-or-later
//
// What a query finds in an archive, from its text to the ids of the articles.
#pragma once

#include <set>
#include <stdexcept>
#include <string>
#include <variant>

#include "searcher/query_compiler.h"
#include "searcher/query_parser.h"
#include "searcher/search.h"

namespace dateline::test {

inline ParseOptions parse_options() {
  return {false, false, *make_date(2018, 5, 31)};
}

inline CompiledQuery compiled(const std::string& text, const Index& index, Analyzer& analyzer) {
  const auto parsed = parse_query(text, parse_options());
  if (const auto* error = std::get_if<ParseError>(&parsed))
    throw std::runtime_error(text + ": " + error->message);
  auto made = compile_query(*std::get<ParsedQuery>(parsed).query, index, analyzer);
  if (const auto* error = std::get_if<ParseError>(&made))
    throw std::runtime_error(text + ": " + error->message);
  return std::get<CompiledQuery>(std::move(made));
}

/// Every hit, and every value of all facets.
inline PageOptions everything() {
  PageOptions page;
  page.limit = 0;
  page.facet_limit = 0;
  page.snippets = false;
  for (const FacetRow& row : kFacets) page.facets.push_back(row.facet);
  return page;
}

inline std::set<std::string> ids_of(const SearchResults& results) {
  std::set<std::string> ids;
  for (const Hit& hit : results.hits) ids.insert(hit.article.id);
  return ids;
}

inline std::set<std::string> ids_found(const std::string& text, const Index& index) {
  Analyzer analyzer;
  return ids_of(search(index, compiled(text, index, analyzer), everything(), analyzer));
}

}  // namespace dateline::test
