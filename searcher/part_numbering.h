// SPDX-License-Identifier: GPL-2.0-or-later
//
// How documents are numbered over several databases that are searched as one: in turns, as Xapian
// itself numbers them.
#pragma once

#include <xapian.h>

#include <cstddef>

namespace dateline {

/// The part that holds the document of that number in all.
inline std::size_t part_of(Xapian::docid id, std::size_t parts) {
  return (id - 1) % parts;
}

inline Xapian::docid id_in_part(Xapian::docid id, std::size_t parts) {
  return (id - 1) / static_cast<Xapian::docid>(parts) + 1;
}

inline Xapian::docid id_in_all(Xapian::docid id, std::size_t part, std::size_t parts) {
  return static_cast<Xapian::docid>((id - 1) * parts + part + 1);
}

}  // namespace dateline
