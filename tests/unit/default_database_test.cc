// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/default_database.h"

#include <stdlib.h>

#include <catch2/catch.hpp>
#include <optional>

#include "common/error.h"

using namespace dateline;

namespace {

/// An environment variable set for a while; null: not there.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = ::getenv(name)) before_ = before;
    set(value);
  }
  ~Variable() { set(before_ ? before_->c_str() : nullptr); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  void set(const char* value) {
    if (value == nullptr)
      ::unsetenv(name_);
    else
      ::setenv(name_, value, 1);
  }
  const char* name_;
  std::optional<std::string> before_;
};

std::string chosen(const char* own, const char* data, const char* home) {
  const Variable a("DATELINE_DB", own);
  const Variable b("XDG_DATA_HOME", data);
  const Variable c("HOME", home);
  return default_database();
}

}  // namespace

TEST_CASE("The database is where DATELINE_DB says, else in the data folder, else below home") {
  CHECK(chosen("/a/db", "/data", "/home/x") == "/a/db");
  CHECK(chosen(nullptr, "/data", "/home/x") == "/data/dateline/archive");
  CHECK(chosen(nullptr, nullptr, "/home/x") == "/home/x/.local/share/dateline/archive");
}

TEST_CASE("An empty variable is as if it were not there") {
  CHECK(chosen("", "", "/home/x") == "/home/x/.local/share/dateline/archive");
}

TEST_CASE("Without a home the user is asked to name the database") {
  try {
    chosen(nullptr, nullptr, nullptr);
    FAIL("a database was found");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kUsage);
    CHECK(error.hint().find("--db") != std::string::npos);
  }
}
