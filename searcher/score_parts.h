// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the score of a hit is made of.
#pragma once

#include <vector>

#include "searcher/index.h"
#include "searcher/query_compiler.h"
#include "searcher/results.h"

namespace dateline {

/// What each word of the query adds to the score of one of its hits, most first, and what feedback
/// adds to that ("feedback"). Together they are the score, to a millionth.
std::vector<ScorePart> parts_of_score(const Index& index, const CompiledQuery& query,
                                      const Hit& hit);

/// For reading, a line for each hit.
std::vector<std::string> lines_of(const std::vector<Hit>& hits);

}  // namespace dateline
