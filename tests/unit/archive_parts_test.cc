// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/archive_parts.h"

#include <xapian.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "common/error.h"
#include "common/schema.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

/// What opening these is refused with.
Error refusal(const std::vector<std::string>& names) {
  try {
    open_parts({names});
  } catch (const Error& error) {
    return error;
  }
  FAIL("it is not refused");
  return Error("");
}

bool names(const Error& error, const std::string& what) {
  return error.message().find(what) != std::string::npos && !error.hint().empty();
}

// Nothing listens there, and nothing but root could.
const std::string kDeaf = "127.0.0.1:1";

}  // namespace

TEST_CASE("Parts are opened in the order in which they are named, lists in theirs") {
  const SmallArchive first({entry("a", "Ferry", "One.")});
  const SmallArchive second({entry("b", "Ferry", "Two."), entry("c", "Ferry", "Three.")});
  const TemporaryFolder folder;
  const std::string list = folder / "news.parts";
  std::ofstream(list) << "# both\nauto " << second.path() << "\nauto " << first.path() << "\n";
  const auto counted = [](const std::vector<std::string>& names) {
    std::vector<Xapian::doccount> counts;
    for (const Part& part : open_parts({names}).parts)
      counts.push_back(part.database.get_doccount());
    return counts;
  };
  CHECK(counted({first.path(), second.path()}) == std::vector<Xapian::doccount>{1, 2});
  CHECK(counted({list}) == std::vector<Xapian::doccount>{2, 1});
}

TEST_CASE("A part that is no archive, or of another schema, is refused by its name") {
  const SmallArchive good({entry("a", "Ferry", "One.")});
  const TemporaryFolder folder;
  CHECK(names(refusal({good.path(), folder / "none"}), folder / "none"));

  const std::string foreign = folder / "foreign";
  Xapian::WritableDatabase(foreign, Xapian::DB_CREATE).commit();
  CHECK(names(refusal({good.path(), foreign}), foreign));

  const std::string old = folder / "old";
  std::filesystem::copy(good.path(), old, std::filesystem::copy_options::recursive);
  Xapian::WritableDatabase database(old, Xapian::DB_OPEN);
  database.set_metadata(std::string(keys::kSchema), std::to_string(kSchemaVersion - 1));
  database.commit();
  database.close();
  const Error error = refusal({good.path(), old});
  CHECK(names(error, old));
  CHECK(error.message().find(good.path()) == std::string::npos);
}

TEST_CASE("The same part twice would count its articles twice, and is refused") {
  const SmallArchive good({entry("a", "Ferry", "One.")});
  CHECK(names(refusal({good.path(), good.path()}), good.path()));
}

TEST_CASE("A server that does not answer is named, or missed where that is allowed") {
  const SmallArchive good({entry("a", "Ferry", "One.")});
  CHECK(names(refusal({good.path(), kDeaf}), kDeaf));
  const OpenedParts opened = open_parts({{good.path(), kDeaf}, 1000, true});
  CHECK(opened.parts.size() == 1);
  CHECK(opened.missing == std::vector<std::string>{kDeaf});
  CHECK_THROWS_AS(open_parts({{kDeaf}, 1000, true}), Error);
}

TEST_CASE("A folder that is missing is an error even where servers may be missed") {
  const SmallArchive good({entry("a", "Ferry", "One.")});
  const TemporaryFolder folder;
  CHECK_THROWS_AS(open_parts({{good.path(), folder / "none"}, 1000, true}), Error);
}
