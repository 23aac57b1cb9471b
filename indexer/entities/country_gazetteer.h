// SPDX-License-Identifier: GPL-2.0-or-later
//
// Finds the longest name of the gazetteer that begins at a word. A name is a path of word keys in
// one hash table: each of its beginnings is a node, so that a search stops at the first word that
// no name goes on with.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/entities/country_table.h"

namespace dateline {

class CountryGazetteer {
 public:
  static constexpr std::uint32_t kNoPlace = 0xFFFFFFFF;

  /// A name, or the beginning of one.
  struct Node {
    std::uint64_t hash = 0;
    std::uint32_t place = kNoPlace;  ///< of CountryTable::places
    std::uint16_t capitals = 0;      ///< bit n: its word n must begin with a capital
    bool goes_on = false;
  };

  explicit CountryGazetteer(const CountryTable& table);

  /// The node of a phrase (see extend_place_hash), or null.
  const Node* find(std::uint64_t hash) const {
    for (std::size_t slot = hash & mask_;; slot = (slot + 1) & mask_) {
      if (nodes_[slot].hash == hash) return &nodes_[slot];
      if (nodes_[slot].hash == 0) return nullptr;
    }
  }

  /// Whether a name may begin with this word in lower case ("two Koreas").
  bool begins_lower(std::uint64_t word) const {
    for (const std::uint64_t known : lower_starts_)
      if (known == word) return true;
    return false;
  }

 private:
  void add(std::string_view name, std::uint32_t place, std::vector<std::string_view>& words);
  Node& insert(std::uint64_t hash);

  std::vector<Node> nodes_;
  std::size_t mask_ = 0;
  std::vector<std::uint64_t> lower_starts_;
};

}  // namespace dateline
