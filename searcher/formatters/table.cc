// SPDX-License-Identifier: GPL-2.0-or-later
//
// Hits as a table, a row each: CSV, TSV, and Markdown where fields are chosen.
#include "searcher/formatters/formatters.h"
#include "searcher/row_writer.h"

namespace dateline {
namespace {

class TableFormatter : public Formatter {
 public:
  TableFormatter(std::string_view format, const FormatOptions& options)
      : format_(format), fields_(options.fields.empty() ? usual_hit_fields() : options.fields) {}

  void begin(const SearchResults&, std::ostream& out) override {
    writer_ = make_row_writer(format_, out);
    std::vector<std::string> columns;
    for (const HitField* field : fields_) columns.emplace_back(field->name);
    writer_->begin(columns);
  }

  void hit(const Hit& hit, std::ostream&) override {
    std::vector<Cell> cells;
    cells.reserve(fields_.size());
    for (const HitField* field : fields_) cells.push_back(field->value(hit));
    writer_->row(cells);
  }

  void end(const SearchResults&, std::ostream&) override {}

 private:
  const std::string_view format_;
  const std::vector<const HitField*> fields_;
  std::unique_ptr<RowWriter> writer_;
};

}  // namespace

std::unique_ptr<Formatter> make_csv_formatter(const FormatOptions& options) {
  return std::make_unique<TableFormatter>("csv", options);
}

std::unique_ptr<Formatter> make_tsv_formatter(const FormatOptions& options) {
  return std::make_unique<TableFormatter>("tsv", options);
}

std::unique_ptr<Formatter> make_markdown_table_formatter(const FormatOptions& options) {
  return std::make_unique<TableFormatter>("md", options);
}

}  // namespace dateline
