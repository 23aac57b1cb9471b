// SPDX-License-Identifier: GPL-2.0-or-later
//
// Numbers the names that facets count: persons, countries, sources, languages. One for the whole
// run, shared by all threads; the numbers of names that the index holds already stay as they are.
// Which new name gets which number depends on timing; nothing that a user sees depends on it.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "common/schema.h"

namespace dateline {

class NameDictionary {
 public:
  /// Takes over a name that the index numbered earlier.
  void restore(Dictionary kind, std::string name, std::uint32_t ordinal);

  /// The number of a name, a new one where it has none.
  std::uint32_t ordinal(Dictionary kind, const std::string& name);

 private:
  struct Names {
    std::unordered_map<std::string, std::uint32_t> ordinals;
    std::uint32_t next = 0;
  };
  Names& names(Dictionary kind);

  std::mutex mutex_;
  std::array<Names, 4> names_;
};

}  // namespace dateline
