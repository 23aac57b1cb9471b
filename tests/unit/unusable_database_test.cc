// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/unusable_database.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "common/error.h"
#include "indexer/archive_status.h"
#include "indexer/index_writer.h"
#include "searcher/archive_parts.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using namespace dateline::test;
namespace fs = std::filesystem;

namespace {

/// While it lives the process is not root, who may read everything.
class Nobody {
 public:
  Nobody() {
    constexpr uid_t kNobody = 65534;
    if (user_ == 0) REQUIRE(::seteuid(kNobody) == 0);
  }
  Nobody(const Nobody&) = delete;
  Nobody& operator=(const Nobody&) = delete;
  ~Nobody() { static_cast<void>(::seteuid(user_)); }

 private:
  const uid_t user_ = ::geteuid();
};

/// What both programs say of the path; they must agree.
std::string refusal(const std::string& path) {
  std::string said;
  try {
    read_status(path);
  } catch (const Error& error) {
    CHECK_FALSE(error.hint().empty());
    said = error.message();
  }
  try {
    open_parts({{path}});
  } catch (const Error& error) {
    CHECK(error.message() == said);
  }
  return said;
}

}  // namespace

TEST_CASE("A database that may not be read is told as such by both programs") {
  const TemporaryFolder folder;
  const std::string archive = folder / "news.db";
  { const IndexWriter writer(archive); }
  const std::string table = archive + "/postlist.glass";
  fs::permissions(folder.path(), fs::perms(0755));
  const auto refused = [&](const std::string& changed, unsigned mode) {
    const fs::perms before = fs::status(changed).permissions();
    fs::permissions(changed, fs::perms(mode));
    std::string said;
    {
      const Nobody nobody;
      said = refusal(archive);
    }
    fs::permissions(changed, before);
    return said;
  };
  CHECK(refused(folder.path(), 0) == "cannot read " + archive + ": Permission denied");
  CHECK(refused(archive, 0) == "cannot read " + archive + ": Permission denied");
  CHECK(refused(table, 0) == "cannot read " + table + ": Permission denied");
}
