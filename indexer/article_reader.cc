// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/article_reader.h"

#include <algorithm>
#include <array>

#include "common/error.h"
#include "indexer/byte_source.h"
#include "indexer/decoded_source.h"
#include "indexer/encoding.h"
#include "indexer/lead_parser.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"

namespace dateline {
namespace {

constexpr std::size_t kHead = std::size_t{1} << 14;  // bytes that a format is told by

/// "articles/2016.JSONL.gz" gives "jsonl".
std::string extension_of(std::string_view path) {
  std::string name = ascii_lower(path.substr(path.find_last_of('/') + 1));
  const auto cut = [&name] {
    const std::size_t dot = name.find_last_of('.');
    if (dot == std::string::npos) return std::string();
    std::string extension = name.substr(dot + 1);
    name.resize(dot);
    return extension;
  };
  std::string extension = cut();
  return extension == "gz" || extension == "zst" ? cut() : extension;
}

bool has_extension(const InputFormat& format, std::string_view extension) {
  if (extension.empty()) return false;
  const std::string listed = ' ' + std::string(format.extensions) + ' ';
  return listed.find(' ' + std::string(extension) + ' ') != std::string::npos;
}

/// Gives one record: why the file gives no articles.
class UnreadableReader final : public ArticleReader {
 public:
  explicit UnreadableReader(BadRecord why) : why_(std::move(why)) {}
  std::optional<Record> next() override {
    std::optional<Record> record;
    if (why_) record = *std::move(why_);
    why_.reset();
    return record;
  }

 private:
  std::optional<BadRecord> why_;
};

/// Completes the articles of a reader, and reports where reading fails midway.
class CompletingReader final : public ArticleReader {
 public:
  CompletingReader(std::string path, std::unique_ptr<ArticleReader> reader)
      : path_(std::move(path)), reader_(std::move(reader)) {}

  std::optional<Record> next() override {
    if (failed_) return std::nullopt;
    try {
      auto record = reader_->next();
      if (record)
        if (auto* article = std::get_if<Article>(&*record)) complete_article(*article);
      return record;
    } catch (const Error& error) {
      if (error.code() == ExitCode::kUsage) throw;
      failed_ = true;
      return BadRecord{path_, 0, RejectReason::unreadable, error.message()};
    }
  }
  std::string note() const override { return reader_->note(); }

 private:
  std::string path_;
  std::unique_ptr<ArticleReader> reader_;
  bool failed_ = false;
};

/// The bytes as UTF-8, unless the file itself declares its encoding.
std::unique_ptr<ByteSource> decoded(std::unique_ptr<ByteSource> bytes, const std::string& path,
                                    const InputFormat* format, const ReaderOptions& options) {
  const std::string_view mark = encoding_of_mark(peek(bytes, 4));
  if (!mark.empty()) return converted(std::move(bytes), mark);
  if (options.encoding.empty()) return bytes;
  if (format == nullptr) format = detect_format(path, peek(bytes, kHead));
  const bool declares = format != nullptr && format->declares_encoding;
  return declares ? std::move(bytes) : converted(std::move(bytes), options.encoding);
}

}  // namespace

std::string_view to_string(RejectReason reason) {
  switch (reason) {
    case RejectReason::unreadable:
      return "unreadable";
    case RejectReason::syntax:
      return "syntax";
    case RejectReason::empty:
      return "empty";
    case RejectReason::bad_date:
      return "bad_date";
    case RejectReason::too_large:
      return "too_large";
    case RejectReason::unknown_format:
      return "unknown_format";
  }
  return "unknown";
}

std::span<const InputFormat> input_formats() {
  // NewsML carries NITF, and JSON Lines are told from other JSON by their first line.
  static const std::array formats{
      warc_format(),         iptc_7901_format(), anpa_1312_format(),  reuters_format(),
      newsml_g2_format(),    newsml_1_format(),  nitf_format(),       feed_format(),
      news_sitemap_format(), html_format(),      json_lines_format(), json_document_format(),
      mail_format(),         csv_format(),       tsv_format(),        plain_text_format(),
  };
  return formats;
}

const InputFormat* detect_format(std::string_view path, std::string_view head) {
  const std::string extension = extension_of(path);
  const InputFormat* named = nullptr;
  const InputFormat* likely = nullptr;
  for (const InputFormat& format : input_formats()) {
    const int likelihood = format.likelihood(head);
    if (likelihood == 2) return &format;
    if (named == nullptr && has_extension(format, extension)) named = &format;
    if (likely == nullptr && likelihood == 1) likely = &format;
  }
  return named != nullptr && !is_binary(head) ? named : likely;
}

const InputFormat* find_format(std::string_view name) {
  const auto formats = input_formats();
  const auto found =
      std::find_if(formats.begin(), formats.end(),
                   [name](const InputFormat& format) { return format.name == name; });
  return found == formats.end() ? nullptr : &*found;
}

std::unique_ptr<ArticleReader> open_articles(const std::string& path, const InputFormat* format,
                                             const ReaderOptions& options) {
  try {
    auto bytes = decoded(decompressed(open_bytes(path)), path, format, options);
    if (format == nullptr) {
      format = detect_format(path, peek(bytes, kHead));
      // On standard input JSON Lines are expected: prose is taken for one that went wrong.
      if (path == kStandardInput && (format == nullptr || format->name == "text"))
        format = find_format("jsonl");
    }
    if (format == nullptr)
      return std::make_unique<UnreadableReader>(
          BadRecord{path, 0, RejectReason::unknown_format, "not a format that is known"});
    return std::make_unique<CompletingReader>(path, format->make(path, std::move(bytes), options));
  } catch (const Error& error) {
    if (error.code() == ExitCode::kUsage) throw;
    return std::make_unique<UnreadableReader>(
        BadRecord{path, 0, RejectReason::unreadable, error.message()});
  }
}

}  // namespace dateline
