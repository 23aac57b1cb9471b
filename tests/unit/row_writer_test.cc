// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/row_writer.h"

#include <catch2/catch.hpp>
#include <sstream>

using namespace dateline;

namespace {

std::string row_as(std::string_view format, const std::vector<Cell>& cells) {
  std::ostringstream out;
  const auto writer = make_row_writer(format, out);
  writer->begin(std::vector<std::string>(cells.size(), "c"));
  const std::size_t head = out.str().size();
  writer->row(cells);
  return out.str().substr(head);
}

}  // namespace

TEST_CASE("A cell that a spreadsheet would run is guarded, behind blanks too") {
  for (const char* const text : {"=1", "+1", "-1", "@a", " =1", "   -1"}) {
    const std::string cell = text;
    CHECK(row_as("tsv", {cell}) == "'" + cell + "\n");
    CHECK(row_as("csv", {cell}) == "'" + cell + "\r\n");
  }
  for (const char* const text : {"1=1", "a -1", "", " ", "'=1"})
    CHECK(row_as("tsv", {std::string(text)}) == std::string(text) + "\n");
  CHECK(row_as("tsv", {std::vector<std::string>{"=1", "2"}}) == "'=1|2\n");
}

TEST_CASE("A number below nought is a number, not a formula") {
  CHECK(row_as("csv", {-1.5, std::uint64_t{2}}) == "-1.5,2\r\n");
}

TEST_CASE("A cell of CSV keeps quotes, separators and lines within quotes, as RFC 4180 has it") {
  CHECK(row_as("csv", {std::string("a,b"), std::string("say \"no\"")}) ==
        "\"a,b\",\"say \"\"no\"\"\"\r\n");
}

TEST_CASE("A cell of TSV or Markdown cannot end its cell or its row") {
  CHECK(row_as("tsv", {std::string("a\tb\nc"), std::monostate{}}) == "a b c\t\n");
  CHECK(row_as("md", {std::string("a|b\nc")}) == "| a\\|b c |\n");
}

TEST_CASE("A row of JSON has each value under its column, nothing as null") {
  std::ostringstream out;
  const auto writer = make_row_writer("jsonl", out);
  writer->begin({"a", "b", "c"});
  writer->row({std::vector<std::string>{"x"}, std::monostate{}, std::uint64_t{7}});
  CHECK(out.str() == "{\"a\":[\"x\"],\"b\":null,\"c\":7}\n");
}
