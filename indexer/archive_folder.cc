// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/archive_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "common/error.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

std::string displaced_in(const std::string& workshop) {
  return workshop + "/displaced";
}

}  // namespace

ArchiveLock::ArchiveLock(const std::string& folder, const std::string& archive)
    : path_(folder + "/lock") {
  for (;;) {
    file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file_ < 0) throw Error("cannot create " + path_ + ": " + system_reason());
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
      ::close(file_);
      throw Error("the database " + archive + " is being written by another indexer",
                  "wait for it to finish, then run the command again", ExitCode::kLocked);
    }
    // The holder before us may have removed the file between our open and our lock.
    struct stat opened {};
    struct stat named {};
    if (::fstat(file_, &opened) == 0 && ::stat(path_.c_str(), &named) == 0 &&
        opened.st_ino == named.st_ino)
      return;
    ::close(file_);
    fs::create_directories(folder);
  }
}

ArchiveLock::~ArchiveLock() {
  ::unlink(path_.c_str());
  ::close(file_);
}

void exchange_folders(const std::string& made, const std::string& archive,
                      const std::string& workshop) {
  if (::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, archive.c_str(), RENAME_EXCHANGE) == 0) {
    fs::remove_all(made);
    return;
  }
  // A file system that cannot exchange: for a moment there is no archive.
  const std::string displaced = displaced_in(workshop);
  fs::rename(archive, displaced);
  fs::rename(made, archive);
  fs::remove_all(displaced);
}

void restore_displaced(const std::string& archive, const std::string& workshop) {
  const std::string displaced = displaced_in(workshop);
  if (!fs::exists(archive) && fs::exists(displaced)) fs::rename(displaced, archive);
  fs::remove_all(displaced);
}

}  // namespace dateline
