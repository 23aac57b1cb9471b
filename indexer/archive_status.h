// SPDX-License-Identifier: GPL-2.0-or-later
//
// --status: what an archive holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/archive_state.h"
#include "common/date.h"

namespace dateline {

struct ArchiveStatus {
  std::string path;
  ArchiveState state;
  std::string part;  ///< "2/4"; "" where it takes all articles
  std::uint64_t articles = 0;
  std::uint64_t undated = 0;  ///< of them
  std::optional<Date> first;
  std::optional<Date> last;
  std::vector<std::pair<std::string, std::uint64_t>> sources;    ///< with articles, most first
  std::vector<std::pair<std::string, std::uint64_t>> languages;  ///< likewise
  std::uint64_t files = 0;                                       ///< that need not be read again
  std::uint64_t size = 0;                                        ///< bytes on disk
  std::string updated;   ///< when articles last changed, ISO 8601 UTC
  std::string last_run;  ///< when, and the run's last line
  bool at_work = false;  ///< an indexer is, or was killed: its folder is there
};

/// Throws Error where there is no archive, or one of another schema.
ArchiveStatus read_status(const std::string& path);

/// Lines of text for the user.
std::string status_text(const ArchiveStatus& status);
/// One JSON object on one line.
std::string status_json(const ArchiveStatus& status);

}  // namespace dateline
