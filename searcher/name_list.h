// SPDX-License-Identifier: GPL-2.0-or-later
//
// --list: the names that the archive holds, with their counts and what else they go by.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/formatter.h"
#include "searcher/index.h"

namespace dateline {

struct ListedName {
  std::string value;
  std::uint64_t count = 0;  ///< articles
  std::vector<std::string>
      aliases;  ///< a person's other names here, a country's name and adjectives
};

/// The values of a field (person, country, about, source, lang) of which one name holds `pattern`,
/// whatever its case and diacritics; commonest first. Throws Error for a field without a list.
std::vector<ListedName> list_names(const Index& index, const std::string& field,
                                   const std::string& pattern);

/// In any format; as text one a line: count, value and aliases, separated by tabs.
void print_names(const std::vector<ListedName>& names, std::string_view format,
                 const FormatOptions& options, std::ostream& out);

}  // namespace dateline
