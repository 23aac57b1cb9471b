// SPDX-License-Identifier: GPL-2.0-or-later
//
// --check: whether an archive is whole. First Xapian's own check of the files, then what every
// document must keep: its article decodes, its id is its alone, its facets' numbers have names,
// its word sequence has as many words as its terms count.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dateline {

struct CheckReport {
  std::uint64_t articles = 0;
  std::vector<std::string> faults;  ///< the first of them
  std::uint64_t fault_count = 0;
};

/// Throws Error where there is no archive, or one of another schema. Damage that keeps Xapian from
/// reading on is a fault, not an error.
CheckReport check_archive(const std::string& path);

}  // namespace dateline
