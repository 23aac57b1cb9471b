// SPDX-License-Identifier: GPL-2.0-or-later
//
// The one place where Xapian's exceptions, which are no std::exception, become our Error.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"

namespace dateline {

/// An indexer has written over what was being read: to open the database again and to begin anew
/// helps.
class ArchiveChanged : public Error {
 public:
  using Error::Error;
};

/// A database on another machine does not answer, or no longer.
class PartLost : public Error {
 public:
  using Error::Error;
};

/// Inside a catch block for Xapian::Error: throws the Error that says what to do about it.
/// `path` is the database that was in use.
[[noreturn]] void rethrow_xapian_error(const std::string& path);

/// The Error for a database of which Xapian, or we, could not make sense.
[[noreturn]] void throw_damaged(const std::string& path, const std::string& why);

/// For the indexer, which alone writes, to `path`: from now on it ends with ExitCode::kFailed, and
/// says why, where Xapian fails while it fails already: on a full disk, or over damage, a
/// destructor of its own throws, which std::terminate would answer with a crash. What was stored is
/// as safe as after kill -9. Call once.
void end_clearly_where_xapian_gives_up(const std::string& path);

/// While it lives, and for good where an exception ends it, a crash of the process ends with a
/// message and ExitCode::kFailed. The message names both causes there are: over some damaged blocks
/// Xapian writes past its memory, and the process breaks there or later; or this program has a
/// fault. The core dump that the system would make is made all the same. One at a time; signals
/// that have a handler, such as a sanitizer's, are left alone.
class CrashNotice {
 public:
  explicit CrashNotice(const std::string& path);
  CrashNotice(const CrashNotice&) = delete;
  CrashNotice& operator=(const CrashNotice&) = delete;
  ~CrashNotice();

 private:
  const int failures_;  // under way when it was made
  std::vector<int> signals_;
};

/// Calls `use`, which works on the database at `path`, and translates what Xapian throws.
template <typename Use>
decltype(auto) with_xapian(const std::string& path, Use&& use);

}  // namespace dateline

#include <xapian.h>

template <typename Use>
decltype(auto) dateline::with_xapian(const std::string& path, Use&& use) {
  try {
    return std::forward<Use>(use)();
  } catch (const Xapian::Error&) {
    rethrow_xapian_error(path);
  } catch (const std::length_error& error) {  // a damaged length that Xapian took for true
    throw_damaged(path, error.what());
  }
}
