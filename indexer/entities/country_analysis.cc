// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/country_analysis.h"

#include "indexer/data/embedded.h"

namespace dateline {

CountryAnalyzer::CountryAnalyzer() : table_(embedded_countries()), gazetteer_(table_) {}

CountryAnalysis CountryAnalyzer::analyze(const ArticleTokens& tokens,
                                         const std::vector<NameSpan>& names,
                                         const std::optional<Date>& date) const {
  CountryAnalysis found;
  found.words = split_place_words(tokens);
  const std::vector<PlaceMatch> matches = match_places(table_, gazetteer_, found.words, names);
  found.mentions = resolve_places(table_, found.words, matches, date);
  found.countries = count_countries(found.words, found.mentions);
  return found;
}

}  // namespace dateline
