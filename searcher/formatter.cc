// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/formatter.h"

#include "searcher/formatters/formatters.h"

namespace dateline {
namespace {

constexpr FormatterRow kFormatters[] = {
    {"text", make_text_formatter},   {"oneline", make_oneline_formatter},
    {"json", make_json_formatter},   {"jsonl", make_json_lines_formatter},
    {"csv", make_csv_formatter},     {"tsv", make_tsv_formatter},
    {"md", make_markdown_formatter},
};

}  // namespace

void Formatter::write(const SearchResults& results, std::ostream& out) {
  begin(results, out);
  for (const Hit& one : results.hits) hit(one, out);
  end(results, out);
}

const FormatterRow* find_formatter(std::string_view name) {
  for (const FormatterRow& row : kFormatters)
    if (row.name == name) return &row;
  return nullptr;
}

std::string formatter_names() {
  std::string names;
  for (const FormatterRow& row : kFormatters)
    names.append(names.empty() ? "" : "|").append(row.name);
  return names;
}

}  // namespace dateline
