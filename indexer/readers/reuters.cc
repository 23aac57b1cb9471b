// SPDX-License-Identifier: GPL-2.0-or-later
//
// The Reuters-21578 collection: files of <REUTERS> records, as the original SGML and as XML.
// An article's id is "reuters-" and its NEWID, which is its number in the whole collection.
// Dateline and text are joined to wire copy as it was printed ("PARIS, Dec 10 - Text"). A line
// that is indented by four spaces starts a paragraph, and the hard-wrapped lines of a paragraph
// become one.
#include <algorithm>

#include "indexer/readers/article_draft.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/tag_splitter.h"
#include "indexer/readers/xml.h"

namespace dateline {
namespace {

/// Drops the mark at the end of wire copy: a line "Reuter", or "REUTER..." behind the last words.
std::string without_end_mark(std::string text) {
  constexpr std::string_view kTail = " \t\r\n.";
  const auto cut_tail = [&text](std::string_view marks) {
    text.resize(text.find_last_not_of(marks) + 1);
  };
  std::string whole = text;
  cut_tail(kTail);
  if (std::string_view(text).size() > 2 && text.compare(text.size() - 2, 2, "^M") == 0) {
    text.resize(text.size() - 2);
    cut_tail(kTail);
  }
  const std::size_t space = text.find_last_of(" \t\n");
  const std::size_t start = space == std::string::npos ? 0 : space + 1;
  const std::string_view word = std::string_view(text).substr(start);
  const std::string_view before = std::string_view(text).substr(0, start);
  const std::size_t line =
      before.find_last_of('\n') == std::string_view::npos ? 0 : before.find_last_of('\n') + 1;
  const std::string lower = ascii_lower(word);
  const bool alone = trim(before.substr(line)).empty() && (lower == "reuter" || lower == "reuters");
  if (!alone && word != "REUTER" && word != "REUTERS") return whole;
  text.resize(start);
  return text;
}

/// Paragraphs of hard-wrapped copy; a line with less indent than a paragraph's is a table's row.
std::string reflow(std::string_view copy) {
  std::string text;
  for (std::size_t at = 0; at < copy.size();) {
    const std::size_t end = std::min(copy.find('\n', at), copy.size());
    const std::string_view raw = copy.substr(at, end - at);
    const std::string_view line = trim(raw);
    const std::size_t indent = std::min(raw.find_first_not_of(' '), raw.size());
    at = end + 1;
    if (line.empty()) continue;
    if (!text.empty()) text += indent >= 4 ? "\n\n" : indent > 0 ? "\n" : " ";
    text += line;
  }
  return text;
}

/// The text that stands directly in <TEXT>: copy that nobody marked up.
std::string own_text(const xmlNode* node) {
  std::string text;
  for (const xmlNode* at = node == nullptr ? nullptr : node->children; at != nullptr; at = at->next)
    if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) text += text_of(at);
  return text;
}

void read_unprocessed(const xmlNode* text, ArticleDraft& draft) {
  const std::string copy = without_end_mark(own_text(text));
  const std::string_view content = trim(copy);
  const std::size_t end = std::min(content.find('\n'), content.size());
  if (draft.title.empty()) {
    draft.title = content.substr(0, end);
    draft.body = content.substr(end);
  } else {
    draft.body = content;
  }
}

void read_text(const xmlNode* text, ArticleDraft& draft) {
  draft.title = line_of(child(text, "TITLE"));
  const xmlNode* body = child(text, "BODY");
  if (body == nullptr && attribute(text, "TYPE") != "BRIEF") return read_unprocessed(text, draft);
  const std::string dateline = line_of(child(text, "DATELINE"));
  draft.body = reflow(without_end_mark(text_of(body)));
  if (!dateline.empty()) draft.body = dateline + (draft.body.empty() ? "" : " ") + draft.body;
}

ArticleDraft read_record(const xmlNode* record) {
  ArticleDraft draft;
  const std::string number = attribute(record, "NEWID");
  if (!number.empty()) draft.id = "reuters-" + number;
  // The time of day is wrong in some records ("605:12:19.12") and of no use here.
  const std::string date = line_of(child(record, "DATE"));
  draft.date = date.substr(0, date.find(' '));
  draft.source = "Reuters";
  const xmlNode* text = child(record, "TEXT");
  const std::string author = line_of(child(text, "AUTHOR"));
  draft.author = author.substr(0, author.find(", Reuter"));
  read_text(text, draft);
  return draft;
}

class ReutersReader final : public ArticleReader {
 public:
  ReutersReader(std::string path, std::unique_ptr<ByteSource> bytes, const ReaderOptions& options)
      : bytes_(std::move(bytes)),
        pieces_(*bytes_, {"REUTERS"}, options.record_limit),
        records_(std::move(path), options) {}

  std::optional<Record> next() override {
    auto piece = pieces_.next();
    if (!piece) return std::nullopt;
    if (piece->too_large) return records_.too_large(piece->line);
    const std::size_t repaired = clean_text(piece->text);
    const XmlDocument document = parse_xml(std::move(piece->text));
    const xmlNode* record = root_of(document);
    if (record == nullptr)
      return records_.bad(piece->line, RejectReason::syntax, "a <REUTERS> record of no structure");
    ArticleDraft draft = read_record(record);
    if (!piece->closed)
      draft.warnings.push_back({WarningKind::structure, "the record has no end tag"});
    if (repaired > 0) draft.warnings.push_back(repaired_warning(repaired));
    return records_.make(std::move(draft), piece->line);
  }

 private:
  std::unique_ptr<ByteSource> bytes_;
  TagSplitter pieces_;
  RecordMaker records_;
};

int likelihood(std::string_view head) {
  const bool found = head.find("<REUTERS ") != std::string_view::npos ||
                     head.find("<LEWIS>") != std::string_view::npos ||
                     head.find("<!DOCTYPE lewis") != std::string_view::npos;
  return found && trim(head).substr(0, 1) == "<" ? 2 : 0;
}

}  // namespace

InputFormat reuters_format() {
  return {"reuters", "", likelihood,
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<ReutersReader>(std::move(path), std::move(bytes), options);
          }};
}

}  // namespace dateline
