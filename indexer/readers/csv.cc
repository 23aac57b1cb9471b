// SPDX-License-Identifier: GPL-2.0-or-later
//
// Comma-separated values with a header row; semicolons, tabs and bars part fields as well. Quoting
// is RFC 4180's, read by libcsv in its strict mode. A row whose quoting is wrong is reported, and
// reading goes on at the line after the one it starts on, so that a quote that is never closed
// costs one row and not the rest of the file; what then has not the header's number of fields is
// reported as well. In a line that quotes no field, quotes are text. Lines before the header (a
// title, "sep=;", comments) are passed over.
#include <csv.h>

#include <algorithm>
#include <array>
#include <deque>
#include <vector>

#include "common/error.h"
#include "common/text.h"
#include "indexer/line_reader.h"
#include "indexer/readers/article_draft.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"

namespace dateline {
namespace {

constexpr std::string_view kDelimiters = ",\t;|";

/// Exports have titles, dates and comments before their header.
constexpr std::size_t kMostLinesToHeader = 20;

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
    std::string note = before_header_;
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

  /// A line that may be the header.
  struct Candidate {
    char delimiter = ',';
    Row names;
    Columns columns;
  };

  Candidate candidate_of(const KeptLine& line) const {
    std::string_view text = line.text;
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.substr(0, kMark.size()) == kMark) text.remove_prefix(kMark.size());
    Candidate candidate;
    candidate.delimiter = delimiter_ != '\0' ? delimiter_ : sniff_delimiter(text, keys_);
    candidate.names = header_fields(text, candidate.delimiter);
    candidate.columns = count_columns(candidate.names, keys_);
    return candidate;
  }

