// SPDX-License-Identifier: GPL-2.0-or-later
//
// What every reader fills from its records, and the one place where that becomes an Article: text
// cleaned, date parsed, language as a code, id chosen. What goes wrong on the way without costing
// the article is told in its warnings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article_reader.h"

namespace dateline {

/// The fields of an article as the file has them. Any bytes.
struct ArticleDraft {
  std::string id;
  std::string title;
  std::string body;  ///< paragraphs as split_paragraphs() finds them
  std::string date;
  DateOrigin date_origin = DateOrigin::metadata;  ///< of `date`, where there is one
  std::string source;
  std::string url;
  std::string author;
  std::string language;
  std::vector<Warning> warnings;
  std::uint64_t lines_before = 0;  ///< of the record, where it holds several articles
};

/// The members of ArticleDraft that a key of a file can name.
using DraftField = std::string ArticleDraft::*;

/// "title" for &ArticleDraft::title.
std::string field_name(DraftField field);

/// A key as it is compared: ASCII lower case without spaces, "_" and "-" ("pubDate" = "pub_date").
std::string normal_key(std::string_view key);

/// Which field a key fills, by the map of the user, else by the names that archives commonly use.
/// Where several keys of a record fill one field, the one of the lowest rank that is not empty
/// wins.
class KeyMap {
 public:
  struct Target {
    DraftField field = nullptr;
    int rank = 0;
  };
  /// Throws Error for a map that names a field an article does not have.
  explicit KeyMap(const ReaderOptions& options);

  /// The field of that name. Throws Error for one that an article does not have.
  static DraftField field_of(std::string_view name);

  /// Of a key, or of a dotted path of keys ("fields.title").
  std::optional<Target> find(std::string_view key) const;
  /// The dotted keys of the user's map: nested values to look for.
  const std::vector<std::string>& dotted() const { return dotted_; }

 private:
  struct Row {
    std::string key;
    Target target;
  };
  std::vector<Row> rows_;  ///< by key
  std::vector<std::string> dotted_;
};

/// Makes the records of one file.
class RecordMaker {
 public:
  RecordMaker(std::string path, const ReaderOptions& options)
      : path_(std::move(path)), options_(options) {}

  /// The article, or BadRecord{empty} where it has neither title nor text.
  Record make(ArticleDraft draft, std::uint64_t line);
  Record bad(std::uint64_t line, RejectReason reason, std::string detail);
  Record too_large(std::uint64_t line);

  const std::string& path() const { return path_; }
  const ReaderOptions& options() const { return options_; }

 private:
  std::string path_;
  ReaderOptions options_;
  std::uint64_t records_ = 0;
};

/// "3 pieces that are not UTF-8 were replaced by U+FFFD"
Warning repaired_warning(std::size_t repaired);

/// ISO 639-1 of "en-GB", "eng", "English"; "" for nothing, the first subtag of what is unknown.
std::string language_code(std::string_view language);

}  // namespace dateline
