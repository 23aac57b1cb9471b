// SPDX-License-Identifier: GPL-2.0-or-later
//
// The words that stand in dates. All are looked up folded: lower case, no accents.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// ASCII and Latin-1 letters in lower case without their accents; other bytes as they are.
std::string fold_word(std::string_view word);

/// 1 to 12, for English, French, German, Italian, Portuguese and Spanish.
std::optional<int> month_of(std::string_view folded);

bool is_weekday(std::string_view folded);

/// "gmt", "est", "z": zones that say nothing about which day is written.
bool is_zone(std::string_view folded);

/// "th" of "10th", "er" of "1er".
bool is_ordinal(std::string_view folded);

/// Words without meaning for the day: "at", "de", "uhr".
bool is_filler(std::string_view folded);

}  // namespace dateline
