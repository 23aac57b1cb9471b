// SPDX-License-Identifier: GPL-2.0-or-later
//
// Comma-separated values with a header row; semicolons, tabs and bars part fields as well. Quoting
// is RFC 4180's, read by libcsv in its strict mode. A row whose quoting is wrong is reported, and
// reading goes on at the line after the one it starts on, so that a quote that is never closed
// costs one row and not the rest of the file; what then has not the header's number of fields is
// reported as well. In a line that quotes no field, quotes are text.
#include <csv.h>

#include <algorithm>
#include <array>
#include <deque>
#include <vector>

#include "common/error.h"
#include "indexer/line_reader.h"
#include "indexer/readers/article_draft.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"

namespace dateline {
namespace {

constexpr std::string_view kDelimiters = ",\t;|";

using Row = std::vector<std::string>;

/// libcsv, fed line by line.
class RowParser {
 public:
  enum class Result : std::uint8_t { more, row, error };

  explicit RowParser(char delimiter) : delimiter_(delimiter) { start(); }
  RowParser(const RowParser&) = delete;
  RowParser& operator=(const RowParser&) = delete;
  ~RowParser() { csv_free(&parser_); }

  Result feed(std::string_view line) {
    const bool accepted = put(line) && put("\n");
    if (!accepted) return Result::error;
    return complete_ ? Result::row : Result::more;
  }
  /// The fields; the parser is ready for the next row.
  Row take() {
    complete_ = false;
    return std::exchange(row_, {});
  }
  void restart() {
    csv_free(&parser_);
    start();
  }

 private:
  void start() {
    if (csv_init(&parser_, CSV_STRICT) != 0) throw Error("cannot start reading CSV");
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter_));
    row_.clear();
    complete_ = false;
  }
  bool put(std::string_view bytes) {
    return csv_parse(&parser_, bytes.data(), bytes.size(), &RowParser::on_field, &RowParser::on_row,
                     this) == bytes.size();
  }
  static void on_field(void* data, std::size_t size, void* self) {
    static_cast<RowParser*>(self)->row_.emplace_back(static_cast<const char*>(data), size);
  }
  static void on_row(int /*terminator*/, void* self) {
    static_cast<RowParser*>(self)->complete_ = true;
  }

  char delimiter_;
  csv_parser parser_{};
  Row row_;
  bool complete_ = false;
};

Row split_plainly(std::string_view line, char delimiter) {
  Row row;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(delimiter, at), line.size());
    row.emplace_back(line.substr(at, end - at));
    at = end + 1;
  }
  return row;
}

/// A field of the line starts with a quote.
bool quotes_fields(std::string_view line, char delimiter) {
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(delimiter, at), line.size());
    if (trim(line.substr(at, end - at)).substr(0, 1) == "\"") return true;
    at = end + 1;
  }
  return false;
}

Row header_fields(std::string_view line, char delimiter) {
  RowParser parser(delimiter);
  Row row =
      parser.feed(line) == RowParser::Result::row ? parser.take() : split_plainly(line, delimiter);
  for (std::string& name : row) {
    clean_text(name);
    name = single_line(name);
  }
  return row;
}

/// Columns that name a field, and whether a title or a text is among them.
struct Columns {
  int known = 0;
  bool title_or_body = false;
};
Columns count_columns(const Row& header, const KeyMap& keys) {
  Columns columns;
  for (const std::string& name : header) {
    const auto target = keys.find(name);
    if (!target) continue;
    ++columns.known;
    columns.title_or_body = columns.title_or_body || target->field == &ArticleDraft::title ||
                            target->field == &ArticleDraft::body;
  }
  return columns;
}

/// The delimiter that makes most of the header; of equals the first.
char sniff_delimiter(std::string_view line, const KeyMap& keys) {
  char best = kDelimiters[0];
  std::pair<int, std::size_t> most{-1, 0};
  for (const char delimiter : kDelimiters) {
    const Row header = header_fields(line, delimiter);
    const std::pair<int, std::size_t> score{count_columns(header, keys).known, header.size()};
    if (score <= most) continue;
    most = score;
    best = delimiter;
  }
  return best;
}

