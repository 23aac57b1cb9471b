// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/xapian_error.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

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

struct Ended {
  int status = 0;  ///< as wait() gives it
  std::string said;
};

/// Runs `use` in a process of its own.
template <typename Use>
Ended run_apart(Use use) {
  std::array<int, 2> pipe{};
  REQUIRE(::pipe(pipe.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(pipe[1], STDERR_FILENO);
    std::signal(SIGABRT, SIG_DFL);  // the test's own program handles it
    use();
    ::_exit(0);
  }
  ::close(pipe[1]);
  Ended ended;
  std::array<char, 512> bytes{};
  for (;;) {
    const auto size = ::read(pipe[0], bytes.data(), bytes.size());
    if (size <= 0) break;
    ended.said.append(bytes.data(), static_cast<std::size_t>(size));
  }
  ::close(pipe[0]);
  REQUIRE(::waitpid(child, &ended.status, 0) == child);
  return ended;
}

/// An exception that passes a CrashNotice, and is caught.
void fail_under_it(const std::string& path) {
  const auto fail = [&] {
    const CrashNotice told(path);
    throw Error("something else");
  };
  CHECK_THROWS_AS(fail(), Error);
}

}  // namespace

TEST_CASE("A crash while a database is changed, or after that failed, names both causes") {
  for (const bool has_failed : {false, true}) {
    const Ended ended = run_apart([has_failed] {
      if (has_failed) {
        fail_under_it("news.db");
        std::raise(SIGABRT);
      }
      const CrashNotice told("news.db");
      std::raise(SIGABRT);
    });
    REQUIRE(WIFEXITED(ended.status));
    CHECK(WEXITSTATUS(ended.status) == static_cast<int>(ExitCode::kFailed));
    CHECK(ended.said.find("crashed while it changed the database news.db") != std::string::npos);
    CHECK(ended.said.find("is damaged, or the indexer has a fault") != std::string::npos);
    CHECK(ended.said.find("hint: ") != std::string::npos);
  }
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // whose cores are terabytes
TEST_CASE("A crash while a database is changed leaves the core dump that the system makes") {
  std::ifstream pattern("/proc/sys/kernel/core_pattern");
  if (pattern.get() != 'c') {
    WARN("skipped: this system keeps core dumps elsewhere");
    return;
  }
  const TemporaryFolder folder;
  const Ended ended = run_apart([&folder] {
    const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
    if (::setrlimit(RLIMIT_CORE, &unlimited) != 0) return;
    ::prctl(PR_SET_DUMPABLE, 1);  // a test that changed users takes it away
    fs::current_path(folder / "");
    const CrashNotice told("news.db");
    std::raise(SIGABRT);
  });
  REQUIRE(WIFEXITED(ended.status));
  const fs::directory_iterator files(folder / "");
  CHECK(std::any_of(begin(files), end(files), [](const fs::directory_entry& file) {
    return file.path().filename().string().starts_with("core");
  }));
}
#endif

TEST_CASE("A crash when all went well is a crash") {
  const Ended ended = run_apart([] {
    { const CrashNotice told("news.db"); }
    std::raise(SIGABRT);
  });
  CHECK(WIFSIGNALED(ended.status));
  CHECK(ended.said.find("damaged") == std::string::npos);
}

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

TEST_CASE("A lock that cannot be had is no other indexer") {
  const TemporaryFolder folder;
  const std::string path = folder / "db";
  write_database(path);
  const std::string lock = path + "/flintlock";
  fs::remove(lock);
  fs::create_directory(lock);  // whoever is root may open any file
  try {
    with_xapian(path, [&] { Xapian::WritableDatabase(path, Xapian::DB_OPEN).commit(); });
    FAIL("written without a lock");
  } catch (const Error& error) {
    check_useful(error, path, ExitCode::kFailed);
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
