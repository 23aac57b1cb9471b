// SPDX-License-Identifier: GPL-2.0-or-later
//
// Mail: one message a file, or an mbox of many. The subject is the title, the sender the source;
// of the parts, plain text is taken before HTML, and attachments are left.
#include <algorithm>

#include "indexer/foreign_kind.h"
#include "indexer/line_reader.h"
#include "indexer/readers/article_draft.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_article.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/mime.h"

namespace dateline {
namespace {

constexpr int kDeepest = 8;

struct MailText {
  std::string plain;
  std::string html;
};

void collect(const MimePart& part, MailText& text, int depth) {
  const std::string_view type_header = part.header("content-type");
  const std::string type = ascii_lower(trim(type_header.substr(0, type_header.find(';'))));
  if (type.compare(0, 10, "multipart/") == 0 && depth < kDeepest) {
    for (const std::string_view inner :
         split_multipart(part.body, parameter_of(type_header, "boundary")))
      collect(parse_part(inner), text, depth + 1);
    return;
  }
  const bool attached =
      ascii_lower(part.header("content-disposition").substr(0, 10)) == "attachment";
  const bool is_html = type == "text/html";
  if (attached || (!is_html && !type.empty() && type != "text/plain")) return;
  std::string content = decode_transfer(part.body, part.header("content-transfer-encoding"));
  if (foreign_kind(content)) return;  // an attachment that says it is text
  std::string& target = is_html ? text.html : text.plain;
  const std::string charset = parameter_of(type_header, "charset");
  target +=
      page_in_utf8(std::move(content), charset.empty() && !is_html ? "windows-1252" : charset);
  target += '\n';
}

/// Without the signature, which "-- " alone on a line starts.
std::string without_signature(std::string text) {
  clean_text(text);
  const std::size_t at = text.rfind("\n-- \n");
  if (at != std::string::npos) text.resize(at);
  return text;
}

/// "Desk <desk@example.org>": the name, else the host.
std::string sender_of(std::string_view from) {
  const std::string text = decode_words(from);
  const std::size_t open = text.find('<');
  std::string name = single_line(text.substr(0, open));
  name.erase(std::remove(name.begin(), name.end(), '"'), name.end());
  if (open != std::string::npos && !trim(name).empty()) return name;
  const std::size_t at = text.find('@');
  if (at == std::string::npos) return name;
  return text.substr(at + 1, text.find_first_of("> ", at) - at - 1);
}

std::string without_brackets(std::string_view id) {
  id = trim(id);
  if (id.size() > 2 && id.front() == '<' && id.back() == '>') id = id.substr(1, id.size() - 2);
  return std::string(id);
}

ArticleDraft read_message(std::string_view message) {
  const MimePart part =
      parse_part(message.substr(std::min(message.find_first_not_of(" \t\r\n"), message.size())));
  MailText text;
  collect(part, text, 0);
  ArticleDraft draft;
  draft.title = decode_words(part.header("subject"));
  draft.date = part.header("date");
  draft.id = without_brackets(part.header("message-id"));
  draft.source = sender_of(part.header("from"));
  draft.language = part.header("content-language");
  draft.body =
      trim(text.plain).empty() ? html_to_text(text.html) : without_signature(std::move(text.plain));
  return draft;
}

/// Messages of an mbox start with a line "From ..."; without one, the file is one message.
class MailReader final : public ArticleReader {
 public:
  MailReader(std::string path, std::unique_ptr<ByteSource> bytes, const ReaderOptions& options)
      : bytes_(std::move(bytes)),
        lines_(*bytes_, options.record_limit),
        records_(std::move(path), options) {}

  std::optional<Record> next() override {
    while (!finished_) {
      const auto line = lines_.next();
      finished_ = !line;
      const bool starts = line && after_blank_ && line->text.substr(0, 5) == "From ";
      if (line) after_blank_ = line->text.empty();
      if (!starts && line) add(*line);
      if (starts || !line) {
        const std::uint64_t number = line ? line->number + 1 : 0;
        if (auto record = finish(number)) return record;
      }
    }
    return std::nullopt;
  }

 private:
  void add(const Line& line) {
    too_large_ = too_large_ || line.too_large ||
                 message_.size() + line.text.size() > records_.options().record_limit;
    if (too_large_) return;
    std::string_view text = line.text;
    const std::size_t quoted = text.find_first_not_of('>');
    if (quoted != 0 && quoted != std::string_view::npos && text.substr(quoted, 5) == "From ")
      text.remove_prefix(1);
    message_.append(text).append("\n");
  }

  std::optional<Record> finish(std::uint64_t next_line) {
    const std::uint64_t line = std::exchange(line_, next_line);
    const std::string message = std::exchange(message_, {});
    if (std::exchange(too_large_, false)) return records_.too_large(line);
    if (trim(message).empty()) return std::nullopt;
    return records_.make(read_message(message), line);
  }

  std::unique_ptr<ByteSource> bytes_;
  LineReader lines_;
  RecordMaker records_;
  std::string message_;
  std::uint64_t line_ = 1;
  bool after_blank_ = true;
  bool too_large_ = false;
  bool finished_ = false;
};

/// A block of headers, among them those that only mail has.
int likelihood(std::string_view head) {
  if (is_binary(head)) return 0;
  head = head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (head.substr(0, 5) == "From ")
    head = head.substr(std::min(head.find('\n'), head.size() - 1) + 1);
  const std::string_view first = head.substr(0, head.find('\n'));
  if (first.find(':') == std::string_view::npos || first.find(' ') < first.find(':')) return 0;
  const MimePart part = parse_part(head);
  const bool mail = !part.header("from").empty() && !part.header("date").empty() &&
                    (!part.header("subject").empty() || !part.header("message-id").empty());
  const bool transported = !part.header("received").empty() || !part.header("message-id").empty() ||
                           !part.header("mime-version").empty() || !part.header("to").empty();
  // The headers of a message that passed many hosts are longer than the head.
  const bool long_headers = part.body.empty() && !part.header("received").empty();
  return (mail && transported) || long_headers ? 2 : 0;
}

}  // namespace

InputFormat mail_format() {
  return {"mail", "eml mbox", likelihood,
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<MailReader>(std::move(path), std::move(bytes), options);
          },
          true};
}

}  // namespace dateline
