// SPDX-License-Identifier: GPL-2.0-or-later
//
// Finds the names of the gazetteer in an article: the longest match on capitalised words, except
// where the words are part of something else (a person's name, "Gulf of Mexico").
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/entities/country_gazetteer.h"
#include "indexer/entities/place_words.h"
#include "indexer/ner/name_tagger.h"

namespace dateline {

/// A name found: words [first, last). What country it means is the resolver's business.
struct PlaceMatch {
  const Place* place = nullptr;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool in_dateline = false;
  bool is_flanked = false;     ///< beside another capitalised word ("Frankfurt Stock Exchange")
  bool needs_support = false;  ///< counts only beside other mentions of its country
};

/// The matches in the order of the text, not overlapping.
std::vector<PlaceMatch> match_places(const CountryTable& table, const CountryGazetteer& gazetteer,
                                     const PlaceWords& words, const std::vector<NameSpan>& names);

}  // namespace dateline
