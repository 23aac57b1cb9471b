// SPDX-License-Identifier: GPL-2.0-or-later
//
// What an archive keeps of its persons' names for whoever works out who is who: so many of them in
// one value, by ordinal, that all can be read from a server in a few messages. Names stand apart
// from counts (schema.h, keys::name_page and name_count_page), because most additions change counts
// of many names and bring few new ones.
//
// Format: of each name, twice the size of its text plus one for a known person's, and the text;
// after a known one the country as a text. Of counts varints. Sizes are varints too. An ordinal
// that is not in use has an empty name.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/identity/person_identity.h"

namespace dateline {

inline constexpr std::uint32_t kNamesInPage = 16'384;

std::string pack_names(std::span<const NameFacts> names);
std::string pack_name_counts(std::span<const NameFacts> names);

/// Appends the names of a page to `into`; false for bytes that are no page and its counts.
bool unpack_name_page(std::string_view names, std::string_view counts,
                      std::vector<NameFacts>& into);

}  // namespace dateline
