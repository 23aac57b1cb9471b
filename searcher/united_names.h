// SPDX-License-Identifier: GPL-2.0-or-later
//
// The names of several archives that are searched as one. Each numbers its names by itself and has
// its own mind about which are one person; here equal names get one number, and one mind is made
// of all:
//   a name means the person that all parts which have it say, or may say: a part that leaves a name
//   alone because it lacks the other name has no say;
//   where parts differ all the same, the name stays its own person;
//   a person is called as the part says in which he is mentioned most.
// One archive of all articles would decide by the same rules from the counts of all, so that it
// can differ from this in names whose rank is close.
//
// Names are compared by their hashes (schema.h, name_hash), so that none need be read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/identity_map.h"
#include "common/schema.h"
#include "common/shared_table.h"
#include "searcher/archive_parts.h"

namespace dateline {

/// The place of a kind in kDictionaries.
constexpr std::size_t dictionary_place(Dictionary kind) {
  std::size_t place = 0;
  while (kDictionaries[place] != kind) ++place;
  return place;
}

/// For each kind, what its numbers are in the archive as a whole.
using NameTables = std::array<SharedTable<std::uint32_t>, kDictionaries.size()>;

/// What the numbers of one part are in the archive as a whole.
struct PartNumbers {
  IdentityMap persons;  ///< a name of the part to a person of the archive
  NameTables names;     ///< empty: the same

  std::uint32_t united(Dictionary kind, std::uint32_t number) const {
    const auto& table = names[dictionary_place(kind)];
    return number < table.size() ? table[number] : number;
  }
};

/// Where a name is found: a part, and its number there.
struct NameHome {
  std::uint32_t part = 0;
  std::uint32_t number = 0;
};

struct UnitedNames {
  std::vector<PartNumbers> parts;
  std::array<SharedTable<NameHome>, kDictionaries.size()> homes;  ///< of each, by its number
  IdentityMap persons;                                            ///< of the archive's own numbers
};

/// `identities`: each part's own.
UnitedNames unite_names(const std::vector<Part>& parts, const std::vector<IdentityMap>& identities);

}  // namespace dateline
