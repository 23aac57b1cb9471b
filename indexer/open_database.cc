// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/open_database.h"

#include <exception>
#include <mutex>
#include <vector>

namespace dateline {
namespace {

/// Keeps it until the process ends, and never destroys it.
void abandon(Xapian::WritableDatabase* database) {
  static std::mutex mutex;
  static auto* const abandoned = new std::vector<Xapian::WritableDatabase*>;
  const std::lock_guard lock(mutex);
  abandoned->push_back(database);
}

}  // namespace

OpenDatabase::OpenDatabase(const std::string& path, int flags)
    : failures_(std::uncaught_exceptions()),
      database_(std::make_unique<Xapian::WritableDatabase>(path, flags)) {}

OpenDatabase::~OpenDatabase() {
  if (std::uncaught_exceptions() > failures_) abandon(database_.release());
}

}  // namespace dateline
