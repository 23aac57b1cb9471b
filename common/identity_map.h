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

  IdentityMap() = default;
  /// `persons[ordinal]` is the ordinal of the canonical name, or kDropped.
  explicit IdentityMap(std::vector<std::uint32_t> persons) : persons_(std::move(persons)) {}
  explicit IdentityMap(SharedTable<std::uint32_t> persons) : persons_(std::move(persons)) {}

  /// The canonical name of the person who bears this name, or kDropped.
  std::uint32_t person(std::uint32_t name) const {
    return name < persons_.size() ? persons_[name] : name;
  }

  const SharedTable<std::uint32_t>& persons() const { return persons_; }

  /// All names of the person with this canonical name, itself among them.
  std::vector<std::uint32_t> names_of(std::uint32_t person) const;

  std::string pack() const;
  /// Nothing for bytes that are no such value.
  static std::optional<IdentityMap> unpack(std::string_view bytes);

 private:
  SharedTable<std::uint32_t> persons_;
};

}  // namespace dateline
