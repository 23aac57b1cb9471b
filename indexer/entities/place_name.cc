// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/place_name.h"

#include <array>
#include <cstddef>

namespace dateline {
namespace {

// U+00C0 to U+017F without their marks; a blank stands for what has no such letter.
constexpr std::string_view kPlainLetters =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kPlainLetters.size() == 192);

struct Folded {
  char letter;         ///< '\0': dropped
  std::uint8_t bytes;  ///< taken from the text
};

unsigned char byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

/// A character beyond ASCII; what is not known keeps its bytes.
Folded fold_beyond_ascii(std::string_view text, std::size_t at) {
  const unsigned char lead = byte_at(text, at);
  const unsigned char second = byte_at(text, at + 1);
  if (lead >= 0xC3 && lead <= 0xC5 && (second & 0xC0) == 0x80) {
    const std::size_t code_point = (std::size_t{lead} & 0x1F) << 6 | (second & 0x3F);
    if (const char plain = kPlainLetters[code_point - 0xC0]; plain != ' ') return {plain, 2};
  }
  // Curly quotes and modifier letters that serve as apostrophes: U+2018, U+2019, U+02BB to U+02BF.
  if (lead == 0xE2 && second == 0x80 && (byte_at(text, at + 2) & 0xFE) == 0x98) return {'\0', 3};
  if (lead == 0xCA && second >= 0xBB) return {'\0', 2};
  return {text[at], 1};
}

Folded fold_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c >= 'A' && c <= 'Z') return {static_cast<char>(c + ('a' - 'A')), 1};
  if (c == '.' || c == '\'') return {'\0', 1};
  if (static_cast<unsigned char>(c) < 0x80) return {c, 1};
  return fold_beyond_ascii(text, at);
}

}  // namespace

std::uint64_t hash_place_word(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  bool is_empty = true;
  for (std::size_t at = 0; at < word.size();) {
    const Folded next = fold_at(word, at);
    at += next.bytes;
    if (next.letter == '\0') continue;
    is_empty = false;
    hash = (hash ^ static_cast<unsigned char>(next.letter)) * 0x100000001B3ULL;
  }
  return is_empty ? 0 : hash;
}

std::string fold_place_name(std::string_view name) {
  std::string folded;
  for (std::size_t at = 0; at < name.size();) {
    const Folded next = fold_at(name, at);
    at += next.bytes;
    if (next.letter == '\0') continue;
    const char c = next.letter == '-' ? ' ' : next.letter;
    if (c == ' ' && (folded.empty() || folded.back() == ' ')) continue;
    folded += c;
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

bool begins_with_capital(std::string_view word) {
  const unsigned char first = byte_at(word, 0);
  if (first < 0x80) return first >= 'A' && first <= 'Z';
  const unsigned char second = byte_at(word, 1);
  if (first == 0xC3) return second >= 0x80 && second <= 0x9E;
  if (first != 0xC4 && first != 0xC5) return false;
  const unsigned code_point = (first & 0x1FU) << 6 | (second & 0x3FU);
  const bool odd_is_capital = (code_point >= 0x139 && code_point <= 0x148) || code_point >= 0x179;
  return (code_point % 2 == 1) == odd_is_capital;
}

}  // namespace dateline
