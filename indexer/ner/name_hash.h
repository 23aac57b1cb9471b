// SPDX-License-Identifier: GPL-2.0-or-later
//
// The 64-bit hashes that stand for words and features in the name model. They are part of the
// model's format: a change here needs a new model.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dateline {

static_assert(std::endian::native == std::endian::little, "the name model is little-endian");

/// Mixes `value` into `seed`: one multiplication to 128 bits, folded (as in wyhash).
inline std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(seed ^ 0x9E3779B97F4A7C15ULL) *
                       static_cast<Wide>(value ^ 0xE7037ED1A0B428DBULL);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t hash_bytes(std::string_view bytes) {
  std::uint64_t hash = bytes.size() + 1;
  while (bytes.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    hash = mix(hash, word);
    bytes.remove_prefix(8);
  }
  std::uint64_t rest = 0;
  if (!bytes.empty()) std::memcpy(&rest, bytes.data(), bytes.size());
  return mix(mix(hash, rest), 0x8EBC6AF09C88C6E3ULL);
}

/// The slot at which the search for `hash` begins in a table of `slots`: uniform, without division.
inline std::uint32_t first_slot(std::uint64_t hash, std::uint32_t slots) {
  return static_cast<std::uint32_t>(((hash >> 32) * slots) >> 32);
}

/// What a table stores of `hash`; 0 marks an empty slot.
inline std::uint32_t fingerprint(std::uint64_t hash) {
  const auto low = static_cast<std::uint32_t>(hash);
  return low == 0 ? 1 : low;
}

}  // namespace dateline