class CsvReader final : public ArticleReader {
 public:
  CsvReader(std::string path, std::unique_ptr<ByteSource> bytes, const ReaderOptions& options,
            char delimiter)
      : bytes_(std::move(bytes)),
        lines_(*bytes_, options.record_limit),
        records_(std::move(path), options),
        keys_(options),
        delimiter_(delimiter) {}

  std::optional<Record> next() override {
    if (!parser_) {
      if (auto problem = read_header()) return problem;
    }
    return finished_ ? std::nullopt : next_row();
  }

  std::string note() const override {
    std::string note;
    for (std::size_t i = 0; i < header_.size(); ++i) {
      const bool best =
          targets_[i] && std::none_of(targets_.begin(), targets_.end(), [&](auto& other) {
            return other && other->field == targets_[i]->field && other->rank < targets_[i]->rank;
          });
      if (best)
        note += (note.empty() ? "" : ", ") + field_name(targets_[i]->field) + '=' + header_[i];
    }
    return note;
  }

 private:
  /// A line of the record at hand; those that are read again come first.
  struct KeptLine {
    std::string text;
    std::uint64_t number = 0;
    bool too_large = false;
  };

  std::optional<KeptLine> next_line() {
    if (!again_.empty()) {
      KeptLine line = std::move(again_.front());
      again_.pop_front();
      return line;
    }
    const auto line = lines_.next();
    if (!line) return std::nullopt;
    return KeptLine{std::string(line->text), line->number, line->too_large};
  }