  /// Takes the first lines, and puts back those behind the header.
  std::optional<Record> read_header() {
    std::vector<KeptLine> lines;
    std::vector<Candidate> candidates;
    while (lines.size() < kMostLinesToHeader) {
      auto line = next_line();
      if (!line) break;
      if (line->too_large) {
        again_.push_front(*std::move(line));
        break;
      }
      if (trim(line->text).empty() || take_separator(line->text)) continue;
      candidates.push_back(candidate_of(*line));
      lines.push_back(*std::move(line));
    }
    finished_ = lines.empty();
    if (finished_) return next_large_line();
    const std::size_t at = find_header(candidates);
    again_.insert(again_.begin(),
                  std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(at) + 1),
                  std::make_move_iterator(lines.end()));
    if (at > 0) before_header_ = "header in line " + std::to_string(lines[at].number);
    header_ = std::move(candidates[at].names);
    delimiter_ = candidates[at].delimiter;
    for (const std::string& name : header_) targets_.push_back(keys_.find(name));
    parser_.emplace(delimiter_);
    const std::string problem = problem_of_header();
    if (problem.empty()) return std::nullopt;
    finished_ = true;
    return records_.bad(lines[at].number, RejectReason::syntax, problem);
  }

  std::optional<Record> next_large_line() {
    const auto line = next_line();
    if (!line) return std::nullopt;
    return records_.too_large(line->number);
  }

  /// "sep=;", which spreadsheets write to themselves.
  bool take_separator(std::string_view line) {
    constexpr std::string_view kKey = "sep=";
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    while (line.ends_with('\r') || line.ends_with('\n')) line.remove_suffix(1);
    if (line.size() > 2 && line.starts_with('"') && line.ends_with('"'))
      line = line.substr(1, line.size() - 2);
    if (line.size() != kKey.size() + 1 || ascii_lower(line.substr(0, kKey.size())) != kKey)
      return false;
    delimiter_ = line.back();
    return true;
  }

  /// The first line with two known names, else the first with what the user named, else the first
  /// of all if a name of it is known, else that which has most names.
  std::size_t find_header(const std::vector<Candidate>& candidates) const {
    const auto find = [&](auto fits) {
      return static_cast<std::size_t>(std::find_if(candidates.begin(), candidates.end(), fits) -
                                      candidates.begin());
    };
    const auto is_known = [](const Candidate& line) { return line.columns.title_or_body; };
    std::size_t at = find([&](const Candidate& line) {
      return is_known(line) && line.columns.known > 1 && missing_in(line.names).empty();
    });
    if (at == candidates.size())
      at = find([&](const Candidate& line) { return is_known(line) && line.columns.known > 1; });
    if (at < candidates.size()) return at;
    if (is_known(candidates[0])) return 0;
    if ((at = find(is_known)) < candidates.size() && !records_.options().map.empty()) return at;
    const auto filled = [](const Candidate& line) {
      return std::count_if(line.names.begin(), line.names.end(),
                           [](const std::string& name) { return !name.empty(); });
    };
    return static_cast<std::size_t>(std::max_element(candidates.begin(), candidates.end(),
                                                     [&](const Candidate& a, const Candidate& b) {
                                                       return filled(a) < filled(b);
                                                     }) -
                                    candidates.begin());
  }

  /// The first column of the user's map that is not there: "title=kopf".
  std::string missing_in(const Row& names) const {
    for (const auto& [field, key] : records_.options().map)
      if (std::none_of(names.begin(), names.end(), [&key = key](const std::string& name) {
            return normal_key(name) == normal_key(key);
          }))
        return std::string(field).append("=").append(key);
    return {};
  }

  std::string problem_of_header() const {
    const std::string columns = "; the columns are: " + joined_header();
    if (const std::string missing = missing_in(header_); !missing.empty())
      return "there is no column for --map " + missing + columns;
    if (count_columns(header_, keys_).title_or_body) return {};
    return "no column is known as a title or a text" + columns + "; name them: " + map_to_write();
  }

  /// By the rows that were seen, the longest texts are bodies, and the next ones titles; what
  /// begins with a digit is a date or a number.
  std::string map_to_write() const {
    std::vector<std::pair<std::size_t, std::size_t>> lengths;  // and columns
    for (std::size_t i = 0; i < header_.size(); ++i) lengths.emplace_back(0, i);
    for (const KeptLine& line : again_) {
      const Row row = header_fields(line.text, delimiter_);
      for (std::size_t i = 0; i < std::min(row.size(), lengths.size()); ++i)
        if (row[i].find_first_of("0123456789") != 0) lengths[i].first += row[i].size();
    }
    std::erase_if(lengths, [&](const auto& each) { return header_[each.second].empty(); });
    std::stable_sort(lengths.begin(), lengths.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    const auto option = [&](std::string_view field, std::size_t rank) {
      const std::string row = std::string(field) + '=' + header_[lengths[rank].second];
      return "--map " + (row.find(' ') == std::string::npos ? row : '\'' + row + '\'');
    };
    if (lengths.empty()) return "--map body=COLUMN";
    return lengths.size() == 1 ? option("body", 0) : option("title", 1) + ' ' + option("body", 0);
  }

  std::string joined_header() const {
    std::string joined;
    for (const std::string& name : header_)
      if (!name.empty()) joined.append(joined.empty() ? "" : ", ").append(name);
    constexpr std::size_t kShown = 300;
    if (joined.size() <= kShown) return joined;
    return std::string(clip_utf8(joined, kShown)) + "...";
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
  std::string before_header_;                           ///< where it is, if not at the start
  std::vector<std::optional<KeyMap::Target>> targets_;  ///< by column
  std::optional<RowParser> parser_;
  std::vector<KeptLine> kept_;  ///< lines of the record at hand
  std::size_t kept_size_ = 0;
  std::deque<KeptLine> again_;
  std::uint64_t doubtful_until_ = 0;  ///< last line that was read as part of a bad record
  bool finished_ = false;
};

/// A line of short names parted by one of `delimiters`, as many of which are known; prose has two.
bool is_header(std::string_view line, std::string_view delimiters, int known) {
  static const KeyMap keys{ReaderOptions{}};
  for (const char delimiter : delimiters) {
    if (line.find(delimiter) == std::string_view::npos) continue;
    const Row header = header_fields(line, delimiter);
    const bool names = std::all_of(header.begin(), header.end(),
                                   [](const std::string& name) { return name.size() <= 40; });
    const Columns columns = count_columns(header, keys);
    if (names && columns.known >= known && columns.title_or_body) return true;
  }
  return false;
}

int likelihood(std::string_view head, std::string_view delimiters) {
  constexpr std::size_t kLongestHead = 4096;
  std::string_view rest = trim(head.substr(0, kLongestHead));
  for (std::size_t i = 0; i < kMostLinesToHeader && !rest.empty(); ++i) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (is_header(trim(rest.substr(0, end)), delimiters, i == 0 ? 2 : 3)) return 2;
    rest = trim(rest.substr(end));
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
