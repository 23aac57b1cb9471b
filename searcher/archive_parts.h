// SPDX-License-Identifier: GPL-2.0-or-later
//
// The databases that are searched as one archive: folders on this machine, and databases that
// xapian-tcpsrv serves from others. Each is an archive of Dateline's in its own right, and holds
// articles that no other holds.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "searcher/full_terms.h"

namespace dateline {

/// What a user asks to be searched.
struct ArchiveAddress {
  /// Each a folder, HOST:PORT, or a file that lists such (Xapian's stub files).
  std::vector<std::string> names;
  unsigned timeout_ms = 30'000;  ///< in which a part on another machine must answer each time
  bool partial = false;          ///< to do without parts that do not answer

  /// For messages.
  std::string name() const;
};

struct Part {
  std::string name;
  Xapian::Database database;
  bool remote = false;
  std::shared_ptr<FullTerms> full_terms;
};

struct OpenedParts {
  std::vector<Part> parts;
  std::vector<std::string> missing;  ///< names of those that did not answer
};

/// What an answer says of a part that it lacks.
std::string note_of_missing(const std::string& part);

/// Throws Error for one that is no archive of Dateline's, or of another schema; and for one that
/// does not answer (PartLost), unless the address is content with the others.
OpenedParts open_parts(const ArchiveAddress& address);

}  // namespace dateline
