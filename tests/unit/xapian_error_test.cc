// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/xapian_error.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "common/error.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using dateline::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// The Error that comes of reading every document of the database.
Error error_of_reading(const std::string& path) {
  try {
    with_xapian(path, [&] {
      const Xapian::Database database(path);
      for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at)
        static_cast<void>(database.get_document(*at).get_data());
    });
  } catch (const Error& error) {
    return error;
  }
  FAIL("nothing was thrown");
  return Error("");
}

void check_useful(const Error& error, const std::string& path, ExitCode code) {
  INFO(error.message());
  CHECK(error.message().find(path) != std::string::npos);
  CHECK_FALSE(error.hint().empty());
  CHECK(error.code() == code);
}

void write_database(const std::string& path) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
  for (int i = 0; i < 100; ++i) {
    Xapian::Document document;
    document.set_data(std::string(1000, 'x'));
    database.add_document(document);
  }
  database.commit();
}

}  // namespace

TEST_CASE("A missing database, a plain file and an empty folder are told with a hint") {
  const TemporaryFolder folder;
  check_useful(error_of_reading(folder / "none"), folder / "none", ExitCode::kFailed);
  std::ofstream(folder / "file") << "text";
  check_useful(error_of_reading(folder / "file"), folder / "file", ExitCode::kFailed);
  fs::create_directory(folder / "empty");
  check_useful(error_of_reading(folder / "empty"), folder / "empty", ExitCode::kFailed);
}

TEST_CASE("A database that is being written is locked, with an exit code of its own") {
  const TemporaryFolder folder;
  const std::string path = folder / "db";
  const Xapian::WritableDatabase writer(path, Xapian::DB_CREATE);
  try {
    with_xapian(path, [&] { Xapian::WritableDatabase(path, Xapian::DB_OPEN).commit(); });
    FAIL("two writers at once");
  } catch (const Error& error) {
    check_useful(error, path, ExitCode::kLocked);
  }
}

TEST_CASE("A damaged database is told with a hint, whichever of its files is damaged") {
  int damaged = 0;
  for (const char* file : {"iamglass", "docdata.glass", "postlist.glass"}) {
    const TemporaryFolder folder;
    const std::string path = folder / "db";
    write_database(path);
    INFO(file);
    REQUIRE(fs::exists(path + '/' + file));
    fs::resize_file(path + '/' + file, fs::file_size(path + '/' + file) / 3);
    std::fstream(path + '/' + file, std::ios::in | std::ios::out) << std::string(8, '\xAA');
    check_useful(error_of_reading(path), path, ExitCode::kFailed);
    ++damaged;
  }
  CHECK(damaged == 3);
}

TEST_CASE("What is returned and what is no exception of Xapian's passes through") {
  CHECK(with_xapian("db", [] { return 7; }) == 7);
  CHECK_THROWS_AS(with_xapian("db", []() -> int { throw std::runtime_error("x"); }),
                  std::runtime_error);
}
