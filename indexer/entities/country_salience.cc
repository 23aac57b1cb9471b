// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/country_salience.h"

#include <cmath>

namespace dateline {
namespace {

#include "indexer/entities/country_trees.inc"

}  // namespace

double salience_of(const CountryFeatures& features) {
  int sum = 0;
  for (const SalienceTree& tree : kTrees) sum += tree.value(features);
  return 1 / (1 + std::exp(-sum * SalienceTree::kLeafUnit));
}

double about_threshold() {
  return kThreshold;
}

}  // namespace dateline
