// SPDX-License-Identifier: GPL-2.0-or-later
//
// A database while it is written. Where an exception ends the work the database is left as it was
// committed last, as by a process that is killed, and what was opened stays open until the process
// ends: Xapian's destructor would go on working on what failed, and over damaged blocks it crashes.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>

namespace dateline {

class OpenDatabase {
 public:
  OpenDatabase(const std::string& path, int flags);
  OpenDatabase(const OpenDatabase&) = delete;
  OpenDatabase& operator=(const OpenDatabase&) = delete;
  ~OpenDatabase();

  Xapian::WritableDatabase& operator*() { return *database_; }
  Xapian::WritableDatabase* operator->() { return database_.get(); }

 private:
  const int failures_;  // under way when it was opened
  std::unique_ptr<Xapian::WritableDatabase> database_;
};

}  // namespace dateline
