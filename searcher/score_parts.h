// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the score of a hit is made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/index.h"
#include "searcher/query_compiler.h"
#include "searcher/results.h"

namespace dateline {

/// What each word of the query adds to the score of one of its hits, most first, and what feedback
/// adds to that ("feedback"). Together they are the score, to a millionth.
std::vector<ScorePart> parts_of_score(const Index& index, const CompiledQuery& query,
                                      const Hit& hit);

/// For reading, and what stands above such lines.
std::string score_line(const Hit& hit);
inline constexpr std::string_view kScoreHead = "    score  hit";

}  // namespace dateline
