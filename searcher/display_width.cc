// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/display_width.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>

#include "common/utf8.h"

namespace dateline {
namespace {

std::size_t character_width(UChar32 c) {
  constexpr std::int32_t kUnseen = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK;
  constexpr UChar32 kSoftHyphen = 0xAD;  // terminals show it
  if (c == kSoftHyphen) return 1;
  if ((U_MASK(u_charType(c)) & kUnseen) != 0) return 0;
  const int kind = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return kind == U_EA_WIDE || kind == U_EA_FULLWIDTH ? 2 : 1;
}

/// Of a well-formed sequence of two bytes or more.
UChar32 code_point(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence[0]);
  UChar32 c = first & (0x7F >> sequence.size());
  for (const char byte : sequence.substr(1)) c = c << 6 | (static_cast<unsigned char>(byte) & 0x3F);
  return c;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, utf8_length_at(text, at));
    if (length == 1)
      ++width;
    else
      width += character_width(code_point(text.substr(at, length)));
    at += length;
  }
  return width;
}

}  // namespace dateline
