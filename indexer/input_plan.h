// SPDX-License-Identifier: GPL-2.0-or-later
//
// Which of the files that the user names must be read. One that the archive remembers with the
// same size and time, or else with the same content, is skipped, unless other options read it
// otherwise. One that it remembers under another path has moved (moved_files.h).
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/catalogue.h"
#include "indexer/input_files.h"
#include "indexer/input_record.h"
#include "indexer/options.h"
#include "indexer/reporter.h"

namespace dateline {

struct InputFile {
  std::string path;      ///< absolute
  std::string given;     ///< as this run names it
  std::string named;     ///< InputRecord::named
  std::string shown;     ///< InputRecord::shown
  bool regular = false;  ///< can be remembered; standard input and pipes cannot
  bool known = false;    ///< is remembered
  std::uint64_t size = 0;
  std::int64_t modified = 0;  ///< as InputRecord has it
};

struct InputPlan {
  std::vector<InputFile> files;      ///< to be read, in the order in which they were named
  std::uint64_t bytes = 0;           ///< their size, as far as it is known
  std::vector<InputRecord> touched;  ///< skipped for their content: the time to remember
  std::vector<std::string> gone;     ///< paths of records, to be forgotten
  std::vector<MovedFile> moved;      ///< of which the archive has another path
  IndexingCounts skipped;            ///< what is in the files that are skipped; those that moved
};

/// All of `paths`, nothing known of them.
InputPlan plan_to_read(const std::vector<std::string>& paths);

/// The plan of a run with `options` over `paths`, the files that options.paths stand for. Files
/// that are gone are found below options.paths, with --prune only. Where `stop` becomes true, what
/// was not yet looked at is to be read. Throws Error as gone_files() does.
InputPlan plan_inputs(const IndexerOptions& options, const std::vector<std::string>& paths,
                      const Catalogue& catalogue, const std::atomic<bool>& stop);

/// InputRecord::settings.
std::uint64_t hash_of_settings(const IndexerOptions& options);

/// Size and time as they are now. `folder`: the working folder.
InputFile look_at(const std::string& path, const std::string& folder = working_folder());

}  // namespace dateline
