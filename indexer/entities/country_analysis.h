// SPDX-License-Identifier: GPL-2.0-or-later
//
// The stages of the country tagger in one line: words, matches, meanings, counts. The tagger adds
// salience to what comes out; the trainer learns from it.
#pragma once

#include <optional>
#include <vector>

#include "indexer/entities/country_counts.h"

namespace dateline {

struct CountryAnalysis {
  PlaceWords words;
  std::vector<PlaceMention> mentions;       ///< in the order of the text
  std::vector<CountryInArticle> countries;  ///< in the order of first mention
};

/// Immutable once made, and so shared between threads.
class CountryAnalyzer {
 public:
  CountryAnalyzer();

  const CountryTable& table() const { return table_; }

  /// `tokens` must outlive the result.
  CountryAnalysis analyze(const ArticleTokens& tokens, const std::vector<NameSpan>& names,
                          const std::optional<Date>& date) const;

 private:
  CountryTable table_;
  CountryGazetteer gazetteer_;
};

}  // namespace dateline
