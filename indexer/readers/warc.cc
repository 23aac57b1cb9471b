// SPDX-License-Identifier: GPL-2.0-or-later
//
// WARC (ISO 28500), what web archives and crawlers write: every web page that was answered with
// success is an article. Other records, and answers that are no HTML, are passed over. A record
// has no lines: its number in the file is told instead.
#include <algorithm>

#include "common/error.h"
#include "indexer/byte_source.h"
#include "indexer/decoded_source.h"
#include "indexer/foreign_kind.h"
#include "indexer/readers/article_draft.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_article.h"
#include "indexer/readers/mime.h"

namespace dateline {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;
constexpr std::size_t kLongestHeader = std::size_t{1} << 16;

/// Bytes as they are needed: up to a mark, or so many.
class Window {
 public:
  explicit Window(ByteSource& bytes) : bytes_(bytes) {}

  bool fill() {
    buffer_.erase(0, begin_);
    begin_ = 0;
    const std::size_t size = buffer_.size();
    buffer_.resize(size + kBlock);
    const std::size_t count = bytes_.read(buffer_.data() + size, kBlock);
    buffer_.resize(size + count);
    return count > 0;
  }
  std::string_view rest() const { return std::string_view(buffer_).substr(begin_); }
  void drop(std::size_t count) { begin_ += std::min(count, buffer_.size() - begin_); }

  /// Drops what is before `mark`; false where it does not come.
  bool skip_to(std::string_view mark) {
    while (true) {
      const std::size_t at = rest().find(mark);
      if (at != std::string_view::npos) {
        drop(at);
        return true;
      }
      if (rest().size() >= mark.size()) drop(rest().size() - mark.size() + 1);
      if (!fill()) return false;
    }
  }

  /// The next `size` bytes, of which at most `limit` are kept; fewer at the end.
  std::string take(std::size_t size, std::size_t limit) {
    std::string taken;
    while (size > 0 && (!rest().empty() || fill())) {
      const std::string_view piece = rest().substr(0, size);
      taken += piece.substr(0, limit - std::min(limit, taken.size()));
      size -= piece.size();
      drop(piece.size());
    }
    return taken;
  }

 private:
  ByteSource& bytes_;
  std::string buffer_;
  std::size_t begin_ = 0;
};

/// "1a\r\n...": the chunks of HTTP/1.1 joined.
std::string join_chunks(std::string_view body) {
  std::string joined;
  while (!body.empty()) {
    std::size_t size = 0;
    std::size_t at = 0;
    for (; at < body.size() && at < 8; ++at) {
      const char c = ascii_lower(body.substr(at, 1))[0];
      const bool digit = c >= '0' && c <= '9';
      if (!digit && (c < 'a' || c > 'f')) break;
      size = size * 16 + static_cast<std::size_t>(digit ? c - '0' : c - 'a' + 10);
    }
    const std::size_t end = body.find('\n', at);
    if (at == 0 || size == 0 || end == std::string_view::npos) break;
    joined += body.substr(end + 1, size);
    body.remove_prefix(std::min(body.size(), end + 1 + size));
    while (!body.empty() && (body[0] == '\r' || body[0] == '\n')) body.remove_prefix(1);
  }
  return joined;
}

std::size_t number_of(std::string_view text) {
  std::size_t number = 0;
  for (const char c : trim(text).substr(0, 15)) {
    if (c < '0' || c > '9') break;
    number = number * 10 + static_cast<std::size_t>(c - '0');
  }
  return number;
}

class WarcReader final : public ArticleReader {
 public:
  WarcReader(std::string path, std::unique_ptr<ByteSource> bytes, const ReaderOptions& options)
      : bytes_(std::move(bytes)), window_(*bytes_), records_(std::move(path), options) {}

  std::optional<Record> next() override {
    while (window_.skip_to("WARC/1.")) {
      ++number_;
      std::string head = read_head();
      if (head.empty()) return records_.bad(number_, RejectReason::syntax, "a header without end");
      const MimePart header = parse_part(std::string_view(head).substr(head.find('\n') + 1));
      const std::size_t size = number_of(header.header("content-length"));
      const std::size_t limit = records_.options().record_limit;
      const std::string block = window_.take(size, limit);
      const std::string type = ascii_lower(header.header("warc-type"));
      if (type != "response" && type != "resource") continue;
      if (size > limit) return records_.too_large(number_);
      if (auto record = read_block(header, block, type == "response")) return record;
    }
    return std::nullopt;
  }

 private:
  std::string read_head() {
    while (true) {
      const std::string_view rest = window_.rest();
      const std::size_t crlf = rest.find("\r\n\r\n");
      const std::size_t lf = rest.find("\n\n");
      if (std::min(crlf, lf) != std::string_view::npos) {
        const std::size_t length = crlf < lf ? crlf + 4 : lf + 2;
        std::string head(rest.substr(0, length));
        window_.drop(length);
        return head;
      }
      if (rest.size() > kLongestHeader || !window_.fill()) {
        window_.drop(1);
        return {};
      }
    }
  }

  std::optional<Record> read_block(const MimePart& header, std::string_view block, bool http) {
    std::string type(header.header("content-type"));
    std::string body(block);
    if (http) {
      const std::string_view status = block.substr(0, block.find('\n'));
      if (status.find(" 200") == std::string_view::npos) return std::nullopt;
      const MimePart answer = parse_part(block.substr(std::min(status.size() + 1, block.size())));
      type = answer.header("content-type");
      if (!is_page(type)) return std::nullopt;
      try {
        body = unpacked(answer);
      } catch (const Error& error) {
        return records_.bad(number_, RejectReason::syntax, error.message());
      }
    }
    if (!is_page(type) || foreign_kind(body)) return std::nullopt;
    const std::string charset = parameter_of(type, "charset");
    ArticleDraft draft = read_page(page_in_utf8(std::move(body), charset));
    draft.url = header.header("warc-target-uri");
    if (draft.url.size() > 2 && draft.url.front() == '<')
      draft.url = draft.url.substr(1, draft.url.size() - 2);
    return records_.make(std::move(draft), number_);
  }

  static bool is_page(std::string_view type) {
    const std::string lower = ascii_lower(type);
    return lower.find("text/html") != std::string::npos ||
           lower.find("application/xhtml") != std::string::npos;
  }

  std::string unpacked(const MimePart& answer) const {
    const bool chunked = ascii_lower(answer.header("transfer-encoding")) == "chunked";
    std::string body = chunked ? join_chunks(answer.body) : std::string(answer.body);
    // Some crawlers undo the chunks and keep the header.
    if (chunked && body.empty()) body = answer.body;
    const std::string encoding = ascii_lower(answer.header("content-encoding"));
    if (encoding == "br") throw Error("a page packed by Brotli");
    const auto bytes = decompressed(bytes_of(std::move(body)));
    auto page = read_all(*bytes, records_.options().record_limit);
    if (!page) throw Error("a page over the limit of one record");
    return *std::move(page);
  }

  std::unique_ptr<ByteSource> bytes_;
  Window window_;
  RecordMaker records_;
  std::uint64_t number_ = 0;
};

}  // namespace

InputFormat warc_format() {
  return {"warc", "warc",
          [](std::string_view head) { return trim(head).substr(0, 7) == "WARC/1." ? 2 : 0; },
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<WarcReader>(std::move(path), std::move(bytes), options);
          },
          true};
}

}  // namespace dateline
