// SPDX-License-Identifier: GPL-2.0-or-later
//
// IPTC 7901 (European agencies: dpa, APA, ANSA) and ANPA 1312 (American ones: AP). Their headers
// are short and differ from agency to agency; what is sure is the headline, the text and the day
// of the footer.
#include <algorithm>
#include <array>

#include "indexer/date_parser.h"
#include "indexer/readers/article_draft.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/wire_splitter.h"

namespace dateline {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::vector<std::string_view> split_at(std::string_view text, std::string_view marks) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; (at = text.find_first_not_of(marks, at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(marks, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end;
  }
  return parts;
}

/// Cuts the first line off.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

/// "131137 GMT Nov 13" is 13 November 2013: day and time, month, year.
std::string footer_day_7901(std::string_view footer) {
  const auto words = split_at(footer, " \t\n");
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (!all_digits(words[i]) || words[i].size() != 6) continue;
    const std::size_t month = month_number(words[i + 1]) ? i + 1 : i + 2;
    if (month + 1 >= words.size() || !month_number(words[month])) continue;
    return std::string(words[i].substr(0, 2)) + ' ' + std::string(words[month]) + ' ' +
           std::string(words[month + 1]);
  }
  return {};
}

/// "eca062 4 i 211 ccccb   dpa 061": the agency is the last word with letters, or its first part.
std::string agency_7901(std::string_view header) {
  const std::string_view line = take_line(header);
  const auto words = split_at(line, " \t");
  for (std::size_t i = words.size(); i > 1; --i) {
    const std::string_view name = words[i - 1].substr(0, words[i - 1].find('-'));
    const bool letters = std::all_of(name.begin(), name.end(), [](char c) { return !is_digit(c); });
    if (letters && name.size() >= 2 && name.size() <= 10) return std::string(name);
  }
  return {};
}

/// What agencies add for editors, under a line of its own.
std::string_view without_notes(std::string_view text) {
  for (const std::string_view mark : {"# dpa NOTEBOOK", "The following information is not"}) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos || (at > 0 && text[at - 1] != '\n')) continue;
    text = text.substr(0, at);
    const std::size_t end = text.find_last_not_of("* \n");
    text = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
  }
  return text;
}

ArticleDraft read_7901(const WireMessage& message) {
  ArticleDraft draft;
  std::string_view rest = trim(message.text);
  // The headline goes on to the line that ends with "=".
  const std::size_t end = rest.substr(0, 500).find("=\n");
  std::string_view headline = end == std::string_view::npos ? take_line(rest) : rest.substr(0, end);
  if (end != std::string_view::npos) rest.remove_prefix(end + 2);
  const std::size_t byline = headline.find("\nBy ");
  if (byline != std::string_view::npos) {
    draft.author = headline.substr(byline + 1);
    headline = headline.substr(0, byline);
  }
  draft.title = headline;
  draft.body = without_notes(rest);
  draft.source = agency_7901(message.header);
  draft.date = footer_day_7901(message.footer);
  return draft;
}

/// "AP-WF-11-13-13 1509GMT": agency, day as month, day, year.
void read_footer_1312(std::string_view footer, ArticleDraft& draft) {
  const auto words = split_at(footer, " \t\n<");
  if (words.empty()) return;
  const auto parts = split_at(words[0], "-");
  if (parts.size() < 4) return;
  draft.source = parts[0];
  const std::array<std::string_view, 3> day{parts[parts.size() - 3], parts[parts.size() - 2],
                                            parts[parts.size() - 1]};
  if (!std::all_of(day.begin(), day.end(), all_digits)) return;
  const DateResult date = parse_date(
      std::string(day[0]) + '/' + std::string(day[1]) + '/' + std::string(day[2]), DateOrder::mdy);
  if (const Date* found = std::get_if<Date>(&date)) draft.date = to_iso(*found);
}

/// The wire's seven bits have no quotes and dashes: `` and '' and " _ " stand for them.
std::string typeset(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kMarks{
      {{"``", "“"}, {"''", "”"}, {" _ ", " — "}}};
  for (const auto& [from, to] : kMarks)
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
  return text;
}

bool is_note_1312(std::string_view line) {
  return line.substr(0, 8) == "AP Photo" || line.substr(0, 4) == "Eds:" ||
         line.substr(0, 3) == "BC-" || line.substr(0, 8) == "AP Video" ||
         line.substr(0, 10) == "AP Graphic";
}

ArticleDraft read_1312(const WireMessage& message) {
  ArticleDraft draft;
  std::string_view rest = message.text;
  std::string slug;
  while (!rest.empty()) {
    std::string_view line = take_line(rest);
    const std::string_view bare = trim(line);
    if (bare.substr(0, 1) == "^") {
      const std::string_view field = trim(bare.substr(1, bare.find_last_not_of("<= ")));
      if (field.substr(0, 3) == "By ")
        draft.author = field;
      else if (draft.title.empty() && !is_note_1312(field) && bare.back() == '<')
        draft.title = field;
    } else if (slug.empty() && draft.body.empty() && !bare.empty() && bare.back() == '<') {
      slug = trim(bare.substr(0, bare.find_last_of(",<")));
    } else {
      draft.body += std::string(line) + '\n';
    }
  }
  if (draft.title.empty()) draft.title = slug;
  draft.title = typeset(std::move(draft.title));
  draft.body = typeset(std::move(draft.body));
  read_footer_1312(trim(message.footer), draft);
  return draft;
}

template <ArticleDraft (*kRead)(const WireMessage&)>
class WireReader final : public ArticleReader {
 public:
  WireReader(std::string path, std::unique_ptr<ByteSource> bytes, const ReaderOptions& options)
      : bytes_(std::move(bytes)),
        messages_(*bytes_, options.record_limit),
        records_(std::move(path), options) {}

  std::optional<Record> next() override {
    const auto message = messages_.next();
    if (!message) return std::nullopt;
    if (message->too_large) return records_.too_large(message->line);
    ArticleDraft draft = kRead(*message);
    if (message->repaired > 0) draft.warnings.push_back(repaired_warning(message->repaired));
    return records_.make(std::move(draft), message->line);
  }

 private:
  std::unique_ptr<ByteSource> bytes_;
  WireSplitter messages_;
  RecordMaker records_;
};

/// SOH near the start with STX after it; SYN before it, or US after it, are ANPA's.
int likelihood(std::string_view head, bool anpa) {
  const std::size_t start = head.substr(0, 64).find('\x01');
  if (start == std::string_view::npos || head.find('\x02', start) == std::string_view::npos)
    return 0;
  constexpr std::string_view kBefore = " \t\r\n\x16\x7f";
  if (head.substr(0, start).find_first_not_of(kBefore) != std::string_view::npos ||
      head.find('\0') != std::string_view::npos)
    return 0;
  const bool is_anpa = head.substr(0, start).find('\x16') != std::string_view::npos ||
                       head.substr(start, 24).find('\x1f') != std::string_view::npos;
  return is_anpa == anpa ? 2 : 0;
}

}  // namespace

InputFormat iptc_7901_format() {
  return {"iptc7901", "", [](std::string_view head) { return likelihood(head, false); },
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<WireReader<read_7901>>(std::move(path), std::move(bytes),
                                                           options);
          }};
}

InputFormat anpa_1312_format() {
  return {"anpa1312", "", [](std::string_view head) { return likelihood(head, true); },
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<WireReader<read_1312>>(std::move(path), std::move(bytes),
                                                           options);
          }};
}

}  // namespace dateline
