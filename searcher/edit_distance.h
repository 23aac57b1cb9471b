// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

/// Damerau-Levenshtein distance (optimal string alignment) of two texts in bytes, or `limit` + 1
/// where it is more than `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// How many slips a word of that length may hold and still be meant.
inline std::size_t likely_slips(std::string_view word) {
  return word.size() < 6 ? 1 : 2;
}

}  // namespace dateline
