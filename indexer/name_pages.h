// SPDX-License-Identifier: GPL-2.0-or-later
//
// The pages of persons' names in an archive (common/identity/name_facts.h) while it is changed:
// those that are asked for are read, and those that have changed are written.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "common/identity/name_facts.h"

namespace dateline {

class NamePages {
 public:
  explicit NamePages(Xapian::WritableDatabase& database) : database_(database) {}

  /// In how many articles the name was; nothing for one that no page has yet.
  std::optional<std::uint64_t> articles(std::uint32_t ordinal);

  void set(std::uint32_t ordinal, const NameFacts& facts);

  void write();

 private:
  struct Page {
    std::vector<NameFacts> names;
    bool names_changed = false;
    bool counts_changed = false;
  };
  Page& page_of(std::uint32_t ordinal);

  Xapian::WritableDatabase& database_;
  std::map<std::uint32_t, Page> pages_;
};

}  // namespace dateline
