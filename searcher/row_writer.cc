// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/row_writer.h"

#include <charconv>

#include "common/terminal_text.h"
#include "searcher/query.h"

namespace dateline {
namespace {

std::string number_text(double number) {
  constexpr int kDigits = 6;
  char text[32];
  const auto end =
      std::to_chars(text, text + sizeof text, number, std::chars_format::general, kDigits).ptr;
  return {text, end};
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out.append(out.empty() ? "" : "|").append(text);
  return out;
}

std::string guarded(const Cell& value) {
  std::string cell = cell_text(value);
  const bool is_text = !std::holds_alternative<double>(value);
  // Some spreadsheets pass over blanks before a sign.
  const std::size_t first = cell.find_first_not_of(' ');
  if (is_text && first != std::string::npos &&
      std::string_view("=+-@\t").find(cell[first]) != std::string_view::npos)
    cell.insert(0, 1, '\'');
  return cell;
}

std::string csv_cell(const Cell& value) {
  std::string cell = guarded(value);
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string tsv_cell(const Cell& value) {
  std::string cell = guarded(value);
  for (char& c : cell)
    if (c == '\t') c = ' ';
  return cell;
}

std::string markdown_cell(const Cell& value) {
  std::string cell;
  for (const char c : cell_text(value)) {
    if (c == '|' || c == '\\' || c == '<') cell += '\\';
    cell += c;
  }
  return cell;
}

class SeparatedWriter : public RowWriter {
 public:
  SeparatedWriter(std::ostream& out, char separator, std::string_view line_end,
                  std::string (*cell)(const Cell&))
      : out_(out), separator_(separator), line_end_(line_end), cell_(cell) {}

  void begin(const std::vector<std::string>& columns) override {
    row(std::vector<Cell>(columns.begin(), columns.end()));
  }

  void row(const std::vector<Cell>& cells) override {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out_ << separator_;
      out_ << cell_(cells[i]);
    }
    out_ << line_end_;
  }

 private:
  std::ostream& out_;
  const char separator_;
  const std::string_view line_end_;
  std::string (*const cell_)(const Cell&);
};

class MarkdownWriter : public RowWriter {
 public:
  explicit MarkdownWriter(std::ostream& out) : out_(out) {}

  void begin(const std::vector<std::string>& columns) override {
    row(std::vector<Cell>(columns.begin(), columns.end()));
    out_ << '|';
    for (std::size_t i = 0; i < columns.size(); ++i) out_ << " --- |";
    out_ << '\n';
  }

  void row(const std::vector<Cell>& cells) override {
    out_ << '|';
    for (const Cell& cell : cells) out_ << ' ' << markdown_cell(cell) << " |";
    out_ << '\n';
  }

 private:
  std::ostream& out_;
};

class JsonLineWriter : public RowWriter {
 public:
  explicit JsonLineWriter(std::ostream& out) : out_(out) {}

  void begin(const std::vector<std::string>& columns) override { columns_ = columns; }

  void row(const std::vector<Cell>& cells) override {
    json_.start_object();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      json_.key(columns_[i]);
      write_cell(json_, cells[i]);
    }
    json_.end_object();
    out_ << json_.take() << '\n';
  }

 private:
  std::ostream& out_;
  std::vector<std::string> columns_;
  JsonWriter json_;
};

}  // namespace

std::string cell_text(const Cell& cell) {
  return terminal_text(
      std::visit(Overloaded{
                     [](std::monostate) { return std::string(); },
                     [](const std::string& text) { return text; },
                     [](std::uint64_t number) { return std::to_string(number); },
                     [](double number) { return number_text(number); },
                     [](const std::vector<std::string>& texts) { return joined(texts); },
                 },
                 cell));
}

void write_cell(JsonWriter& json, const Cell& cell) {
  std::visit(Overloaded{
                 [&](std::monostate) { json.null(); },
                 [&](const std::vector<std::string>& texts) {
                   json.start_array();
                   for (const std::string& text : texts) json.value(text);
                   json.end_array();
                 },
                 [&](const auto& value) { json.value(value); },
             },
             cell);
}

std::unique_ptr<RowWriter> make_row_writer(std::string_view format, std::ostream& out) {
  if (format == "csv") return std::make_unique<SeparatedWriter>(out, ',', "\r\n", csv_cell);
  if (format == "tsv") return std::make_unique<SeparatedWriter>(out, '\t', "\n", tsv_cell);
  if (format == "md") return std::make_unique<MarkdownWriter>(out);
  if (format == "jsonl") return std::make_unique<JsonLineWriter>(out);
  return nullptr;
}

}  // namespace dateline
