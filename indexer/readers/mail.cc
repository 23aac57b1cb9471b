// SPDX-License-Identifier: GPL-2.0-or-later
//
// Mail: one message a file, or an mbox of many. The subject is the title, the sender the source.
// A message that is enclosed in another is an article of its own; attached text is part of the
// text; what else is attached is told in a warning.
#include <algorithm>
#include <array>
#include <deque>

#include "indexer/line_reader.h"
#include "indexer/readers/article_draft.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_article.h"
#include "indexer/readers/mail_content.h"
#include "indexer/readers/mbox_line.h"
#include "indexer/readers/mime.h"

namespace dateline {
namespace {

constexpr int kDeepest = 8;  // messages in messages

/// "Desk <desk@example.org>": the name, else the host.
std::string sender_of(const std::string& text) {
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

/// Headers with bytes of no declared charset are mostly in that of the text.
std::string header_text(std::string_view header, const MimePart& message,
                        std::string_view encoding) {
  return page_in_utf8(decode_words(header), parameter_of(message.header("content-type"), "charset"),
                      encoding);
}

ArticleDraft read_headers(const MimePart& message, std::string_view encoding) {
  ArticleDraft draft;
  draft.title = header_text(message.header("subject"), message, encoding);
  draft.date = message.header("date");
  draft.id = without_brackets(message.header("message-id"));
  draft.source = sender_of(header_text(message.header("from"), message, encoding));
  draft.language = message.header("content-language");
  return draft;
}

Warning left_out_warning(const std::vector<std::string>& parts) {
  std::string text = "not read, being neither plain text, a page nor a message: ";
  for (const std::string& part : parts) text += (&part == &parts.front() ? "" : ", ") + part;
  return {WarningKind::structure, std::move(text)};
}

/// A file named so is one message, whatever its lines look like.
bool is_named_as_one(std::string_view path) {
  const std::string name = ascii_lower(path.substr(path.find_last_of('/') + 1));
  return std::string_view(name).ends_with(".eml") || name.find(".eml.") != std::string::npos;
}

/// An mbox starts with the separator of its first message; any other file is one message.
class MailReader final : public ArticleReader {
 public:
  MailReader(std::string path, std::unique_ptr<ByteSource> bytes, const ReaderOptions& options)
      : bytes_(std::move(bytes)),
        lines_(*bytes_, options.record_limit),
        records_(std::move(path), options) {}

  std::optional<Record> next() override {
    while (ready_.empty() && !finished_) {
      const auto line = lines_.next();
      finished_ = !line;
      if (!line || separates(*line))
        finish(line ? line->number + 1 : 0);
      else
        add(*line);
    }
    if (ready_.empty()) return std::nullopt;
    Record record = std::move(ready_.front());
    ready_.pop_front();
    return record;
  }

 private:
  bool separates(const Line& line) {
    const bool after_blank = std::exchange(after_blank_, trim(line.text).empty());
    const bool first = is_first_ && line.text.substr(0, 5) == "From ";
    is_first_ = is_first_ && trim(line.text).empty();
    if (first) mbox_ = !is_named_as_one(records_.path());
    return first || (mbox_ && after_blank && is_mbox_separator(line.text));
  }

  void add(const Line& line) {
    too_large_ = too_large_ || line.too_large ||
                 message_.size() + line.text.size() > records_.options().record_limit;
    if (too_large_) return;
    std::string_view text = line.text;
    const std::size_t quoted = mbox_ ? text.find_first_not_of('>') : 0;
    if (quoted != 0 && quoted != std::string_view::npos && text.substr(quoted, 5) == "From ")
      text.remove_prefix(1);
    message_.append(text).append("\n");
  }

  void finish(std::uint64_t next_line) {
    const std::uint64_t line = std::exchange(line_, next_line);
    const std::string message = std::exchange(message_, {});
    if (std::exchange(too_large_, false)) return ready_.push_back(records_.too_large(line));
    if (!trim(message).empty()) read_message(message, line, 0);
  }

  /// Takes the message, then those enclosed in it.
  void read_message(std::string_view text, std::uint64_t line, int depth) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    const MimePart message = parse_part(text);
    MailContent content = read_content(message, records_.options().encoding);
    if (depth == kDeepest)
      for (std::size_t i = std::exchange(content.messages, {}).size(); i > 0; --i)
        content.left_out.emplace_back("a message too deep in others");
    ArticleDraft draft = read_headers(message, records_.options().encoding);
    draft.body = std::move(content.text);
    if (!content.left_out.empty()) draft.warnings.push_back(left_out_warning(content.left_out));
    // A cover without a word of its own is none.
    if (content.messages.empty() || !trim(draft.title + draft.body).empty())
      ready_.push_back(records_.make(std::move(draft), line));
    for (const std::string& inner : content.messages) read_message(inner, line, depth + 1);
  }

  std::unique_ptr<ByteSource> bytes_;
  LineReader lines_;
  RecordMaker records_;
  std::deque<Record> ready_;
  std::string message_;
  std::uint64_t line_ = 1;
  bool mbox_ = false;
  bool is_first_ = true;  ///< no line of text so far
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
  return {"mail",
          "eml mbox",
          likelihood,
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<MailReader>(std::move(path), std::move(bytes), options);
          },
          false,
          true};
}

}  // namespace dateline
