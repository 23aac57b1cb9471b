// SPDX-License-Identifier: GPL-2.0-or-later
//
// Decides which country each match means: states that are gone by the article's date, names that
// several countries share ("Georgia", "Congo", "Santiago") by the article's other mentions, and
// "Paris, Texas" by what follows the comma.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "common/date.h"
#include "indexer/entities/country_matcher.h"

namespace dateline {

/// A country is named in words [first, last).
struct PlaceMention {
  CountryId country = 0;
  PlaceKind kind = PlaceKind::name;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool in_dateline = false;
  bool is_flanked = false;
};

/// The mentions in the order of the text, not overlapping.
std::vector<PlaceMention> resolve_places(const CountryTable& table, const PlaceWords& words,
                                         const std::vector<PlaceMatch>& matches,
                                         const std::optional<Date>& date);

}  // namespace dateline
