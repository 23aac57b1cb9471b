// SPDX-License-Identifier: GPL-2.0-or-later
//
// The user's corrections of names: a plain text file, one statement a line.
//
//     # comment; blank lines are fine
//     alias Sergei Lavrov = Sergej Lawrow; S. V. Lavrov
//     merge Muhammad Tarek = Mohamed Tarik
//     split Karl Petrik = Carl Petrick
//     drop  Le Bourget
//
// alias  the names on the right mean the person on the left, who is called just so.
// merge  all names of the person on the right are the left one's; as alias, but for the whole
//        person, with the spellings that were joined to it.
// split  the two names are never one person, however alike.
// drop   this is no person's name.
// Names match whatever their case, diacritics and hyphens. The order of the lines is no matter.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace dateline {

/// Keys are normal forms (name_key.h); targets are as the user spelt them.
struct NameCorrections {
  std::map<std::string, std::string, std::less<>> aliases;
  std::map<std::string, std::string, std::less<>> merges;
  std::set<std::pair<std::string, std::string>> splits;  ///< both orders
  std::set<std::string, std::less<>> drops;

  bool keeps_apart(const std::string& a, const std::string& b) const {
    return splits.count({a, b}) > 0;
  }

  /// Takes in those of another file; where one contradicts, what is here stays.
  void add(const NameCorrections& other);
};

/// Throws Error, naming line and cure, for an unknown statement, a missing name, one name sent to
/// two persons, or a circle. `path` is for these messages.
NameCorrections parse_names_file(std::string_view text, std::string_view path);

/// Reads the file; throws Error if it cannot be read.
NameCorrections read_names_file(const std::string& path);

}  // namespace dateline
