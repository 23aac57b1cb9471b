// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

/// The 32-bit hash under which word sequences hold an exact word (FNV-1a, 64 bits, folded to 32).
/// On disk: never change it.
constexpr std::uint32_t word_hash(std::string_view exact) {
  std::uint64_t h = 0xCBF29CE484222325U;
  for (const char c : exact) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return static_cast<std::uint32_t>(h ^ (h >> 32));
}

}  // namespace dateline
