// SPDX-License-Identifier: GPL-2.0-or-later
//
// What stands beside a name: honorifics ("Mr"), offices ("Russian Foreign Minister") before it or
// behind it in apposition, and the countries that an article names. English only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/entities/article_tokens.h"
#include "indexer/entities/known_persons.h"
#include "indexer/entities/person_words.h"

namespace dateline {

/// The titles beside one name.
struct NameContext {
  std::string title;         ///< "Foreign Minister", without the country; may be empty
  std::string_view country;  ///< code of the demonym or country in the title; may be empty
  Gender gender = Gender::unknown;
  bool has_honorific = false;  ///< "Mr", "Dr", "Sir", or an office
};

/// The words before and behind the name in tokens [first, last). `next_name` is the first token
/// of the following name (or the end of the article), so that "Kerry, U.S. Secretary ..." does
/// not take the next person's title.
NameContext context_of_name(const ArticleTokens& article, std::uint32_t first, std::uint32_t last,
                            std::uint32_t next_name);

/// How many of the leading tokens of [first, last) are titles and not part of the name
/// ("President Vladimir Putin": 1). Never all of them.
std::uint32_t leading_titles(const ArticleTokens& article, std::uint32_t first, std::uint32_t last);

/// Mentions of each country by name or demonym.
void count_countries(const ArticleTokens& article, std::vector<CountryCount>& counts);

}  // namespace dateline
