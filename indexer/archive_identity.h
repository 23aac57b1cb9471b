// SPDX-License-Identifier: GPL-2.0-or-later
//
// Keeps in the archive which of its names are one person (common/identity_map.h), from all names
// that its articles have and the user's corrections. The result depends on what the archive holds,
// never on the order in which it came. Names are compared only with those that sound alike, so that
// a change of some articles touches the persons of a few names: the archive remembers which names
// those are (schema.h, keys::name_block). Beside the table it keeps what a searcher of several
// archives needs to work out the same from all of them (name_pages.h), and the words of the names.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dateline {

/// The persons' names whose counts a change of the archive touches, by ordinal.
class TouchedNames {
 public:
  /// Those of an article that comes or goes.
  void add(const Xapian::Document& article);
  /// Those of all articles of a database.
  void add_all(const Xapian::Database& database);

  const std::set<std::uint32_t>& ordinals() const { return ordinals_; }

 private:
  void add_record(const std::string& facets);
  std::set<std::uint32_t> ordinals_;
};

/// Names that only the user's corrections know become the archive's; these with their ordinals.
using AddedNames = std::vector<std::pair<std::uint32_t, std::string>>;

/// Makes all that agree with an archive in which the counts of `touched` have changed, as
/// write_identities() would; the caller commits.
AddedNames update_identities(Xapian::WritableDatabase& database, const TouchedNames& touched);

/// Computes the table anew and puts it into `database`; the caller commits. For changed
/// corrections.
AddedNames write_identities(Xapian::WritableDatabase& database);

}  // namespace dateline
