// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the indexer says while it works and at the end, on standard error: notes, rejected records,
// progress, the last line. Safe to call from many threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "indexer/article_reader.h"
#include "indexer/options.h"

namespace dateline {

/// What became of the records that were read. The archive has `added - pruned - forgotten` more
/// articles after a run than before.
struct IndexingCounts {
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t kept = 0;         ///< changed, but the archive's were to stay (--update never)
  std::uint64_t pruned = 0;       ///< whose file or record is gone
  std::uint64_t forgotten = 0;    ///< by --forget
  std::uint64_t left_out = 0;     ///< met again, but forgotten before
  std::uint64_t overwritten = 0;  ///< read, but a later one of this run has their id
  std::uint64_t moved = 0;        ///< files
  std::uint64_t rejected = 0;
  std::uint64_t warned = 0;   ///< of those that were taken or unchanged
  std::uint64_t bytes = 0;    ///< of title and text
  std::uint64_t read = 0;     ///< bytes of files
  std::uint64_t grouped = 0;  ///< of the new and updated, the copies of an earlier one

  IndexingCounts& operator+=(const IndexingCounts& other);
};

class Reporter {
 public:
  /// Throws Error where the file of --rejects cannot be written.
  Reporter(ProgressStyle style, const std::string& rejects, bool quiet);

  void note(std::string_view text);
  /// Of many of a kind in one file, the first are shown and the others counted; --rejects lists
  /// all.
  void reject(const BadRecord& record);
  /// What was wrong with an article that was taken.
  void warn(const std::string& path, std::uint64_t line, const Warning& warning);
  void end_of_file();

  /// How many bytes of files are to be read; 0: not known.
  void set_total(std::uint64_t bytes) { total_ = bytes; }
  /// Shows progress where it is time to.
  void progress(const IndexingCounts& counts);
  /// The last line. `interrupted`: the run was stopped before the end.
  void finish(const IndexingCounts& counts, bool interrupted);

 private:
  using Clock = std::chrono::steady_clock;
  void clear_bar();
  double seconds() const;
  void list(const std::string& path, std::uint64_t line, std::string_view reason,
            std::string_view detail);
  bool is_shown(std::string_view reason, const std::string& path);

  ProgressStyle style_;
  const bool quiet_;
  const Clock::time_point start_ = Clock::now();
  std::uint64_t total_ = 0;
  std::mutex mutex_;
  std::ofstream rejects_;
  Clock::time_point shown_ = start_;
  bool bar_is_shown_ = false;
  std::string path_;                                        ///< of the file at hand
  std::map<std::string, std::uint64_t, std::less<>> said_;  ///< by reason, of that file
};

/// "12 new, 3 updated, 500 unchanged, 1 rejected", and what else there is to say.
std::string summary(const IndexingCounts& counts);

}  // namespace dateline
