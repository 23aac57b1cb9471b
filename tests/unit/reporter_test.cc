// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/reporter.h"

#include <catch2/catch.hpp>
#include <thread>

#include "common/error.h"
#include "tests/support/caught_errors.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using dateline::test::CaughtErrors;
using dateline::test::TemporaryFolder;

namespace {

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("Rejects are listed as TSV, one a line whatever they hold") {
  const TemporaryFolder folder;
  const CaughtErrors caught;
  Reporter reporter(ProgressStyle::none, folder / "rejects.tsv", false);
  reporter.reject({"a\tb.csv", 7, RejectReason::syntax, "line\none\r\\ two"});
  reporter.reject({"c.csv", 0, RejectReason::unreadable, ""});
  const auto lines = lines_of(folder / "rejects.tsv");  // written at once, not at the end
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "path\tline\treason\tdetail");
  CHECK(lines[1] == "a\\tb.csv\t7\tsyntax\tline\\none\\r\\\\ two");
  CHECK(lines[2] == "c.csv\t0\tunreadable\t");
}

TEST_CASE("What is reported cannot steer the terminal") {
  const CaughtErrors caught;
  Reporter reporter(ProgressStyle::plain, "", false);
  reporter.reject({"a\x1b[2J", 1, RejectReason::syntax, "\x1b]0;x\x07"});
  reporter.note("\x1b[31m");
  CHECK(caught.text().find('\x1b') == std::string::npos);
  CHECK(caught.text().find("note: ") != std::string::npos);
  CHECK(caught.text().find(":1: syntax: ") != std::string::npos);
}

TEST_CASE("A quiet reporter says only what went wrong") {
  const CaughtErrors caught;
  Reporter reporter(ProgressStyle::bar, "", true);
  reporter.note("a note");
  reporter.progress({});
  reporter.finish({}, false);
  CHECK(caught.text().empty());
  reporter.reject({"a", 1, RejectReason::syntax, "broken"});
  CHECK(caught.text() == "a:1: syntax: broken\n");
}

TEST_CASE("The last line counts what became of the articles") {
  IndexingCounts counts;
  for (int i = 0; i < 2; ++i) {
    IndexingCounts one;
    one.added = 1000;
    one.updated = 2;
    one.unchanged = 3;
    one.rejected = 4;
    one.bytes = 5;
    counts += one;
  }
  CHECK(counts.bytes == 10);
  const CaughtErrors caught;
  Reporter reporter(ProgressStyle::none, "", false);
  reporter.finish(counts, false);
  CHECK(caught.text().starts_with(
      "indexed 2,000 new, 4 updated, 6 unchanged, 0 grouped, 8 rejected; "));
  reporter.finish(counts, true);
  CHECK(caught.text().find("interrupted after 2,000 new") != std::string::npos);
}

TEST_CASE("A list of rejects that cannot be written is an error at once") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(Reporter(ProgressStyle::none, folder / "missing/rejects.tsv", true), Error);
}

TEST_CASE("Rejects from many threads are whole lines") {
  const TemporaryFolder folder;
  const CaughtErrors caught;
  Reporter reporter(ProgressStyle::none, folder / "rejects.tsv", false);
  const auto report = [&] {
    for (int i = 0; i < 200; ++i) reporter.reject({"path", 3, RejectReason::empty, "detail"});
  };
  std::thread other(report);
  report();
  other.join();
  const auto lines = lines_of(folder / "rejects.tsv");
  REQUIRE(lines.size() == 401);
  for (std::size_t i = 1; i < lines.size(); ++i) REQUIRE(lines[i] == "path\t3\tempty\tdetail");
}
