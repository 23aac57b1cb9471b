// SPDX-License-Identifier: GPL-2.0-or-later
//
// Hits as a table: CSV (RFC 4180, UTF-8 without BOM) or TSV. Lists are joined with '|'. A cell that
// a spreadsheet would take for a formula is guarded with an apostrophe.
#include "common/terminal_text.h"
#include "searcher/formatters/formatters.h"

namespace dateline {
namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out.append(out.empty() ? "" : "|").append(text);
  return out;
}

std::string guarded(const std::string& text) {
  std::string cell = terminal_text(text);
  if (!cell.empty() && std::string_view("=+-@\t").find(cell[0]) != std::string_view::npos)
    cell.insert(0, 1, '\'');
  return cell;
}

std::string csv_cell(const std::string& text) {
  std::string cell = guarded(text);
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string tsv_cell(const std::string& text) {
  std::string cell = guarded(text);
  for (char& c : cell)
    if (c == '\t') c = ' ';
  return cell;
}

class TableFormatter : public Formatter {
 public:
  TableFormatter(char separator, std::string_view line_end, std::string (*cell)(const std::string&))
      : separator_(separator), line_end_(line_end), cell_(cell) {}

  void write(const SearchResults& results, std::ostream& out) override {
    write_row({"rank", "id", "date", "source", "title", "url", "path", "language", "persons",
               "countries", "about", "copies", "snippet"},
              out);
    for (const Hit& hit : results.hits) {
      const Article& a = hit.article;
      write_row({std::to_string(hit.rank), a.id, a.date ? to_iso(*a.date) : "", a.source, a.title,
                 a.url, a.path, a.language, joined(hit.persons), joined(hit.countries),
                 joined(hit.about), std::to_string(hit.copies), hit.snippet.text},
                out);
    }
  }

 private:
  void write_row(const std::vector<std::string>& cells, std::ostream& out) const {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out << separator_;
      out << cell_(cells[i]);
    }
    out << line_end_;
  }

  const char separator_;
  const std::string_view line_end_;
  std::string (*const cell_)(const std::string&);
};

}  // namespace

std::unique_ptr<Formatter> make_csv_formatter(const FormatOptions&) {
  return std::make_unique<TableFormatter>(',', "\r\n", csv_cell);
}

std::unique_ptr<Formatter> make_tsv_formatter(const FormatOptions&) {
  return std::make_unique<TableFormatter>('\t', "\n", tsv_cell);
}

}  // namespace dateline
