// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/word_form.h"

namespace dateline {
namespace {

/// The ASCII letter under each Latin letter from U+00C0 to U+017F; '*' where there is none.
constexpr std::string_view kLatinBase =
    "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

bool is_latin_capital(std::uint32_t c) {
  if (c < 0x100) return c < 0xDF && c != 0xD7;
  const bool odd_capitals = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  return odd_capitals ? c % 2 == 1 : c == 0x178 || (c % 2 == 0 && c != 0x138);
}

/// A character beyond ASCII of two bytes; 0 if there is none at `i`.
std::uint32_t two_bytes_at(std::string_view text, std::size_t i) {
  const auto lead = static_cast<unsigned char>(text[i]);
  if ((lead & 0xE0) != 0xC0 || i + 1 >= text.size()) return 0;
  const auto trail = static_cast<unsigned char>(text[i + 1]);
  return (trail & 0xC0) == 0x80 ? (lead & 0x1FU) << 6 | (trail & 0x3FU) : 0;
}

/// Greek and Cyrillic: how much is to be added to a capital to make it small; 0 for the rest.
std::uint32_t capital_distance(std::uint32_t c) {
  if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return 0x20;
  return c >= 0x400 && c <= 0x40F ? 0x50 : 0;
}

char class_of(std::string_view text, std::size_t i, std::size_t& size) {
  const char c = text[i];
  size = 1;
  if (c >= 'a' && c <= 'z') return 'x';
  if (c >= 'A' && c <= 'Z') return 'X';
  if (c >= '0' && c <= '9') return 'd';
  if (static_cast<unsigned char>(c) < 0x80) return c;
  if (const std::uint32_t code_point = two_bytes_at(text, i); code_point != 0) {
    size = 2;
    if (code_point >= 0xC0 && code_point < 0x180) return is_latin_capital(code_point) ? 'X' : 'x';
    return capital_distance(code_point) != 0 ? 'X' : 'x';
  }
  while (i + size < text.size() && (static_cast<unsigned char>(text[i + size]) & 0xC0) == 0x80)
    ++size;
  return 'o';
}

}  // namespace

std::string straighten(std::string_view word) {
  std::string straight;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word.compare(i, 2, "\xE2\x80") != 0 || i + 2 >= word.size()) {
      straight += word[i];
      continue;
    }
    const auto last = static_cast<unsigned char>(word[i + 2]);
    if (last >= 0x90 && last <= 0x95)
      straight += '-';
    else if (last >= 0x98 && last <= 0x9B)
      straight += '\'';
    else if (last >= 0x9C && last <= 0x9F)
      straight += '"';
    else if (last == 0xA6)
      straight += "...";
    else
      straight += word.substr(i, 3);
    i += 2;
  }
  return straight;
}

std::string lower_form(std::string_view straight) {
  std::string lower;
  for (std::size_t i = 0; i < straight.size(); ++i) {
    const char c = straight[i];
    const std::uint32_t code_point = two_bytes_at(straight, i);
    if (c >= 'A' && c <= 'Z') {
      lower += static_cast<char>(c - 'A' + 'a');
    } else if (c >= '0' && c <= '9') {
      lower += '0';
    } else if (code_point >= 0xC0 && code_point < 0x180) {
      lower += kLatinBase[code_point - 0xC0];
      ++i;
    } else if (code_point != 0) {
      const std::uint32_t small = code_point + capital_distance(code_point);
      lower += static_cast<char>(0xC0 | small >> 6);
      lower += static_cast<char>(0x80 | (small & 0x3F));
      ++i;
    } else {
      lower += c;
    }
  }
  return lower;
}

std::string shape_of(std::string_view straight, int longest_run) {
  std::string shape;
  int run = 0;
  std::size_t size = 1;
  for (std::size_t i = 0; i < straight.size(); i += size) {
    const char c = class_of(straight, i, size);
    run = !shape.empty() && shape.back() == c ? run + 1 : 1;
    if (run <= longest_run) shape += c;
  }
  return shape;
}

Capitals capitals_of(std::string_view straight) {
  int upper = 0;
  int lower = 0;
  bool starts_upper = false;
  std::size_t size = 1;
  for (std::size_t i = 0; i < straight.size(); i += size) {
    const char c = class_of(straight, i, size);
    if (c == 'X' && upper + lower == 0) starts_upper = true;
    upper += c == 'X' ? 1 : 0;
    lower += c == 'x' || c == 'o' ? 1 : 0;
  }
  if (upper + lower == 0) return Capitals::no_letter;
  if (upper == 0) return Capitals::none;
  if (lower == 0) return upper == 1 ? Capitals::single : Capitals::all;
  return upper == 1 && starts_upper ? Capitals::first : Capitals::mixed;
}

}  // namespace dateline
