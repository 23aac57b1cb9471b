// SPDX-License-Identifier: GPL-2.0-or-later
//
// JSON Lines: one object a line. A line that is no object is reported, and the next one read.
#include <simdjson.h>

#include "common/utf8.h"
#include "indexer/line_reader.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/json_article.h"

namespace dateline {
namespace {

class JsonLinesReader final : public ArticleReader {
 public:
  JsonLinesReader(std::string path, std::unique_ptr<ByteSource> bytes, const ReaderOptions& options)
      : bytes_(std::move(bytes)),
        lines_(*bytes_, options.record_limit),
        records_(std::move(path), options),
        articles_(options) {}

  std::optional<Record> next() override {
    while (const auto line = lines_.next()) {
      if (line->too_large) return records_.too_large(line->number);
      if (!trim(line->text).empty()) return read(*line);
    }
    return std::nullopt;
  }
  std::string note() const override { return articles_.note(); }

 private:
  Record read(const Line& line) {
    static_assert(LineReader::kPadding >= simdjson::SIMDJSON_PADDING);
    simdjson::dom::element value;
    const auto error = parser_.parse(line.text.data(), line.text.size(), false).get(value);
    if (error == simdjson::UTF8_ERROR) return read_repaired(line);
    return make(error, value, line.number);
  }

  Record read_repaired(const Line& line) {
    std::string text(line.text);
    const std::size_t repaired = repair_utf8(text);
    simdjson::dom::element value;
    const auto error = parser_.parse(text).get(value);
    return make(error, value, line.number, repaired);
  }

  Record make(simdjson::error_code error, simdjson::dom::element value, std::uint64_t line,
              std::size_t repaired = 0) {
    if (error != simdjson::SUCCESS)
      return records_.bad(line, RejectReason::syntax, message_of(error));
    simdjson::dom::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
      return records_.bad(line, RejectReason::syntax, "not a JSON object");
    ArticleDraft draft = articles_.read(object);
    if (repaired > 0) draft.warnings.push_back(repaired_warning(repaired));
    return records_.make(std::move(draft), line);
  }

  std::unique_ptr<ByteSource> bytes_;
  LineReader lines_;
  RecordMaker records_;
  JsonArticles articles_;
  simdjson::dom::parser parser_;
};

/// An object that ends on the line it starts on; a line longer than the head may still end.
int likelihood(std::string_view head) {
  const std::string_view text = trim(head);
  if (text.empty() || text[0] != '{') return 0;
  const std::string_view inside = trim(text.substr(1));
  if (inside.empty() || (inside[0] != '"' && inside[0] != '}')) return 0;
  // A JSON Feed is one document, also where it is on one line.
  const std::string_view start = text.substr(0, 400);
  if (start.find("jsonfeed.org/version") != std::string_view::npos ||
      start.find("jsonfeed.org\\/version") != std::string_view::npos)
    return 0;
  const std::size_t end = text.find('\n');
  const std::string_view line = trim(text.substr(0, end));
  return line.back() == '}' || end == std::string_view::npos ? 2 : 1;
}

}  // namespace

InputFormat json_lines_format() {
  return {"jsonl", "jsonl ndjson jl", likelihood,
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<JsonLinesReader>(std::move(path), std::move(bytes), options);
          }};
}

}  // namespace dateline
