// SPDX-License-Identifier: GPL-2.0-or-later
//
// Lays out a trained model as name_model.h describes it.
#pragma once

#include <string>

#include "indexer/ner/training/crf_trainer.h"
#include "indexer/ner/training/lexicon_builder.h"

namespace dateline {

/// Keeps the `features` whose weights are greatest. All weights share one scale, which maps
/// `greatest_weight` (larger ones are clipped) to 127.
std::string write_model(const LexiconTables& lexicon, const TrainedWeights& weights,
                        std::size_t features, double greatest_weight);

}  // namespace dateline
