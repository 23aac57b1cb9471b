// SPDX-License-Identifier: GPL-2.0-or-later
//
// The words that stand in dates, in some sixty languages: a table that data/build_date_words.cc
// makes from CLDR. All are looked up folded: lower case, no accents.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dateline {

/// The calendar a month's name belongs to. Thai months are Gregorian, their years may not be.
enum class Calendar : std::uint8_t { gregorian, persian, hijri };

struct MonthName {
  std::string_view name;  ///< folded; words parted by single spaces ("كانون الاول", "thang 12")
  Calendar calendar = Calendar::gregorian;
  int month = 0;               ///< 1 to 12
  std::string_view languages;  ///< where the name is that of another month elsewhere ("hr")
};

/// How many words and numbers the longest name of a month has.
inline constexpr std::size_t kLongestMonth = 3;

/// Lower case without accents (fold() of common/text.h, faster for ASCII).
std::string fold_word(std::string_view word);

/// The months of that name: mostly one or none, two for "listopad" (Croatian: October; Czech and
/// Polish: November).
std::span<const MonthName> months_named(std::string_view folded);

/// Whether a space separated list holds the word.
bool holds_word(std::string_view list, std::string_view word);

bool is_weekday(std::string_view folded);

/// "gmt", "est", "z": zones that say nothing about which day is written.
bool is_zone(std::string_view folded);

/// "th" of "10th", "er" of "1er".
bool is_ordinal(std::string_view folded);

/// Words without meaning for the day: weekdays, "at", "de", "uhr", "г".
bool is_filler(std::string_view folded);

}  // namespace dateline
