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

namespace dateline {

enum class Gender : std::uint8_t { unknown, male, female };

/// The titles beside one name.
struct NameContext {
  std::string title;         ///< "Foreign Minister", without the country; may be empty
  std::string_view country;  ///< code of the demonym or country in the title; may be empty
  Gender gender = Gender::unknown;
  bool has_honorific = false;  ///< "Mr", "Dr", "Sir", or an office
};

/// The code of a country name or demonym of one word or two in lower case ("russian", "south
/// korean"), or empty.
std::string_view country_of_word(std::string_view lower);

/// The words before and behind the name in tokens [first, last). `next_name` is the first token
/// of the following name (or the end of the article), so that "Kerry, U.S. Secretary ..." does
/// not take the next person's title.
NameContext context_of_name(const ArticleTokens& article, std::uint32_t first, std::uint32_t last,
                            std::uint32_t next_name);

/// How many of the leading tokens of [first, last) are titles and not part of the name
/// ("President Vladimir Putin": 1). Never all of them.
std::uint32_t leading_titles(const ArticleTokens& article, std::uint32_t first, std::uint32_t last);

/// Whether a word (any case) is a title that takes a given name: King, Pope, Prince, Sheikh.
bool is_royal_title(std::string_view word);

/// Whether a word can be no person's name by itself: a title, a country, a month.
bool is_title_word(std::string_view word);

/// The gender that a given name in normal form has for certain, for some 200 common names.
Gender gender_of_first_name(std::string_view normal);

/// Mentions of each country by name or demonym.
void count_countries(const ArticleTokens& article, std::vector<CountryCount>& counts);

}  // namespace dateline
