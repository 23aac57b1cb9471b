// SPDX-License-Identifier: GPL-2.0-or-later
//
// How names of places are compared: words in lower case, Latin letters without marks, no full
// stops or apostrophes. "Côte d’Ivoire" and "Cote d'Ivoire", "U.S." and "US" are the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// A word's key; 0 where nothing is left of it. 64 bits: clashes are not looked for.
std::uint64_t hash_place_word(std::string_view word);

/// The key of a phrase that goes on with `word`; begin with 0.
constexpr std::uint64_t extend_place_hash(std::uint64_t phrase, std::uint64_t word) {
  const std::uint64_t mixed = (phrase ^ word) * 0x9E3779B97F4A7C15ULL;
  return (mixed ^ (mixed >> 29)) + 1;
}

/// "Côte d’Ivoire" becomes "cote divoire": hyphens count as spaces, runs of them as one.
std::string fold_place_name(std::string_view name);

/// Whether the first character is a capital (ASCII, Latin-1, Latin Extended-A).
bool begins_with_capital(std::string_view word);

}  // namespace dateline
