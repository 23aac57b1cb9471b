// SPDX-License-Identifier: GPL-2.0-or-later
//
// How much an article is about each country that it mentions: boosted decision trees over
// CountryFeatures. tests/entities/country_train.cc learns them from the editors' tags of
// Reuters-21578 and writes country_trees.inc.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "indexer/entities/country_counts.h"

namespace dateline {

/// A tree that asks the same question of all nodes of a level: the answers are the bits of the
/// number of a leaf, the first one its highest.
struct SalienceTree {
  static constexpr std::size_t kDepth = 4;

  std::array<std::uint8_t, kDepth> features;
  std::array<float, kDepth> thresholds;                       ///< yes: the feature is greater
  std::array<std::int16_t, std::size_t{1} << kDepth> leaves;  ///< in units of kLeafUnit

  static constexpr double kLeafUnit = 1e-4;

  int value(const CountryFeatures& f) const {
    std::size_t leaf = 0;
    for (std::size_t i = 0; i < kDepth; ++i)
      leaf = leaf * 2 + (f[features[i]] > thresholds[i] ? 1 : 0);
    return leaves[leaf];
  }
};

/// How salient a country is, and whether the article is about it.
struct Salience {
  double value = 0;  ///< 0 to 1
  bool is_about = false;
};

/// The probability that an editor would tag the article with the country decides whether it is
/// about it. Among the countries that it is about, those named more often come first: there the
/// trees are all but certain and tell them no longer apart.
Salience salience_of(const CountryInArticle& country);

}  // namespace dateline
