// SPDX-License-Identifier: GPL-2.0-or-later
//
// The folder of an archive, PATH, and the one beside it in which an indexer works, PATH.indexing:
// who may write, and how a folder that was made there takes the place of the archive.
#pragma once

#include <string>

namespace dateline {

/// The lock of PATH.indexing, held by the open file: it ends with the process, however that ends.
class ArchiveLock {
 public:
  /// `folder` exists. Throws Error (ExitCode::kLocked) where another indexer has the archive.
  ArchiveLock(const std::string& folder, const std::string& archive);
  ArchiveLock(const ArchiveLock&) = delete;
  ArchiveLock& operator=(const ArchiveLock&) = delete;
  ~ArchiveLock();

 private:
  const std::string path_;
  int file_ = -1;
};

/// Puts the folder `made` in the place of the archive, in one step where the file system can, and
/// removes what stood there.
void exchange_folders(const std::string& made, const std::string& archive,
                      const std::string& workshop);

/// Puts the archive back where a process died in the middle of exchange_folders().
void restore_displaced(const std::string& archive, const std::string& workshop);

}  // namespace dateline
