// SPDX-License-Identifier: GPL-2.0-or-later
//
// Measures a tagger against annotated documents: exact spans, by kind.
#pragma once

#include <cstdint>

#include "indexer/ner/name_model.h"
#include "indexer/ner/training/corpus.h"

namespace dateline {

struct SpanCounts {
  std::uint32_t right = 0;
  std::uint32_t found = 0;
  std::uint32_t wanted = 0;

  double precision() const { return found == 0 ? 0.0 : 1.0 * right / found; }
  double recall() const { return wanted == 0 ? 0.0 : 1.0 * right / wanted; }
  double f1() const { return found + wanted == 0 ? 0.0 : 2.0 * right / (found + wanted); }
};

SpanCounts count_spans(const NameModel& model, const Corpus& corpus, NameKind kind);

}  // namespace dateline
