// SPDX-License-Identifier: GPL-2.0-or-later
//
// How Xapian's "glass" databases write the numbers and texts of their keys, beside the varints that
// ours use too (common/varint.h).
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// Two bytes below 0x8000, else as many as needed, of which the first begins with a 1 bit for each
/// but two: sorts as the numbers do, and never begins with 0xFF.
inline void put_sorting_number(std::string& out, std::uint32_t number) {
  if (number < 0x8000) {
    out.push_back(static_cast<char>(number >> 8));
    out.push_back(static_cast<char>(number));
    return;
  }
  const auto length = static_cast<unsigned>(std::bit_width(number) + 5) / 7;
  const std::uint64_t marked =
      number | (std::uint64_t{0xFFU << (10 - length) & 0xFFU} << (8 * (length - 1)));
  for (unsigned i = length; i-- > 0;) out.push_back(static_cast<char>(marked >> (8 * i)));
}

/// A term as keys begin with it: every NUL byte is followed by 0xFF, so that a key that goes on
/// behind the term sorts before those of longer terms.
inline void put_key_term(std::string& out, std::string_view term) {
  for (const char c : term) {
    out.push_back(c);
    if (c == '\0') out.push_back('\xFF');
  }
}

}  // namespace dateline
