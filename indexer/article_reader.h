// SPDX-License-Identifier: GPL-2.0-or-later
//
// An input format turns the bytes of a file into articles, one at a time. To add a format: one
// file in readers/ and one row in the table of article_reader.cc.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/article.h"
#include "common/error.h"
#include "indexer/date_parser.h"

namespace dateline {

/// Why a record was not taken. The names are what --rejects prints.
enum class RejectReason : std::uint8_t {
  unreadable,      ///< the file or stream could not be read
  syntax,          ///< not well-formed in its format
  empty,           ///< no title and no text
  too_large,       ///< over the limit on one record
  unknown_format,  ///< no reader takes it
  bomb,            ///< unpacks to far more than honest files do, or goes on without an article
  nested,          ///< a container in a container in a container
  unsafe_path,     ///< a container's member whose name leads out of it
};
std::string_view to_string(RejectReason reason);
std::string_view to_string(WarningKind kind);

/// A record that is reported as "path:line: detail", counted and skipped.
struct BadRecord {
  std::string path;
  std::uint64_t line = 0;
  RejectReason reason = RejectReason::syntax;
  std::string detail;
};

/// What stops the reading of a file for a reason of its own.
class Rejection : public Error {
 public:
  Rejection(RejectReason reason, std::string detail) : Error(std::move(detail)), reason_(reason) {}
  RejectReason reason() const { return reason_; }

 private:
  RejectReason reason_;
};

using Record = std::variant<Article, BadRecord>;

/// A source of bytes that is read once, front to back.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Up to `size` bytes; 0 at the end. Throws Error where reading fails.
  virtual std::size_t read(char* buffer, std::size_t size) = 0;
};

class Meter;  // byte_source.h

struct ReaderOptions {
  /// CSV and JSON keys by field: {"title", "headline"}. Empty: common names are tried.
  std::vector<std::pair<std::string, std::string>> map;
  std::size_t record_limit = std::size_t{64} << 20;  ///< bytes of one record
  std::size_t article_limit = std::size_t{4} << 20;  ///< bytes of title and text of one article
  DateOrder date_order = DateOrder::none;            ///< how 03/04/2022 is to be read
  /// Dates later than tomorrow are not used.
  Date today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  std::string encoding;  ///< of all text, whatever it declares, by iconv's name; mostly empty
  std::string raw_path;  ///< the bytes of the path of a container's member, which names it in ids
  bool pipes = true;     ///< a pipe may be opened, since the user named it
};

class ArticleReader {
 public:
  virtual ~ArticleReader() = default;
  /// The next record, or nothing at the end. `path` and `line` are filled in.
  virtual std::optional<Record> next() = 0;
  /// How the file is read, for the user: "title=headline, date=published"; mostly empty.
  virtual std::string note() const { return {}; }
};

/// A row of the table of formats.
struct InputFormat {
  std::string_view name;
  std::string_view extensions;  ///< space separated, no dots
  /// How surely the first bytes of a file are of this format: 0 no, 1 maybe, 2 yes.
  int (*likelihood)(std::string_view head);
  std::unique_ptr<ArticleReader> (*make)(std::string path, std::unique_ptr<ByteSource> bytes,
                                         const ReaderOptions& options);
  bool declares_encoding = false;  ///< at its head, as XML does
  bool mixes_encodings = false;    ///< each record has its own, and the reader decodes it
};

/// All formats, most specific first.
std::span<const InputFormat> input_formats();

/// The format of a file by its content, then its name; null where none fits.
const InputFormat* detect_format(std::string_view path, std::string_view head);

/// The row of that name; null where there is none.
const InputFormat* find_format(std::string_view name);

/// The articles of a file (or of standard input, for "-"), decompressed and decoded, each
/// completed by complete_article(). `format` null: detected. A file that cannot be opened, read or
/// recognised throws nothing: it gives one BadRecord. Throws Error for options that are wrong.
/// `meter` (may be null) counts the bytes of the file as it is on disk.
std::unique_ptr<ArticleReader> open_articles(const std::string& path, const InputFormat* format,
                                             const ReaderOptions& options,
                                             std::shared_ptr<Meter> meter = nullptr);

}  // namespace dateline
