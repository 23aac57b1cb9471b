// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/unusable_database.h"

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>

#include "common/error.h"
#include "common/schema.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void throw_unreadable(const std::string& path, const std::string& reason) {
  throw Error("cannot read " + path + ": " + reason,
              "'ls -ld " + path + "' shows whose it is and who may read it");
}

/// Throws Error where a file in the folder of a database cannot be read.
void check_readable(const std::string& path) {
  std::error_code error;
  fs::directory_iterator entries(path, error);
  if (error) throw_unreadable(path, error.message());
  for (const auto& entry : entries)
    if (entry.is_regular_file(error) && !std::ifstream(entry.path()))
      throw_unreadable(entry.path().string(), system_reason());
}

/// 0 for what is no number.
std::uint32_t number_of(const std::string& version) {
  std::uint32_t number = 0;
  std::from_chars(version.data(), version.data() + version.size(), number);
  return number;
}

}  // namespace

void throw_unopenable(const std::string& path, const std::string& reason) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found)
    throw Error("there is no database at " + path,
                "make one with 'indexer --db " + path + " PATH...'");
  if (error) throw_unreadable(path, error.message());
  if (!fs::is_directory(status))
    throw Error(path + " is a file, and a database is a folder",
                "name a database with --db; 'indexer --db PATH ...' makes one");
  check_readable(path);
  if (fs::is_empty(path, error))
    throw Error("the folder " + path + " is empty: it holds no database yet",
                "fill it with 'indexer --db " + path + " PATH...'");
  constexpr const char* kMark = "iamglass";  // the file that a database of Xapian's is told by
  if (!fs::exists(fs::path(path) / kMark, error))
    throw Error("the folder " + path + " holds no database",
                "name another with --db; 'indexer --db PATH ...' makes one");
  const bool lacking = reason == std::generic_category().message(ENOENT);
  throw Error(lacking ? "the database " + path + " lacks a file"
                      : "cannot open the database " + path + ": " + reason,
              "restore it from a copy or index the archive again");
}

void check_schema_version(const std::string& version, const std::string& name, bool remote) {
  const std::string ours = std::to_string(kSchemaVersion);
  if (version == ours) return;
  if (version.empty())
    throw Error(name + " is a database of another program's",
                "name another with --db; 'indexer --db PATH ...' makes one");
  const std::uint32_t number = number_of(version);
  if (number == 0 || number > kSchemaVersion)
    throw Error("the database " + name + " has schema version " + version +
                    ", newer than this program's " + ours,
                "use the version of Dateline that made it, or a newer one");
  std::string hint = "index the archive again under another name";
  if (number >= kOldestUpgradable)
    hint = "'indexer --upgrade --db " +
           (remote ? "PATH' on its machine brings it" : name + "' brings it") +
           " up to date; the version of Dateline that made it reads it as it is";
  throw Error("the database " + name + " has schema version " + version +
                  ", older than this program's " + ours,
              hint);
}

}  // namespace dateline
