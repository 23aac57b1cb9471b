// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/table_writer.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "common/error.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using namespace dateline::test;

// That Xapian reads what a table holds is shown by inverter_test.cc.

TEST_CASE("A table has a block for each eight kilobytes of its items, and levels above them") {
  const TemporaryFolder folder;
  const std::string path = folder / "table";
  TableWriter table(path);
  constexpr std::size_t kItems = 20'000;
  constexpr std::size_t kTagBytes = 100;
  for (std::size_t i = 0; i < kItems; ++i) {
    std::string key = std::to_string(i);
    table.add(key.insert(0, 8 - key.size(), '0'), std::string(kTagBytes, 'x'));
  }
  const TableRoot root = table.finish();
  CHECK(root.items == kItems);
  CHECK(root.level == 1);
  CHECK(root.block == root.blocks - 1);
  CHECK(std::filesystem::file_size(path) == std::size_t{root.blocks} * TableWriter::kBlockBytes);
  const double bytes = kItems * (kTagBytes + 8 + 5.0);
  CHECK(static_cast<double>(root.blocks) * TableWriter::kBlockBytes < 1.03 * bytes);
}

TEST_CASE("A table without items is one block") {
  const TemporaryFolder folder;
  const TableRoot root = TableWriter(folder / "table").finish();
  CHECK(root.items == 0);
  CHECK(root.blocks == 1);
}

TEST_CASE("Keys out of their order, repeated or too long are refused") {
  const TemporaryFolder folder;
  TableWriter table(folder / "table");
  table.add("b", "1");
  CHECK_THROWS_AS(table.add("a", "1"), Error);
  CHECK_THROWS_AS(table.add("b", "1"), Error);
  CHECK_THROWS_AS(table.add(std::string(TableWriter::kMaxKeyBytes + 1, 'c'), "1"), Error);
  CHECK_NOTHROW(table.add(std::string(TableWriter::kMaxKeyBytes, 'c'), "1"));
  CHECK_THROWS_AS(TableWriter(folder / "nowhere/table"), Error);
}
