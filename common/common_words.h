// SPDX-License-Identifier: GPL-2.0-or-later
//
// The commonest words of English news, numbered from the commonest on: records of an article's
// words and texts are shorter for knowing them. In other languages they help little, and cost
// nothing. Made by data/build_common_words.py; the numbers are on disk in every archive.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

inline constexpr std::uint32_t kCommonWords = 8192;

/// The number of a word by its word_hash(), or kCommonWords where it is none of them.
std::uint32_t common_word(std::uint32_t hash);

/// The word_hash() of a number below kCommonWords.
std::uint32_t hash_of_common_word(std::uint32_t number);

/// All of them, a space before each, the commonest at the end: a dictionary for zstd, which reaches
/// what is near its end with fewer bits.
std::string_view common_words_text();

}  // namespace dateline
