// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the score of a hit is made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/index.h"
#include "searcher/query_compiler.h"
#include "searcher/results.h"

namespace dateline {

class ScoreExplainer {
 public:
  /// Both must outlive it.
  ScoreExplainer(const Index& index, const CompiledQuery& query) : index_(index), query_(query) {}

  /// What each word of the query adds to the score of one of its hits, most first, and what the
  /// second look adds to that: countries ("about Iran") and feedback ("feedback"). Together they
  /// are the score, to a millionth.
  std::vector<ScorePart> parts_of(const Hit& hit);

 private:
  double best_weight();

  const Index& index_;
  const CompiledQuery& query_;
  std::optional<double> best_weight_;  // a search of its own
};

/// For reading, and what stands above such lines.
std::string score_line(const Hit& hit);
inline constexpr std::string_view kScoreHead = "    score  hit";

}  // namespace dateline
