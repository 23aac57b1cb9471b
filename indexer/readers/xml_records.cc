// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml_records.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "indexer/byte_source.h"
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

/// A file from its first start tag on, behind what is declared before it.
std::string_view root_tag(std::string_view head) {
  std::size_t at = 0;
  // What a DOCTYPE declares is not looked at, nor mistaken for the root.
  if (const std::size_t type = head.find("<!DOCTYPE"); type != std::string_view::npos) {
    const std::size_t end = head.find_first_of("[>", type);
    if (end != std::string_view::npos && head[end] == '[') at = head.find("]>", end);
  }
  while ((at = head.find('<', at)) != std::string_view::npos && at + 1 < head.size()) {
    const char next = head[at + 1];
    if (is_name_char(next) || (static_cast<unsigned char>(next) & 0x80U) != 0)
      return head.substr(at);
    at = head.substr(at, 4) == "<!--" ? head.find("-->", at) : at + 1;
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
        pieces_(*bytes_, written_tags(format_.tags, head_), options.record_limit),
        records_(std::move(path), options) {
    std::size_t first = head_.size();
    for (const std::string& tag : format_.tags)
      first = std::min(first, find_start_tag(head_, tag).at);
    head_.resize(first);
    tree_ = parse_head(head_);
  }

  std::optional<Record> next() override {
    while (true) {
      if (auto record = take_read()) return record;
      auto piece = pieces_.next();
      if (!piece) break;
      any_ = true;
      if (piece->too_large) return records_.too_large(piece->line);
      const std::size_t repaired = clean_text(piece->text);
      const XmlDocument document = parse_xml(std::move(piece->text));
      if (root_of(document) == nullptr)
        return records_.bad(piece->line, RejectReason::syntax, "an element without structure");
      line_ = piece->line;
      for (ArticleDraft& draft : format_.read(root_of(document), root_of(tree_))) {
        if (!piece->closed)
          draft.warnings.push_back({WarningKind::structure, "the article has no end tag"});
        if (repaired > 0) draft.warnings.push_back(repaired_warning(repaired));
        read_.push_back(std::move(draft));
      }
    }
    if (std::exchange(any_, true)) return std::nullopt;
    return records_.bad(1, RejectReason::empty, "no <" + format_.tags[0] + "> in the file");
  }

 private:
  /// The next article of the element that was read last.
  std::optional<Record> take_read() {
    if (read_.empty()) return std::nullopt;
    ArticleDraft draft = std::move(read_.front());
    read_.pop_front();
    const std::uint64_t line = line_ + draft.lines_before;
    return records_.make(std::move(draft), line);
  }

  XmlRecordFormat format_;
  std::unique_ptr<ByteSource> bytes_;
  std::string head_;
  XmlDocument tree_;  ///< of the head
  TagSplitter pieces_;
  RecordMaker records_;
  std::deque<ArticleDraft> read_;  ///< of the element at hand
  std::uint64_t line_ = 0;         ///< of its start
  bool any_ = false;
};

}  // namespace

std::unique_ptr<ArticleReader> make_xml_reader(XmlRecordFormat format, std::string path,
                                               std::unique_ptr<ByteSource> bytes,
                                               const ReaderOptions& options) {
  return std::make_unique<XmlReader>(std::move(format), std::move(path), std::move(bytes), options);
}

std::string root_name(std::string_view head) {
  const std::string_view tag = root_tag(head);
  if (tag.empty()) return {};
  return std::string(local_name(tag.substr(1, tag.find_first_of(" \t\r\n/>") - 1)));
}

XmlDocument parse_head(std::string_view head) {
  return parse_xml(std::string(root_tag(head)));
}

bool has_start_tag(std::string_view head, std::string_view tag) {
  return !find_start_tag(head, tag).name.empty();
}

}  // namespace dateline
