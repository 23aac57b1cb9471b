// SPDX-License-Identifier: GPL-2.0-or-later
//
// How much an article is about each country that it mentions: logistic regression over where and
// how often the country is named, the same for all countries. Trained by
// tests/entities/country_train.cc on the editors' tags of Reuters-21578.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "indexer/entities/country_resolver.h"

namespace dateline {

constexpr std::size_t kSalienceFeatures = 58;
using SalienceFeatures = std::array<double, kSalienceFeatures>;

/// A country that an article mentions, before its salience is known.
struct CountryInArticle {
  CountryId country = 0;
  std::uint32_t mentions = 0;
  SalienceFeatures features{};
};

/// Counts the mentions by country, in the order of first mention, and fills in the features.
std::vector<CountryInArticle> count_countries(const PlaceWords& words,
                                              const std::vector<PlaceMention>& mentions);

/// The probability, 0 to 1, that an editor would tag the article with the country.
double salience_of(const SalienceFeatures& features);

/// From this salience on an article is about a country.
double about_threshold();

}  // namespace dateline
