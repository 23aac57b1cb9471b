// SPDX-License-Identifier: GPL-2.0-or-later
//
// WARC (ISO 28500), what web archives and crawlers write: every web page that was answered with
// success is an article, and so is a page or text that was stored as a resource, and the text that
// was made of a page (Common Crawl's WET). Answers and records that could hold an article and do
// not are counted by kind; a warning with the last article of the file says what was passed over.
// A record has no lines: its number in the file is told instead.
#include <algorithm>
#include <map>

#include "common/error.h"
#include "indexer/byte_source.h"
#include "indexer/decoded_source.h"
#include "indexer/foreign_kind.h"
#include "indexer/readers/article_draft.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_article.h"
#include "indexer/readers/html_text.h"
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

/// "1a\r\n...": the chunks of HTTP/1.1 joined. What is not in chunks stays as it is: some
/// crawlers join them and keep the header.
std::string join_chunks(std::string_view body) {
  std::string joined;
  while (!body.empty()) {
    const std::size_t line_end = std::min(body.find('\n'), body.size());
    const std::string_view line = trim(body.substr(0, line_end));
    const std::string_view digits = trim(line.substr(0, line.find(';')));
    constexpr std::size_t kMostDigits = 8;
    const bool is_size = !digits.empty() && digits.size() <= kMostDigits &&
                         digits.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
    if (!is_size) return joined + std::string(body);
    const std::size_t size = std::stoul(std::string(digits), nullptr, 16);
    if (size == 0) break;
    body.remove_prefix(std::min(line_end + 1, body.size()));
    joined += body.substr(0, size);
    body.remove_prefix(std::min(size, body.size()));
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

/// "HTTP/1.1 200 OK"
std::string_view status_of(std::string_view block) {
  const std::string_view line = trim(block.substr(0, block.find('\n')));
  const std::size_t at = line.find(' ');
  return at == std::string_view::npos ? std::string_view() : line.substr(at + 1, 3);
}

/// Type without parameters, in lower case.
std::string media_type(std::string_view header) {
  return ascii_lower(trim(header.substr(0, header.find(';'))));
}

bool is_page(std::string_view type) {
  return type == "text/html" || type == "application/xhtml+xml";
}

/// What was passed over, by kind, and the number of the first record of each.
class PassedOver {
 public:
  void add(const std::string& kind, std::uint64_t record) {
    ++kinds_.try_emplace(kind, Kind{0, record}).first->second.count;
  }
  bool empty() const { return kinds_.empty(); }

  /// "passed over: 2 of type image/png (the first is record 4), 1 of HTTP status 404 (record 7)",
  /// most frequent first.
  std::string text() const {
    std::vector<std::pair<std::string, Kind>> kinds(kinds_.begin(), kinds_.end());
    std::stable_sort(kinds.begin(), kinds.end(),
                     [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
    constexpr std::size_t kShown = 12;
    std::string text = "passed over: ";
    for (std::size_t i = 0; i < std::min(kinds.size(), kShown); ++i)
      text += (i == 0 ? "" : ", ") + std::to_string(kinds[i].second.count) + ' ' + kinds[i].first +
              (kinds[i].second.count == 1 ? " (record " : " (the first is record ") +
              std::to_string(kinds[i].second.first) + ')';
    if (kinds.size() > kShown) text += ", and some of other kinds";
    return text;
  }

 private:
  struct Kind {
    std::uint64_t count = 0;
    std::uint64_t first = 0;
  };
  std::map<std::string, Kind> kinds_;
};

class WarcReader final : public ArticleReader {
 public:
  WarcReader(std::string path, std::unique_ptr<ByteSource> bytes, const ReaderOptions& options)
      : bytes_(std::move(bytes)), window_(*bytes_), records_(std::move(path), options) {}

  /// The last article waits until it is known what was passed over.
  std::optional<Record> next() override {
    while (auto record = read_record()) {
      if (std::holds_alternative<BadRecord>(*record)) return record;
      if (auto ready = std::exchange(last_, std::move(record))) return ready;
    }
    if (!passed_over_.empty()) {
      const std::string text = std::exchange(passed_over_, {}).text();
      if (!last_) return records_.bad(number_, RejectReason::empty, "no article; " + text);
      std::get<Article>(*last_).warnings.push_back({WarningKind::structure, text});
    }
    return std::exchange(last_, std::nullopt);
  }

 private:
  std::optional<Record> read_record() {
    while (window_.skip_to("WARC/1.")) {
      ++number_;
      std::string head = read_head();
      if (head.empty()) return records_.bad(number_, RejectReason::syntax, "a header without end");
      const MimePart header = parse_part(std::string_view(head).substr(head.find('\n') + 1));
      const std::size_t size = number_of(header.header("content-length"));
      const std::size_t limit = records_.options().record_limit;
      const std::string block = window_.take(size, limit);
      const std::string type = ascii_lower(header.header("warc-type"));
      if (type == "warcinfo" || type == "request" || type == "metadata") continue;
      if (type != "response" && type != "resource" && type != "conversion") {
        pass_over("of the record type " + (type.empty() ? "(none)" : type));
        continue;
      }
      if (size > limit) return records_.too_large(number_);
      auto record = type == "response" ? read_answer(header, block) : read_stored(header, block);
      if (record) return record;
    }
    return std::nullopt;
  }

  void pass_over(const std::string& kind) { passed_over_.add(kind, number_); }

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

  /// HTTP: headers and a page.
  std::optional<Record> read_answer(const MimePart& header, std::string_view block) {
    const std::string_view status = status_of(block);
    if (status != "200") {
      pass_over("of HTTP status " + std::string(status));
      return std::nullopt;
    }
    const std::size_t line = std::min(block.find('\n'), block.size());
    const MimePart answer = parse_part(block.substr(std::min(line + 1, block.size())));
    const std::string type(answer.header("content-type"));
    if (!type.empty() && !is_page(media_type(type))) {
      pass_over("of type " + media_type(type));
      return std::nullopt;
    }
    try {
      std::string body = unpacked(answer);
      if (!type.empty() || looks_like_html(body)) return page(header, std::move(body), type);
    } catch (const Error& error) {
      return records_.bad(number_, RejectReason::syntax, error.message());
    }
    pass_over("of no type");
    return std::nullopt;
  }

  /// Whether a body is no text, whatever type it is said to have.
  bool is_foreign(std::string_view body) {
    const bool foreign = foreign_kind(body).has_value();
    if (foreign) pass_over("that hold no text, against their type");
    return foreign;
  }

  /// A page or text as it is.
  std::optional<Record> read_stored(const MimePart& header, std::string_view block) {
    const std::string type(header.header("content-type"));
    const bool page_address = !header.header("warc-target-uri").starts_with("urn:");
    // What crawlers note about a page that is stored beside it.
    if (!page_address) {
      pass_over("with an address that is no page's");
      return std::nullopt;
    }
    if (is_page(media_type(type))) return page(header, std::string(block), type);
    if (media_type(type) == "text/plain") return plain(header, std::string(block), type);
    pass_over("of type " + media_type(type));
    return std::nullopt;
  }

  std::optional<Record> page(const MimePart& header, std::string body, std::string_view type) {
    if (is_foreign(body)) return std::nullopt;
    return finish(header, read_page(page_in_utf8(std::move(body), parameter_of(type, "charset"),
                                                 records_.options().encoding)));
  }

  /// The first line is the title. Of a page that was made text, each line is a paragraph.
  std::optional<Record> plain(const MimePart& header, std::string body, std::string_view type) {
    if (is_foreign(body)) return std::nullopt;
    std::string text =
        page_in_utf8(std::move(body), parameter_of(type, "charset"), records_.options().encoding);
    clean_text(text);
    std::string_view rest = trim(text);
    const std::string_view first = rest.substr(0, rest.find('\n'));
    ArticleDraft draft;
    draft.title = first;
    rest.remove_prefix(first.size());
    const bool converted = ascii_lower(header.header("warc-type")) == "conversion";
    for (const char c : rest) draft.body.append(c == '\n' && converted ? 2 : 1, c);
    const std::string_view languages = header.header("warc-identified-content-language");
    draft.language = languages.substr(0, languages.find(','));
    return finish(header, std::move(draft));
  }

  Record finish(const MimePart& header, ArticleDraft draft) {
    draft.url = header.header("warc-target-uri");
    if (draft.url.size() > 2 && draft.url.front() == '<')
      draft.url = draft.url.substr(1, draft.url.size() - 2);
    if (const std::string_view why = header.header("warc-truncated"); !why.empty())
      draft.warnings.push_back(
          {WarningKind::structure, "the crawler cut the record short: " + std::string(why)});
    return records_.make(std::move(draft), number_);
  }

  /// Without chunks and packing, where they are: crawlers undo them and keep the headers.
  std::string unpacked(const MimePart& answer) const {
    const bool chunked = ascii_lower(answer.header("transfer-encoding")) == "chunked";
    std::string body = chunked ? join_chunks(answer.body) : std::string(answer.body);
    const auto bytes = decompressed(bytes_of(std::move(body)));
    auto page = read_all(*bytes, records_.options().record_limit);
    if (!page) throw Error("a page over the limit of one record");
    const std::string encoding = ascii_lower(trim(answer.header("content-encoding")));
    const bool other = encoding == "br" || encoding == "deflate" || encoding == "compress";
    if (other && is_binary(std::string_view(*page).substr(0, 4096)))
      throw Error("a page packed as \"" + encoding + "\", which is not read");
    return *std::move(page);
  }

  std::unique_ptr<ByteSource> bytes_;
  Window window_;
  RecordMaker records_;
  std::optional<Record> last_;
  PassedOver passed_over_;
  std::uint64_t number_ = 0;
};

}  // namespace

InputFormat warc_format() {
  return {"warc",
          "warc",
          [](std::string_view head) { return trim(head).substr(0, 7) == "WARC/1." ? 2 : 0; },
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<WarcReader>(std::move(path), std::move(bytes), options);
          },
          false,
          true};
}

}  // namespace dateline
