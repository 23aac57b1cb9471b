// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the indexer says while it works and at the end, on standard error: notes, rejected records,
// progress, the last line. Safe to call from many threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <fstream>
#include <mutex>
#include <string>
#include <string_view>

#include "indexer/article_reader.h"
#include "indexer/options.h"

namespace dateline {

/// What became of the records that were read.
struct IndexingCounts {
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t rejected = 0;
  std::uint64_t bytes = 0;    ///< of title and text
  std::uint64_t grouped = 0;  ///< of the new and updated, the copies of an earlier one

  IndexingCounts& operator+=(const IndexingCounts& other);
};

class Reporter {
 public:
  /// Throws Error where the file of --rejects cannot be written.
  Reporter(ProgressStyle style, const std::string& rejects, bool quiet);

  void note(std::string_view text);
  void reject(const BadRecord& record);
  /// Shows progress where it is time to.
  void progress(const IndexingCounts& counts);
  /// The last line. `interrupted`: the run was stopped before the end.
  void finish(const IndexingCounts& counts, bool interrupted);

 private:
  using Clock = std::chrono::steady_clock;
  void clear_bar();
  double seconds() const;

  ProgressStyle style_;
  const bool quiet_;
  const Clock::time_point start_ = Clock::now();
  std::mutex mutex_;
  std::ofstream rejects_;
  Clock::time_point shown_ = start_;
  bool bar_is_shown_ = false;
};

}  // namespace dateline
