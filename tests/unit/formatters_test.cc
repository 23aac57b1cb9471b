// SPDX-License-Identifier: GPL-2.0-or-later
#include <simdjson.h>

#include <catch2/catch.hpp>
#include <random>
#include <sstream>

#include "common/utf8.h"
#include "searcher/formatter.h"
#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

namespace {

const std::string kHostile = "=cmd(\"x\"),\x1b[2J\x1b]0;owned\x07\u202Egnp\u009B\r\n\ttail";

SearchResults hostile_results() {
  SearchResults results;
  results.text = "x \"y\"";
  results.parsed = kHostile;
  results.notes = {kHostile};
  results.total = 1234;
  Hit hit;
  hit.rank = 1;
  hit.score = 2.5;
  Article& a = hit.article;
  a.id = a.title = a.source = a.url = a.author = a.path = a.language = kHostile;
  a.date = make_date(2016, 2, 29);
  hit.persons = {kHostile, "Irina Orlova"};
  hit.countries = {"FI"};
  hit.snippet = {kHostile + " ferry", {}};
  hit.snippet.highlights = {{static_cast<std::uint32_t>(kHostile.size() + 1),
                             static_cast<std::uint32_t>(kHostile.size() + 6)}};
  results.hits = {hit, Hit{}};
  results.hits[1].rank = 2;
  results.facets = {{Facet::person, {{kHostile, "", 1200}, {"Irina Orlova", "", 1}}, 7},
                    {Facet::country, {{"FI", "Finland", 1}}, 1}};
  return results;
}

std::string formatted(std::string_view name, const SearchResults& results, bool color = false) {
  FormatOptions options;
  options.color = color;
  std::ostringstream out;
  REQUIRE(find_formatter(name) != nullptr);
  find_formatter(name)->make(options)->write(results, out);
  return out.str();
}

/// RFC 4180, the slow way.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted) {
      if (text[i] != '"')
        rows.back().back() += text[i];
      else if (i + 1 < text.size() && text[i + 1] == '"')
        rows.back().back() += text[++i];
      else
        quoted = false;
    } else if (text[i] == '"') {
      quoted = true;
    } else if (text[i] == ',') {
      rows.back().emplace_back();
    } else if (text[i] == '\r') {
      REQUIRE(text[++i] == '\n');
      rows.push_back({""});
    } else {
      rows.back().back() += text[i];
    }
  }
  REQUIRE(rows.back() == std::vector<std::string>{""});
  rows.pop_back();
  return rows;
}

void check_cells(const std::vector<std::vector<std::string>>& rows) {
  REQUIRE(rows.size() == 3);
  for (const auto& row : rows) {
    REQUIRE(row.size() == rows[0].size());
    for (const std::string& cell : row) {
      INFO(cell);
      CHECK((cell.empty() || std::string("=+-@\t\r").find(cell[0]) == std::string::npos));
    }
  }
}

}  // namespace

TEST_CASE("No format but JSON lets an article steer the terminal") {
  for (const char* name : {"text", "oneline", "csv", "tsv", "md"}) {
    std::string text = formatted(name, hostile_results());
    INFO(name);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find('\x07') == std::string::npos);
    CHECK(text.find("\u202E") == std::string::npos);
    CHECK(text.find("\u009B") == std::string::npos);
    CHECK(repair_utf8(text) == 0);
  }
}

TEST_CASE("In colour every escape sequence is one of the formatter's own") {
  const std::string text = formatted("text", hostile_results(), true);
  std::size_t colours = 0;
  for (std::size_t at = text.find('\x1b'); at != std::string::npos;
       at = text.find('\x1b', at + 1)) {
    const std::string sequence = text.substr(at, text.find('m', at) + 1 - at);
    INFO(sequence.substr(1));
    CHECK((sequence == "\x1b[0m" || sequence == "\x1b[1m" || sequence == "\x1b[2m" ||
           sequence == "\x1b[1;31m"));
    ++colours;
  }
  CHECK(colours > 4);
  CHECK(text.find("\x1b[1;31mferry\x1b[0m") != std::string::npos);
}

TEST_CASE("Without colour marked words stand in brackets, and totals are grouped") {
  const std::string text = formatted("text", hostile_results());
  CHECK(text.find("[ferry]") != std::string::npos);
  CHECK(text.find("2 of 1,234 articles") != std::string::npos);
  CHECK(text.find("1,200") != std::string::npos);
  CHECK(text.find("5 more") != std::string::npos);
  CHECK(formatted("text", SearchResults{}) == "no match\n");
}

TEST_CASE("Cells of CSV and TSV come back whole, and none is a formula") {
  const auto csv = read_csv(formatted("csv", hostile_results()));
  check_cells(csv);
  CHECK(csv[0][4] == "title");
  CHECK(csv[1][4].starts_with("'=cmd(\"x\"),"));
  std::vector<std::vector<std::string>> tsv;
  std::istringstream lines(formatted("tsv", hostile_results()));
  for (std::string line; std::getline(lines, line);) {
    tsv.emplace_back(1);
    for (const char c : line) {
      if (c == '\t')
        tsv.back().emplace_back();
      else
        tsv.back().back() += c;
    }
  }
  check_cells(tsv);
}

TEST_CASE("JSON holds everything as it is, on one line, and parses") {
  const SearchResults results = hostile_results();
  const std::string text = formatted("json", results);
  CHECK(text.find('\n') == text.size() - 1);
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  REQUIRE(parser.parse(text).get(root) == simdjson::SUCCESS);
  CHECK(root.at_pointer("/format_version").get_uint64().value() == 1);
  CHECK(root.at_pointer("/query/parsed").get_string().value() == kHostile);
  CHECK(root.at_pointer("/total/articles").get_uint64().value() == 1234);
  CHECK(root.at_pointer("/hits/0/title").get_string().value() == kHostile);
  CHECK(root.at_pointer("/hits/0/persons/0").get_string().value() == kHostile);
  CHECK(root.at_pointer("/hits/0/date").get_string().value() == "2016-02-29");
  CHECK(root.at_pointer("/hits/1/date").is_null());
  CHECK(root.at_pointer("/facets/person/0/count").get_uint64().value() == 1200);
  CHECK(root.at_pointer("/facets/country/0/name").get_string().value() == "Finland");
  const std::string_view snippet = root.at_pointer("/hits/0/snippet").get_string().value();
  const auto start = root.at_pointer("/hits/0/highlights/0/0").get_uint64().value();
  const auto end = root.at_pointer("/hits/0/highlights/0/1").get_uint64().value();
  CHECK(snippet.substr(start, end - start) == "ferry");
}

TEST_CASE("JSON Lines are the hits of JSON, one a line") {
  std::istringstream lines(formatted("jsonl", hostile_results()));
  simdjson::dom::parser parser;
  std::uint64_t rank = 0;
  for (std::string line; std::getline(lines, line);)
    CHECK(parser.parse(line)["rank"].get_uint64().value() == ++rank);
  CHECK(rank == 2);
}

TEST_CASE("A query in bytes that are no UTF-8 still gives valid JSON") {
  SearchResults results;
  results.text = "ferry \xFF";
  results.parsed = "source:\xC3";
  results.notes = {"no person is named '\xE4'"};
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  CHECK(parser.parse(formatted("json", results)).get(root) == simdjson::SUCCESS);
}

TEST_CASE("Every format that is named can be made, and no other") {
  std::istringstream names(formatter_names());
  int count = 0;
  for (std::string name; std::getline(names, name, '|'); ++count)
    CHECK(find_formatter(name) != nullptr);
  CHECK(count == 7);
  CHECK(find_formatter("xml") == nullptr);
}
