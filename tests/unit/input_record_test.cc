// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/input_record.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/temporary_folder.h"

using namespace dateline;
using dateline::test::TemporaryFolder;

namespace {

InputRecord record(const std::string& path) {
  return {path,
          1'234'567,
          1'700'000'000'000'000'001,
          std::string("\0\n16 bytes of it.", 16),
          ~std::uint64_t{0},
          12,
          3,
          true,
          "as/first/named.csv",
          "as/moved.csv",
          true,
          4};
}

std::vector<std::string> paths(const InputJournal& journal) {
  std::vector<std::string> all;
  for (const InputRecord& each : journal.read()) all.push_back(each.path);
  return all;
}

}  // namespace

TEST_CASE("The record of a file is read as it was written") {
  const InputRecord written = record("a\nb.csv");
  const auto read = unpack_input(pack_input(written));
  REQUIRE(read);
  CHECK(read->path == written.path);
  CHECK(read->size == written.size);
  CHECK(read->modified == written.modified);
  CHECK(read->digest == written.digest);
  CHECK(read->settings == written.settings);
  CHECK(read->articles == written.articles);
  CHECK(read->rejected == written.rejected);
  CHECK(read->shares == written.shares);
  CHECK(read->named == written.named);
  CHECK(read->shown == written.shown);
  CHECK(read->unpruned == written.unpruned);
  CHECK(read->forgotten == written.forgotten);
  InputRecord unmoved = written;
  unmoved.shown = unmoved.named;
  CHECK(unpack_input(pack_input(unmoved))->shown == unmoved.named);
}

TEST_CASE("Of a record's first bytes only those are a record that schema 4 wrote") {
  const InputRecord written = record("in/old.csv");
  const std::string bytes = pack_input(written);
  std::vector<InputRecord> read;
  for (std::size_t size = 0; size < bytes.size(); ++size)
    if (auto one = unpack_input(bytes.substr(0, size))) read.push_back(*std::move(one));
  REQUIRE(read.size() == 1);
  CHECK(read[0].digest == written.digest);
  CHECK(read[0].shares);
  CHECK(read[0].named == "in/old.csv");
  CHECK(read[0].shown == "in/old.csv");
}

TEST_CASE("A file is in the journal once its batch and all before are stored") {
  const TemporaryFolder folder;
  InputJournal journal(folder / "inputs");
  journal.finish(1, {record("b"), record("c")});
  CHECK(paths(journal).empty());
  journal.finish(0, {record("a")});
  CHECK(paths(journal) == std::vector<std::string>{"a", "b", "c"});
  journal.finish(3, {record("e")});
  journal.finish(2, {});
  CHECK(paths(journal) == std::vector<std::string>{"a", "b", "c", "e"});
  journal.clear();
  CHECK(paths(journal).empty());
  journal.finish(0, {record("f")});
  CHECK(paths(journal) == std::vector<std::string>{"f"});
}

TEST_CASE("A journal whose writer was killed gives its whole records") {
  const TemporaryFolder folder;
  InputJournal journal(folder / "inputs");
  journal.finish(0, {record("a"), record("b")});
  std::filesystem::resize_file(folder / "inputs",
                               std::filesystem::file_size(folder / "inputs") - 1);
  CHECK(paths(journal) == std::vector<std::string>{"a"});
}
