// SPDX-License-Identifier: GPL-2.0-or-later
//
// Rows of values as CSV (RFC 4180, UTF-8 without BOM), TSV, a Markdown table or one JSON object a
// line: what tables of hits, timelines and persons are printed with. A cell of CSV or TSV that a
// spreadsheet would take for a formula is guarded with an apostrophe.
#pragma once

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/json_writer.h"

namespace dateline {

/// Nothing, or a value. Lists are joined with '|' where they are not JSON.
using Cell =
    std::variant<std::monostate, std::string, std::uint64_t, double, std::vector<std::string>>;

class RowWriter {
 public:
  virtual ~RowWriter() = default;
  virtual void begin(const std::vector<std::string>& columns) = 0;
  virtual void row(const std::vector<Cell>& cells) = 0;
};

/// For "csv", "tsv", "md" or "jsonl"; null for any other format.
std::unique_ptr<RowWriter> make_row_writer(std::string_view format, std::ostream& out);

/// As plain text, safe to print.
std::string cell_text(const Cell& cell);

void write_cell(JsonWriter& json, const Cell& cell);

}  // namespace dateline
