// SPDX-License-Identifier: GPL-2.0-or-later
//
// A file of plain text is one article: the first line that is not empty is its title, lines such
// as "Date: 10 December 2016" under it are its metadata, the rest is its body. Only keys in the
// table below make a line metadata, so that a first paragraph which opens with the name of an
// agency and a colon stays text.
#include <array>
#include <utility>

#include "indexer/byte_source.h"
#include "indexer/readers/article_draft.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestValue = 300;

constexpr std::array<std::pair<std::string_view, DraftField>, 24> kKeys{{
    {"title", &ArticleDraft::title},
    {"headline", &ArticleDraft::title},
    {"date", &ArticleDraft::date},
    {"published", &ArticleDraft::date},
    {"publisheddate", &ArticleDraft::date},
    {"publishdate", &ArticleDraft::date},
    {"publicationdate", &ArticleDraft::date},
    {"datepublished", &ArticleDraft::date},
    {"pubdate", &ArticleDraft::date},
    {"source", &ArticleDraft::source},
    {"publisher", &ArticleDraft::source},
    {"publication", &ArticleDraft::source},
    {"newspaper", &ArticleDraft::source},
    {"agency", &ArticleDraft::source},
    {"author", &ArticleDraft::author},
    {"authors", &ArticleDraft::author},
    {"byline", &ArticleDraft::author},
    {"url", &ArticleDraft::url},
    {"link", &ArticleDraft::url},
    {"language", &ArticleDraft::language},
    {"lang", &ArticleDraft::language},
    {"id", &ArticleDraft::id},
    {"guid", &ArticleDraft::id},
    {"docid", &ArticleDraft::id},
}};

/// Cuts the first line off `rest`.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return trim(line);
}

/// Puts a line of metadata in its place; false where it is none.
bool take_metadata(std::string_view line, ArticleDraft& draft) {
  const std::size_t colon = line.find(':');
  if (colon > 20 || line.size() > kLongestValue) return false;  // or there is none
  const std::string key = normal_key(line.substr(0, colon));
  for (const auto& [name, field] : kKeys) {
    if (key != name) continue;
    if ((draft.*field).empty()) draft.*field = trim(line.substr(colon + 1));
    return true;
  }
  return false;
}

/// Takes lines of metadata up to a blank line or a line of text. After a blank line they count
/// only if they are a paragraph of their own.
void take_header(std::string_view& rest, ArticleDraft& draft) {
  std::string_view after = rest;
  bool any = false;
  while (!after.empty()) {
    const std::string_view before = after;
    const std::string_view line = take_line(after);
    if (line.empty() && !any) continue;
    if (line.empty()) break;
    if (!take_metadata(line, draft)) {
      after = before;
      break;
    }
    any = true;
  }
  if (any) rest = after;
}

ArticleDraft read_text(std::string_view text) {
  ArticleDraft draft;
  text = trim(text);
  take_header(text, draft);
  text = trim(text);
  if (draft.title.empty()) {
    draft.title = take_line(text);
    take_header(text, draft);
  }
  draft.body = text;
  return draft;
}

class PlainTextReader final : public ArticleReader {
 public:
  PlainTextReader(std::string path, std::unique_ptr<ByteSource> bytes, const ReaderOptions& options)
      : bytes_(std::move(bytes)), records_(std::move(path), options) {}

  std::optional<Record> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    auto text = read_all(*bytes_, records_.options().record_limit);
    if (!text) return records_.too_large(1);
    const std::size_t repaired = clean_text(*text);
    ArticleDraft draft = read_text(*text);
    if (repaired > 0) draft.warnings.push_back(repaired_warning(repaired));
    return records_.make(std::move(draft), 1);
  }

 private:
  std::unique_ptr<ByteSource> bytes_;
  RecordMaker records_;
  bool done_ = false;
};

/// XML that no other reader took is not shown to anybody as prose.
int likelihood(std::string_view head) {
  return is_binary(head) || trim(head).substr(0, 5) == "<?xml" ? 0 : 1;
}

}  // namespace

InputFormat plain_text_format() {
  return {"text", "txt text", likelihood,
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<PlainTextReader>(std::move(path), std::move(bytes), options);
          }};
}

}  // namespace dateline
