// SPDX-License-Identifier: GPL-2.0-or-later
//
// Writes the open-addressing tables that the name model is searched by.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "indexer/ner/name_hash.h"

namespace dateline {

/// Chooses a slot for each hash: result[slot] is the index of its hash, or -1. Three quarters of
/// the slots are used. Of hashes that share slot range and fingerprint the first one is found.
inline std::vector<std::int64_t> place_in_slots(const std::vector<std::uint64_t>& hashes) {
  const std::size_t slots = hashes.size() * 4 / 3 + 1;
  std::vector<std::int64_t> table(slots, -1);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    std::size_t slot = first_slot(hashes[i], static_cast<std::uint32_t>(slots));
    while (table[slot] >= 0) slot = slot + 1 == slots ? 0 : slot + 1;
    table[slot] = static_cast<std::int64_t>(i);
  }
  return table;
}

}  // namespace dateline
