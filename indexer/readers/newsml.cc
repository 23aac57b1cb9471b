// SPDX-License-Identifier: GPL-2.0-or-later
//
// NewsML 1 and NewsML-G2 of the IPTC. Each news item with text is an article; pictures, films and
// packages (lists of links to items) are none.
#include <algorithm>

#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/news_xml.h"
#include "indexer/readers/xml_records.h"

namespace dateline {
namespace {

std::string line_below(const xmlNode* node, std::string_view name) {
  return line_of(descendant(node, name));
}

std::string attribute_below(const xmlNode* node, std::string_view element, std::string_view name) {
  return attribute(descendant(node, element), name);
}

/// The first of the texts that is not empty.
std::string first_of(std::initializer_list<std::string> texts) {
  for (const std::string& text : texts)
    if (!trim(text).empty()) return text;
  return {};
}

/// The longest text among the content elements of that name.
std::string longest_text(const xmlNode* item, std::string_view name) {
  std::string longest;
  for (const xmlNode* content : descendants(item, name)) {
    std::string text = content_text(content);
    if (trim(text).size() > trim(longest).size()) longest = std::move(text);
  }
  return longest;
}

std::vector<ArticleDraft> read_newsml_1(const xmlNode* item, XmlHead /*head*/) {
  ArticleDraft draft;
  const xmlNode* management = descendant(item, "NewsManagement");
  draft.title = first_of({line_below(item, "HeadLine"), line_below(item, "Headline"),
                          line_below(item, "NewsItemTitle"), line_below(item, "NameLabel")});
  draft.date =
      first_of({line_below(management, "FirstCreated"),
                line_below(management, "ThisRevisionCreated"), line_below(item, "DateId")});
  draft.id = line_below(item, "PublicIdentifier");
  draft.source = first_of({attribute_below(descendant(item, "Provider"), "Party", "FormalName"),
                           attribute_below(descendant(item, "Source"), "Party", "FormalName"),
                           line_below(item, "CreditLine"), line_below(item, "ProviderId")});
  draft.author = (line_below(item, "ByLine"));
  draft.language =
      first_of({attribute_below(item, "Language", "FormalName"), attribute(item, "lang")});
  draft.body = with_dateline(line_below(item, "DateLine"), longest_text(item, "DataContent"));
  if (trim(draft.body).empty() && descendant(item, "NewsItemRef") != nullptr) return {};
  return {std::move(draft)};
}

/// The headline without a role, or the first.
std::string main_headline(const xmlNode* meta) {
  const auto headlines = descendants(meta, "headline");
  for (const xmlNode* headline : headlines)
    if (attribute(headline, "role").empty()) return line_of(headline);
  return headlines.empty() ? std::string() : line_of(headlines.front());
}

/// Who is named by <name>, or by the attribute that is no code.
std::string party_of(const xmlNode* party) {
  return first_of({line_of(child(party, "name")), attribute(party, "literal")});
}

std::string source_of(const xmlNode* item, const xmlNode* item_meta, const xmlNode* content_meta) {
  const xmlNode* provider = child(item_meta, "provider");
  const std::string code = attribute(provider, "qcode");
  return first_of({line_of(child(provider, "name")), line_of(child(content_meta, "creditline")),
                   party_of(child(content_meta, "infoSource")),
                   party_of(child(item, {"rightsInfo", "copyrightHolder"})), party_of(provider),
                   code.substr(code.find(':') + 1)});
}

bool is_text_class(const xmlNode* item_meta) {
  const std::string code = attribute(child(item_meta, "itemClass"), "qcode");
  return code.empty() || code.find("text") != std::string::npos;
}

/// A package without text of its own is taken by its headline.
std::vector<ArticleDraft> read_newsml_g2(const xmlNode* item, XmlHead /*head*/) {
  ArticleDraft draft;
  const xmlNode* item_meta = child(item, "itemMeta");
  const xmlNode* content_meta = child(item, "contentMeta");
  const xmlNode* content = child(item, "contentSet");
  draft.body = first_of({longest_text(content, "inlineXML"), longest_text(content, "inlineData")});
  const bool package = is_named(item, "packageItem");
  if (trim(draft.body).empty() && !package && !is_text_class(item_meta)) return {};
  draft.title = first_of({main_headline(content_meta), line_of(child(item_meta, "title")),
                          line_of(child(content_meta, "slugline"))});
  draft.date = first_of({line_of(child(content_meta, "contentCreated")),
                         line_of(child(item_meta, "firstCreated")),
                         line_of(child(item_meta, "versionCreated"))});
  draft.id = attribute(item, "guid");
  draft.source = source_of(item, item_meta, content_meta);
  draft.author = (line_of(child(content_meta, "by")));
  draft.language =
      first_of({attribute(child(content_meta, "language"), "tag"), attribute(item, "lang")});
  if (trim(draft.body).empty()) draft.body = text_of(child(content_meta, "description"));
  draft.body = with_dateline(line_of(child(content_meta, "dateline")), std::move(draft.body));
  return {std::move(draft)};
}

}  // namespace

InputFormat newsml_1_format() {
  return {"newsml1", "newsml",
          [](std::string_view head) {
            return has_start_tag(head, "NewsML") || (has_start_tag(head, "NewsItem") &&
                                                     has_start_tag(head, "NewsManagement"))
                       ? 2
                       : 0;
          },
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return make_xml_reader({{"NewsItem"}, read_newsml_1}, std::move(path), std::move(bytes),
                                   options);
          },
          true};
}

InputFormat newsml_g2_format() {
  return {"newsml", "newsml",
          [](std::string_view head) {
            // Others call an item so too.
            const bool meta =
                has_start_tag(head, "itemMeta") || head.find("iptc.org") != std::string_view::npos;
            return has_start_tag(head, "newsMessage") ||
                           (meta &&
                            (has_start_tag(head, "newsItem") || has_start_tag(head, "packageItem")))
                       ? 2
                       : 0;
          },
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return make_xml_reader({{"newsItem", "packageItem"}, read_newsml_g2}, std::move(path),
                                   std::move(bytes), options);
          },
          true};
}

}  // namespace dateline
