// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/country_salience.h"

#include <cmath>

namespace dateline {
namespace {

#include "indexer/entities/country_trees.inc"

}  // namespace

Salience salience_of(const CountryInArticle& country) {
  int sum = 0;
  for (const SalienceTree& tree : kTrees) sum += tree.value(country.features);
  double log_odds = sum * SalienceTree::kLeafUnit;
  const auto probability = [&] { return 1 / (1 + std::exp(-log_odds)); };
  const bool is_about = probability() >= kThreshold;
  if (is_about) log_odds += std::log(country.mentions);
  return {probability(), is_about};
}

double about_threshold() {
  return kThreshold;
}

}  // namespace dateline
