// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/article_reader.h"

#include <algorithm>
#include <array>

#include "common/error.h"
#include "indexer/byte_source.h"
#include "indexer/charset_detector.h"
#include "indexer/container.h"
#include "indexer/decoded_source.h"
#include "indexer/encoding.h"
#include "indexer/foreign_kind.h"
#include "indexer/lead_parser.h"
#include "indexer/member_name.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/xml.h"

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
  constexpr std::array<std::string_view, 4> kPacked{"gz", "zst", "bz2", "xz"};
  const bool is_packed = std::find(kPacked.begin(), kPacked.end(), extension) != kPacked.end();
  return is_packed ? cut() : extension;
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

BadRecord why_unreadable(const std::string& path, const Error& error) {
  const auto* rejection = dynamic_cast<const Rejection*>(&error);
  return {path, 0, rejection == nullptr ? RejectReason::unreadable : rejection->reason(),
          error.message()};
}

/// What the layers under a reader found out; mostly empty.
struct LayerNotes {
  std::string encoding;   ///< that the content told
  std::string unpacking;  ///< what was ignored
};

/// Completes the articles of a reader, and reports where reading fails midway or gives nothing.
class CompletingReader final : public ArticleReader {
 public:
  CompletingReader(std::string path, std::unique_ptr<ArticleReader> reader,
                   std::shared_ptr<const LayerNotes> layers, Date today)
      : path_(std::move(path)),
        reader_(std::move(reader)),
        layers_(std::move(layers)),
        today_(today) {}

  std::optional<Record> next() override {
    if (failed_) return std::nullopt;
    try {
      auto record = reader_->next();
      if (!record && !any_)
        record = BadRecord{path_, 0, RejectReason::empty, "there is no article in it"};
      any_ = true;
      if (record)
        if (auto* article = std::get_if<Article>(&*record)) complete_article(*article, today_);
      return record;
    } catch (const Error& error) {
      if (error.code() == ExitCode::kUsage) throw;
      failed_ = true;
      return why_unreadable(path_, error);
    }
  }
  std::string note() const override {
    std::string note;
    const auto add = [&note](std::string_view text) {
      if (!text.empty()) note.append(note.empty() ? "" : ", ").append(text);
    };
    if (!layers_->encoding.empty()) add("encoding=" + layers_->encoding);
    add(reader_->note());
    add(layers_->unpacking);
    return note;
  }

 private:
  std::string path_;
  std::unique_ptr<ArticleReader> reader_;
  std::shared_ptr<const LayerNotes> layers_;
  Date today_;
  bool any_ = false;  ///< record so far
  bool failed_ = false;
};

/// What opening a file or a member of a container needs.
struct Opening {
  const InputFormat* format = nullptr;
  ReaderOptions options;
  std::shared_ptr<const UnpackingLimit> limit;
  int depth = 0;  ///< containers around it
};

/// The bytes as UTF-8, unless each record of the file has an encoding of its own.
std::unique_ptr<ByteSource> decoded(std::unique_ptr<ByteSource> bytes, const std::string& path,
                                    const Opening& opening, std::shared_ptr<std::string> found) {
  const std::string head = peek(bytes, kHead);
  const InputFormat* format = opening.format;
  if (format == nullptr) format = detect_format(path, head);
  std::string_view encoding = encoding_of_mark(head);
  if (encoding.empty() && format != nullptr && format->mixes_encodings) return bytes;
  if (encoding.empty()) encoding = opening.options.encoding;
  if (encoding.empty()) encoding = encoding_of_nulls(head);
  // Korean in seven bits shifts by control characters, as if it were no text.
  if (encoding.empty() && format == nullptr) encoding = encoding_of_escapes(head);
  if (!encoding.empty()) return converted(std::move(bytes), encoding);
  if (format == nullptr) return bytes;
  return detected(std::move(bytes), std::move(found),
                  format->declares_encoding ? declared_encoding(head) : std::string());
}

std::unique_ptr<ArticleReader> open_stream(const std::string& path,
                                           std::unique_ptr<ByteSource> bytes,
                                           const Opening& opening);

/// The articles of a container's members, one after the other.
class ContainerReader final : public ArticleReader {
 public:
  ContainerReader(std::string path, std::unique_ptr<ByteSource> bytes, Opening opening)
      : path_(std::move(path)),
        opening_(std::move(opening)),
        container_(std::move(bytes), opening_.limit) {
    ++opening_.depth;
  }

