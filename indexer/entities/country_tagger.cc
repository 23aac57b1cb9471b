// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/country_tagger.h"

#include <algorithm>

#include "indexer/entities/country_analysis.h"
#include "indexer/entities/country_salience.h"

namespace dateline {

struct CountryTagger::Data {
  CountryAnalyzer analyzer;
};

CountryTagger::CountryTagger() : data_(std::make_unique<const Data>()) {}
CountryTagger::~CountryTagger() = default;

std::vector<CountryMentioned> CountryTagger::tag(const Article& article,
                                                 const ArticleTokens& tokens,
                                                 const std::vector<NameSpan>& names,
                                                 std::vector<Mention>& mentions) const {
  const CountryAnalysis found = data_->analyzer.analyze(tokens, names, article.date);
  const std::vector<Country>& countries = data_->analyzer.table().countries();
  for (const PlaceMention& mention : found.mentions) {
    const PlaceWord& first = found.words.words[mention.first];
    const PlaceWord& last = found.words.words[mention.last - 1];
    mentions.push_back({EntityKind::country, first.field, first.start, last.end,
                        std::string(countries[mention.country].code)});
  }
  std::vector<CountryMentioned> tagged;
  for (const CountryInArticle& country : found.countries) {
    const Salience salience = salience_of(country);
    tagged.push_back({std::string(countries[country.country].code), salience.is_about,
                      salience.value, country.mentions});
  }
  std::stable_sort(tagged.begin(), tagged.end(),
                   [](const auto& a, const auto& b) { return a.salience > b.salience; });
  return tagged;
}

}  // namespace dateline
