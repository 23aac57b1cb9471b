// SPDX-License-Identifier: GPL-2.0-or-later
//
// Where and how often an article names each country: the features that its salience is told from.
// They are the same for every country, so that nothing is learnt about any one.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "indexer/entities/country_resolver.h"

namespace dateline {

constexpr std::size_t kCountryFeatures = 34;
using CountryFeatures = std::array<float, kCountryFeatures>;

struct CountryInArticle {
  CountryId country = 0;
  std::uint32_t mentions = 0;
  CountryFeatures features{};  ///< in the order that country_counts.cc adds them
};

/// The countries in the order of their first mention.
std::vector<CountryInArticle> count_countries(const PlaceWords& words,
                                              const std::vector<PlaceMention>& mentions);

}  // namespace dateline
