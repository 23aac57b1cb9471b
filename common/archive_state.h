// SPDX-License-Identifier: GPL-2.0-or-later
//
// Which archive it is, and in which state: what a number that is quoted must come with. While the
// state is the same, the same words give the same numbers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace dateline {

class JsonWriter;

struct ArchiveState {
  std::string id;     ///< random, made with the archive; copies, merges and upgrades keep it
  std::string state;  ///< sixteen hexadecimal digits
};

/// Of one database, or of several that are searched as one, in any order. The state changes with
/// the articles, their stories, the user's corrections, the schema, and the versions of this
/// program and of the libraries that find words.
ArchiveState archive_state(const std::vector<Xapian::Database>& parts);

/// So many random hexadecimal digits, for an id or a stamp.
std::string random_digits(std::size_t count);

/// Adds the members "archive_id" and "state" to the object that is open.
void write_state(JsonWriter& json, const ArchiveState& state);

}  // namespace dateline
