// SPDX-License-Identifier: GPL-2.0-or-later
//
// The names of several archives that are searched as one. Each numbers its names by itself; here
// equal names get one number. Who is who is worked out from the counts of all, by the rules by
// which an indexer does it (common/identity/person_identity.h), so that the parts of an archive
// answer as the whole would: what each says of its own is not asked.
//
// Corrections of the parts are united: as a rule all have the same. Where they differ, what one
// says counts for all; where one says that a name means one person and another says another, the
// text that sorts first is believed, whatever the order of the parts.
//
// Names of persons are read in pages (name_facts.h), the other kinds are compared by their hashes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/identity/person_identity.h"
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
  /// Names, each with a NUL after it, by which only corrections call a person, and which no part
  /// has: their homes are in the part after the last, at the place of their first byte.
  SharedTable<char> added;
};

/// What a part has of its persons' names, by its numbers. Throws Error where it is damaged.
std::vector<NameFacts> read_name_facts(const Part& part);

UnitedNames unite_names(const std::vector<Part>& parts);

}  // namespace dateline
