// SPDX-License-Identifier: GPL-2.0-or-later
//
// A file that is a web page.
#include "indexer/byte_source.h"
#include "indexer/charset_detector.h"
#include "indexer/encoding.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_article.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/xml_records.h"

namespace dateline {
namespace {

class HtmlReader final : public ArticleReader {
 public:
  HtmlReader(std::string path, std::unique_ptr<ByteSource> bytes, const ReaderOptions& options)
      : bytes_(std::move(bytes)), records_(std::move(path), options) {}

  std::optional<Record> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    auto page = read_all(*bytes_, records_.options().record_limit);
    if (!page) return records_.too_large(1);
    return records_.make(read_page(*page), 1);
  }

 private:
  std::unique_ptr<ByteSource> bytes_;
  RecordMaker records_;
  bool done_ = false;
};

int likelihood(std::string_view head) {
  const std::string text = ascii_lower(trim(head).substr(0, 4096));
  if (text.compare(0, 14, "<!doctype html") == 0) return 2;
  if (text.compare(0, 1, "<") != 0) return 0;
  // XML of other vocabularies has a <head> and a <body> too.
  const std::string name = root_name(text);
  if (name == "html") return 2;
  if (text.compare(0, 5, "<?xml") == 0 || !is_html_element(name)) return 0;
  const bool page = text.find("<html") != std::string::npos ||
                    text.find("<head>") != std::string::npos ||
                    text.find("<body") != std::string::npos;
  return page ? 2 : 0;
}

/// The day of publication by the page's head, by what it shows, by its address; else the day of
/// the last change.
void take_shown(ShownLines& shown, PageMetadata& metadata) {
  ArticleDraft& draft = metadata.draft;
  if (draft.author.empty()) draft.author = std::move(shown.author);
  if (!draft.date.empty()) return;
  const bool by_address = find_date_in_path(draft.url).has_value();
  if (!shown.date.empty() && !(shown.updated && by_address)) {
    draft.date = std::move(shown.date);
    draft.date_origin = DateOrigin::page;
  } else if (!by_address) {
    draft.date = std::move(metadata.modified);
  }
}

}  // namespace

std::string page_in_utf8(std::string page, std::string_view charset, std::string_view forced) {
  if (!forced.empty() && encoding_of_mark(page).empty()) return to_utf8(std::move(page), forced);
  const std::string declared = charset.empty() ? declared_encoding(page) : std::string(charset);
  return in_utf8(std::move(page), declared);
}

ArticleDraft read_page(std::string_view page) {
  std::string text(page);
  const std::size_t repaired = clean_text(text);
  const XmlDocument document = parse_html(text);
  const xmlNode* root = root_of(document);
  if (root == nullptr) return {};
  PageMetadata metadata = page_metadata(root);
  ArticleDraft& draft = metadata.draft;
  const MainText main = find_main_text(root);
  ShownLines shown =
      find_shown_lines(root, main.element, draft.title, language_code(draft.language));
  take_shown(shown, metadata);
  std::string body = block_text(main.element, [&](const xmlNode* inner) {
    return main.left_out.count(inner) > 0 || shown.nodes.count(inner) > 0;
  });
  // JSON-LD's text has no paragraphs, but it is all there where scripts show it to readers.
  if (draft.body.empty() || trim(body).size() * 2 > trim(draft.body).size())
    draft.body = std::move(body);
  if (repaired > 0) draft.warnings.push_back(repaired_warning(repaired));
  return std::move(metadata.draft);
}

InputFormat html_format() {
  return {"html", "html htm xhtml", likelihood,
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return std::make_unique<HtmlReader>(std::move(path), std::move(bytes), options);
          },
          true};
}

}  // namespace dateline