  std::optional<Record> read_header() {
    std::optional<KeptLine> line;
    do line = next_line();
    while (line && trim(line->text).empty() && !line->too_large);
    finished_ = !line || line->too_large;
    if (!line) return std::nullopt;
    if (line->too_large) return records_.too_large(line->number);
    std::string_view text = line->text;
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.substr(0, kMark.size()) == kMark) text.remove_prefix(kMark.size());
    if (delimiter_ == '\0') delimiter_ = sniff_delimiter(text, keys_);
    header_ = header_fields(text, delimiter_);
    for (const std::string& name : header_) targets_.push_back(keys_.find(name));
    parser_.emplace(delimiter_);
    if (count_columns(header_, keys_).title_or_body) return std::nullopt;
    finished_ = true;
    return records_.bad(
        line->number, RejectReason::syntax,
        "no column is known as a title or a text (see --map); the columns are: " + joined_header());
  }

  std::string joined_header() const {
    std::string joined;
    for (const std::string& name : header_) joined += (joined.empty() ? "" : ", ") + name;
    constexpr std::size_t kShown = 300;
    return joined.size() > kShown ? joined.substr(0, kShown) + "..." : joined;
  }

  std::optional<Record> next_row() {
    while (true) {
      auto line = next_line();
      if (!line && kept_.empty()) return std::nullopt;
      if (!line) return give_up("a quote that is not closed");
      if (kept_.empty() && line->too_large) return records_.too_large(line->number);
      if (kept_.empty() && trim(line->text).empty()) continue;
      if (line->too_large) {
        again_.push_front(*std::move(line));
        return give_up("a quote that is not closed");
      }
      kept_size_ += line->text.size();
      const auto result = parser_->feed(line->text);
      kept_.push_back(*std::move(line));
      if (result == RowParser::Result::row) return finish_row(parser_->take());
      if (result == RowParser::Result::error) return read_unquoted();
      if (kept_size_ > records_.options().record_limit)
        return give_up("a quote that is not closed");
    }
  }

  Record finish_row(Row row) {
    const std::uint64_t line = kept_.front().number;
    kept_.clear();
    kept_size_ = 0;
    if (line <= doubtful_until_ && row.size() != header_.size())
      return records_.bad(line, RejectReason::syntax,
                          std::to_string(row.size()) + " fields instead of " +
                              std::to_string(header_.size()) + ", after a quote that went wrong");
    return records_.make(read(row), line);
  }

  /// A line that libcsv refuses.
  Record read_unquoted() {
    const std::string& line = kept_.front().text;
    if (kept_.size() > 1 || quotes_fields(line, delimiter_))
      return give_up("a quote in the middle of a field, or one that is not closed");
    parser_->restart();
    return finish_row(split_plainly(line, delimiter_));
  }

  /// Reports the record, and reads again what follows its first line.
  Record give_up(std::string_view why) {
    parser_->restart();
    const std::uint64_t line = kept_.front().number;
    doubtful_until_ = std::max(doubtful_until_, kept_.back().number);
    again_.insert(again_.begin(), std::make_move_iterator(kept_.begin() + 1),
                  std::make_move_iterator(kept_.end()));
    kept_.clear();
    kept_size_ = 0;
    return records_.bad(line, RejectReason::syntax, std::string(why));
  }

  ArticleDraft read(Row& row) const {
    ArticleDraft draft;
    const std::size_t count = std::min(row.size(), targets_.size());
    for (std::size_t i = 0; i < count; ++i)
      if (targets_[i] && is_best(row, i)) draft.*targets_[i]->field = row[i];
    if (row.size() > header_.size())
      draft.warnings.push_back(
          {WarningKind::structure, "the row has " + std::to_string(row.size()) +
                                       " fields, the header " + std::to_string(header_.size()) +
                                       "; the rest is ignored"});
    return draft;
  }

  /// No other column fills the same field better.
  bool is_best(const Row& row, std::size_t column) const {
    if (trim(row[column]).empty()) return false;
    for (std::size_t i = 0; i < std::min(row.size(), targets_.size()); ++i) {
      const bool same = targets_[i] && targets_[i]->field == targets_[column]->field;
      if (same && targets_[i]->rank < targets_[column]->rank && !trim(row[i]).empty()) return false;
    }
    return true;
  }

  std::unique_ptr<ByteSource> bytes_;
  LineReader lines_;
  RecordMaker records_;
  KeyMap keys_;
  char delimiter_;  ///< NUL: to be sniffed
  Row header_;
  std::vector<std::optional<KeyMap::Target>> targets_;  ///< by column
  std::optional<RowParser> parser_;
  std::vector<KeptLine> kept_;  ///< lines of the record at hand
  std::size_t kept_size_ = 0;
  std::deque<KeptLine> again_;
  std::uint64_t doubtful_until_ = 0;  ///< last line that was read as part of a bad record
  bool finished_ = false;
};

/// A first line of short names parted by one of `delimiters`, two of which are known.
int likelihood(std::string_view head, std::string_view delimiters) {
  constexpr std::size_t kLongestHeader = 4096;
  static const KeyMap keys{ReaderOptions{}};
  const std::string_view line = trim(head.substr(0, kLongestHeader));
  const std::string_view first = line.substr(0, line.find('\n'));
  for (const char delimiter : delimiters) {
    if (first.find(delimiter) == std::string_view::npos) continue;
    const Row header = header_fields(trim(first), delimiter);
    const bool names = std::all_of(header.begin(), header.end(),
                                   [](const std::string& name) { return name.size() <= 40; });
    const Columns columns = count_columns(header, keys);
    if (names && columns.known >= 2 && columns.title_or_body) return 2;
  }
  return 0;
}

}  // namespace

InputFormat csv_format() {
  return {"csv", "csv", [](std::string_view head) { return likelihood(head, ",;|"); },
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<CsvReader>(std::move(path), std::move(bytes), options, '\0');
          }};
}

InputFormat tsv_format() {
  return {"tsv", "tsv tab", [](std::string_view head) { return likelihood(head, "\t"); },
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<CsvReader>(std::move(path), std::move(bytes), options, '\t');
          }};
}

}  // namespace dateline