  std::optional<Record> next() override {
    while (true) {
      if (member_) {
        if (auto record = member_->next()) return record;
        member_.reset();
      }
      const auto name = container_.next();
      if (!name) return std::nullopt;
      if (leads_out(*name))
        return BadRecord{path_, 0, RejectReason::unsafe_path,
                         "the name of a member leads out of its container: " + *name};
      Opening opening = opening_;
      std::string& raw = opening.options.raw_path;
      raw = (raw.empty() ? path_ : raw) + '/' + *name;
      member_ = open_stream(path_ + '/' + legible_name(*name), container_.open(), opening);
    }
  }
  std::string note() const override { return member_ ? member_->note() : std::string(); }

 private:
  const std::string path_;
  Opening opening_;
  Container container_;
  std::unique_ptr<ArticleReader> member_;
};

/// Of what was unpacked to its outermost layer. Throws Error.
std::unique_ptr<ArticleReader> open_unpacked(const std::string& path,
                                             std::unique_ptr<ByteSource> bytes,
                                             const Opening& opening) {
  constexpr int kDeepest = 2;  // a container in a container
  const auto notes = std::make_shared<LayerNotes>();
  bytes = unpacked(std::move(bytes), opening.limit, {notes, &notes->unpacking});
  const std::string head = peek(bytes, kHead);
  if (auto kind = foreign_kind(head)) throw Rejection(RejectReason::unknown_format, *kind);
  if (is_container(head)) {
    if (opening.depth == kDeepest)
      throw Rejection(RejectReason::nested, "containers are read in one other, not deeper");
    return std::make_unique<CompletingReader>(
        path, std::make_unique<ContainerReader>(path, std::move(bytes), opening), notes,
        opening.options.today);
  }
  bytes = decoded(std::move(bytes), path, opening, {notes, &notes->encoding});
  const InputFormat* format = opening.format;
  if (format == nullptr) {
    format = detect_format(path, peek(bytes, kHead));
    // On standard input JSON Lines are expected: prose is taken for one that went wrong.
    if (path == kStandardInput && (format == nullptr || format->name == "text"))
      format = find_format("jsonl");
  }
  if (format == nullptr)
    throw Rejection(RejectReason::unknown_format, "not a format that is known");
  return std::make_unique<CompletingReader>(
      path, format->make(path, std::move(bytes), opening.options), notes, opening.options.today);
}

std::unique_ptr<ArticleReader> open_stream(const std::string& path,
                                           std::unique_ptr<ByteSource> bytes,
                                           const Opening& opening) {
  try {
    return open_unpacked(path, std::move(bytes), opening);
  } catch (const Error& error) {
    if (error.code() == ExitCode::kUsage) throw;
    return std::make_unique<UnreadableReader>(why_unreadable(path, error));
  }
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
    case RejectReason::too_large:
      return "too_large";
    case RejectReason::unknown_format:
      return "unknown_format";
    case RejectReason::bomb:
      return "bomb";
    case RejectReason::nested:
      return "nested";
    case RejectReason::unsafe_path:
      return "unsafe_path";
  }
  return "unknown";
}

std::string_view to_string(WarningKind kind) {
  switch (kind) {
    case WarningKind::bad_date:
      return "bad_date";
    case WarningKind::bad_bytes:
      return "bad_bytes";
    case WarningKind::same_id:
      return "same_id";
    case WarningKind::structure:
      return "structure";
  }
  return "unknown";
}

std::span<const InputFormat> input_formats() {
  // NewsML carries NITF, and JSON Lines are told from other JSON by their first line.
  static const std::array formats{
      warc_format(),         iptc_7901_format(),     anpa_1312_format(), reuters_format(),
      newsml_g2_format(),    newsml_1_format(),      nitf_format(),      feed_format(),
      news_sitemap_format(), tei_format(),           html_format(),      xml_format(),
      json_lines_format(),   json_document_format(), mail_format(),      csv_format(),
      tsv_format(),          plain_text_format(),
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
                                             const ReaderOptions& options,
                                             std::shared_ptr<Meter> meter) {
  if (!meter) meter = std::make_shared<Meter>();
  try {
    return open_stream(
        path,
        metered(open_bytes(path, options.pipes ? Openable::pipes_too : Openable::files), meter),
        {format, options, std::make_shared<UnpackingLimit>(meter), 0});
  } catch (const Error& error) {
    if (error.code() == ExitCode::kUsage) throw;
    return std::make_unique<UnreadableReader>(why_unreadable(path, error));
  }
}

}  // namespace dateline
