// SPDX-License-Identifier: GPL-2.0-or-later
//
// The best hits of an archive of which parts are on other machines, without moving more than is
// shown: they are found there by Xapian's own matcher, with the statistics of all parts. For plain
// plans (remote_matcher.h), which those machines understand.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "searcher/hit_order.h"
#include "searcher/index.h"
#include "searcher/query_compiler.h"

namespace dateline {

struct BestMatches {
  std::vector<Ranked> matches;  ///< the first, in order
  std::uint64_t total = 0;      ///< of all
};

/// As search() (search.h) orders them, but for ties of weight and day, of which only few are put in
/// the order of their articles' ids: those have to be fetched.
BestMatches find_best(const Index& index, const CompiledQuery& query, SortOrder sort,
                      std::size_t wanted);

}  // namespace dateline
