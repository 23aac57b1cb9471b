// SPDX-License-Identifier: GPL-2.0-or-later
//
// Which names are one person. Articles keep the names as they were resolved, for good; who bears
// them is said here, in one value of the index's metadata, so that joining, splitting and the
// user's corrections change this value and no article.
//
// Format: varints. For each name that is not its own person, ascending by ordinal: the ordinal less
// the one before, then 0 where the user dropped the name, else 1 + the ordinal of the person's
// canonical name.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/shared_table.h"

namespace dateline {

class IdentityMap {
 public:
  /// Stands for a name that is no person.
  static constexpr std::uint32_t kDropped = UINT32_MAX;

  /// Which of 64 names in a row are not their own persons, and how many of those before are not:
  /// few are others, so that the map of a large archive touches little memory.
  struct Block {
    std::uint32_t low = 0;  ///< bits of the first 32
    std::uint32_t high = 0;
    std::uint32_t before = 0;

    std::uint64_t bits() const { return std::uint64_t{high} << 32 | low; }
  };

  IdentityMap() = default;
  /// `persons[ordinal]` is the ordinal of the canonical name, or kDropped.
  explicit IdentityMap(const std::vector<std::uint32_t>& persons);
  /// Those of another map.
  IdentityMap(SharedTable<Block> blocks, SharedTable<std::uint32_t> others)
      : blocks_(std::move(blocks)), others_(std::move(others)) {}

  /// The canonical name of the person who bears this name, or kDropped.
  std::uint32_t person(std::uint32_t name) const {
    if (name / 64 >= blocks_.size()) return name;
    const Block& block = blocks_[name / 64];
    const std::uint64_t bits = block.bits() >> (name % 64);
    if ((bits & 1) == 0) return name;
    const auto behind =
        static_cast<std::uint32_t>(std::popcount(block.bits()) - std::popcount(bits));
    return others_[block.before + behind];
  }

  const SharedTable<Block>& blocks() const { return blocks_; }
  /// The persons of the names that are not their own.
  const SharedTable<std::uint32_t>& others() const { return others_; }

  /// Whether person() finds a person for each name, whatever made the tables.
  bool is_sound() const;

  /// All names of the person with this canonical name, itself among them.
  std::vector<std::uint32_t> names_of(std::uint32_t person) const;

  std::string pack() const;
  /// Nothing for bytes that are no such value.
  static std::optional<IdentityMap> unpack(std::string_view bytes);

 private:
  struct Other {
    std::uint32_t name = 0;
    std::uint32_t person = 0;
  };
  /// `others` ascending by name.
  explicit IdentityMap(const std::vector<Other>& others);
  std::vector<Other> all_others() const;

  SharedTable<Block> blocks_;
  SharedTable<std::uint32_t> others_;
};

}  // namespace dateline
