// SPDX-License-Identifier: GPL-2.0-or-later
//
// --with: the persons, countries or sources that stand with a query more often than by chance.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "common/analyzer.h"
#include "searcher/formatter.h"
#include "searcher/index.h"
#include "searcher/query_compiler.h"

namespace dateline {

struct Companion {
  std::string value;
  std::string name;           ///< of a country; else empty
  std::uint64_t count = 0;    ///< matches that it is in
  std::uint64_t archive = 0;  ///< articles that it is in
  double lift = 0;            ///< its share of the matches over its share of the archive
  std::string id;             ///< the best match that it is in
  std::string sentence;       ///< from there: with its name, and the query's words if one has both
};

/// Ranked by lift; ties by count, then value. Only values in at least three matches (two where
/// there are fewer than thirty), since chance lifts the rare ones highest; and none that a word of
/// the query names, which would say nothing. `limit` 0: all.
std::vector<Companion> find_company(const Index& index, const CompiledQuery& query, Facet facet,
                                    std::size_t limit, Analyzer& analyzer);

void print_company(const std::vector<Companion>& company, std::string_view format,
                   const FormatOptions& options, std::ostream& out);

}  // namespace dateline
