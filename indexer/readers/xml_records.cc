// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml_records.h"

#include <algorithm>
#include <utility>

#include "indexer/byte_source.h"
#include "indexer/encoding.h"
#include "indexer/readers/clean_text.h"

namespace dateline {
namespace {

constexpr std::size_t kHead = std::size_t{1} << 16;

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

/// Where a start tag "<tag" or "<prefix:tag" begins, and its name with the prefix.
struct StartTag {
  std::size_t at = std::string_view::npos;
  std::string_view name;
};
StartTag find_start_tag(std::string_view text, std::string_view tag) {
  for (std::size_t at = 0; (at = text.find(tag, at)) != std::string_view::npos; ++at) {
    const std::size_t end = at + tag.size();
    if (end >= text.size() || is_name_char(text[end]) || text[end] == ':') continue;
    std::size_t start = at;
    if (start > 0 && text[start - 1] == ':')
      for (--start; start > 0 && is_name_char(text[start - 1]);) --start;
    if (start > 0 && text[start - 1] == '<') return {start - 1, text.substr(start, end - start)};
  }
  return {};
}

/// The names as the file writes them, with its prefixes.
std::vector<std::string> written_tags(const std::vector<std::string>& tags, std::string_view head) {
  std::vector<std::string> written;
  for (const std::string& tag : tags) {
    const StartTag found = find_start_tag(head, tag);
    written.push_back(found.name.empty() ? tag : std::string(found.name));
  }
  return written;
}

class XmlReader final : public ArticleReader {
 public:
  XmlReader(XmlRecordFormat format, std::string path, std::unique_ptr<ByteSource> bytes,
            const ReaderOptions& options)
      : format_(std::move(format)),
        bytes_(std::move(bytes)),
        head_(peek(bytes_, kHead)),
        encoding_(declared_encoding(head_)),
        pieces_(*bytes_, written_tags(format_.tags, head_), options.record_limit),
        records_(std::move(path), options) {
    std::size_t first = head_.size();
    for (const std::string& tag : format_.tags)
      first = std::min(first, find_start_tag(head_, tag).at);
    head_ = decode(head_.substr(0, first));
  }

  std::optional<Record> next() override {
    while (auto piece = pieces_.next()) {
      any_ = true;
      if (piece->too_large) return records_.too_large(piece->line);
      const XmlDocument document = parse_xml(decode(std::move(piece->text)));
      if (root_of(document) == nullptr)
        return records_.bad(piece->line, RejectReason::syntax, "an element without structure");
      auto draft = format_.read(root_of(document), head_);
      if (!draft) continue;
      if (!piece->closed)
        draft->warnings.push_back({WarningKind::structure, "the article has no end tag"});
      return records_.make(*std::move(draft), piece->line);
    }
    if (std::exchange(any_, true)) return std::nullopt;
    return records_.bad(1, RejectReason::empty, "no <" + format_.tags[0] + "> in the file");
  }

 private:
  std::string decode(std::string text) const {
    // A file that was UTF-16 and is UTF-8 by now still declares what it was.
    return encoding_.compare(0, 4, "utf-") == 0 ? text : to_utf8(std::move(text), encoding_);
  }

  XmlRecordFormat format_;
  std::unique_ptr<ByteSource> bytes_;
  std::string head_;
  std::string encoding_;
  TagSplitter pieces_;
  RecordMaker records_;
  bool any_ = false;
};

}  // namespace

std::unique_ptr<ArticleReader> make_xml_reader(XmlRecordFormat format, std::string path,
                                               std::unique_ptr<ByteSource> bytes,
                                               const ReaderOptions& options) {
  return std::make_unique<XmlReader>(std::move(format), std::move(path), std::move(bytes), options);
}

std::string text_in_head(XmlHead head, std::string_view tag) {
  const StartTag start = find_start_tag(head, tag);
  if (start.name.empty()) return {};
  const std::string close = "</" + std::string(start.name);
  const std::size_t end = head.find(close, start.at);
  if (end == std::string_view::npos) return {};
  return line_of(
      root_of(parse_xml(std::string(head.substr(start.at, end - start.at)) + close + '>')));
}

bool has_start_tag(std::string_view head, std::string_view tag) {
  return !find_start_tag(head, tag).name.empty();
}

}  // namespace dateline
