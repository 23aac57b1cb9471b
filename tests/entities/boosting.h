// SPDX-License-Identifier: GPL-2.0-or-later
//
// Gradient boosting of SalienceTree for a yes-or-no question (Friedman 2001, with the second-order
// leaves of XGBoost and the symmetric trees of CatBoost). Deterministic.
#pragma once

#include <vector>

#include "indexer/entities/country_salience.h"

namespace dateline {

struct BoostingExample {
  CountryFeatures features{};
  bool is_yes = false;
  float weight = 1;
};

using BoostingModel = std::vector<SalienceTree>;

double probability(const BoostingModel& model, const CountryFeatures& features);

BoostingModel boost(const std::vector<BoostingExample>& examples, int rounds);

}  // namespace dateline
