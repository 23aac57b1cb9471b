// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>

#include "indexer/date_parser.h"
#include "indexer/readers/clean_text.h"
#include "indexer/readers/html_article.h"
#include "indexer/readers/html_linked_data.h"

namespace dateline {
namespace {

/// All that the metadata are taken from, gathered in one walk over the page.
struct PageParts {
  std::vector<std::pair<std::string, std::string>> metas;  ///< lower-case name and content
  std::vector<std::string> json_ld;
  std::vector<const xmlNode*> headings;  ///< <h1>
  std::vector<const xmlNode*> authors;
  std::string title;
  std::string canonical;
  std::string language;
};

void take_meta(const xmlNode* meta, PageParts& parts) {
  std::string content = single_line(attribute(meta, "content"));
  if (content.empty()) return;
  for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"})
    if (std::string name = ascii_lower(attribute(meta, key)); !name.empty())
      parts.metas.emplace_back(std::move(name), content);
}

void take_element(const xmlNode* at, PageParts& parts) {
  const std::string_view name = name_of(at);
  const std::string itemprop = ascii_lower(attribute(at, "itemprop"));
  if (name == "meta") return take_meta(at, parts);
  if (name == "html") parts.language = attribute(at, "lang");
  if (name == "title" && parts.title.empty()) parts.title = line_of(at);
  if (name == "h1") parts.headings.push_back(at);
  if (name == "link" && ascii_lower(attribute(at, "rel")) == "canonical")
    parts.canonical = attribute(at, "href");
  if (name == "script" && ascii_lower(attribute(at, "type")).find("ld+json") != std::string::npos)
    parts.json_ld.push_back(text_of(at));
  const std::string names = ascii_lower(attribute(at, "class") + ' ' + attribute(at, "id"));
  if (itemprop == "author" || ascii_lower(attribute(at, "rel")) == "author" ||
      names.find("byline") != std::string::npos)
    parts.authors.push_back(at);
}

PageParts gather(const xmlNode* root) {
  PageParts parts;
  for (const xmlNode* at = root; at != nullptr; at = next_in_walk(at, root))
    if (is_element(at)) take_element(at, parts);
  return parts;
}

std::string meta_of(const PageParts& parts, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    for (const auto& [key, content] : parts.metas)
      if (key == name) return content;
  return {};
}

/// The first of these that is a date.
std::string dated(const PageParts& parts, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    for (const auto& [key, content] : parts.metas)
      if (key == name && std::holds_alternative<Date>(parse_date(content))) return content;
  return {};
}

bool is_address(const std::string& text) {
  return text.find("://") != std::string::npos;
}

/// What the page calls itself and its article.
PageNames names_of(const PageParts& parts) {
  PageNames names;
  names.address = is_address(parts.canonical) ? parts.canonical : meta_of(parts, {"og:url"});
  for (const std::string& title : {parts.title, meta_of(parts, {"og:title", "twitter:title"})})
    if (!title.empty()) names.titles.push_back(title);
  for (const xmlNode* heading : parts.headings)
    if (std::string title = line_of(heading); !title.empty())
      names.titles.push_back(std::move(title));
  return names;
}

/// "Headline - Site" and "Headline | Site" without the site.
std::string without_site(const std::string& title, const std::string& heading) {
  if (heading.size() > 10 && title.size() > heading.size() &&
      title.compare(0, heading.size(), heading) == 0)
    return heading;
  for (const std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " » "}) {
    const std::size_t at = title.rfind(mark);
    if (at != std::string::npos && at > title.size() / 3) return title.substr(0, at);
  }
  return title;
}

/// "Site" of "Headline - Site", where the headline is known.
std::string site_of(const std::string& page_title, const std::string& headline) {
  if (headline.empty() || page_title.compare(0, headline.size(), headline) != 0) return {};
  const std::string rest = page_title.substr(headline.size());
  for (const std::string_view mark : {" | ", " - ", " – ", " — "})
    if (rest.compare(0, mark.size(), mark) == 0 && rest.size() - mark.size() < 40 &&
        rest.find(mark, mark.size()) == std::string::npos)
      return rest.substr(mark.size());
  return {};
}

std::string title_of(const PageParts& parts, const ArticleDraft& json) {
  std::string heading = parts.headings.size() == 1 ? line_of(parts.headings[0]) : "";
  for (const std::string& title :
       {json.title,
        meta_of(parts, {"og:title", "headline", "dc.title", "dcterms.title", "sailthru.title",
                        "parsely-title", "twitter:title", "title"})}) {
    if (title.empty()) continue;
    const std::string site = meta_of(parts, {"og:site_name"});
    const bool with_site = !site.empty() && title.size() > site.size() + 3 &&
                           title.compare(title.size() - site.size(), site.size(), site) == 0;
    return with_site || (heading.size() > 10 && title.compare(0, heading.size(), heading) == 0)
               ? without_site(title, heading)
               : title;
  }
  // A heading that the page's title does not hold is the site's or the section's.
  const bool of_page = parts.title.empty() || parts.title.find(heading) != std::string::npos;
  if (!heading.empty() && of_page) return heading;
  return without_site(parts.title, heading);
}

std::string date_of_page(const PageParts& parts, const LinkedData& data) {
  if (std::holds_alternative<Date>(parse_date(data.article.date))) return data.article.date;
  std::string date = dated(parts, {"article:published_time",
                                   "article:published",
                                   "datepublished",
                                   "og:published_time",
                                   "og:article:published_time",
                                   "article.published",
                                   "publication_date",
                                   "publish-date",
                                   "publishdate",
                                   "published_time",
                                   "publish_date",
                                   "pubdate",
                                   "pdate",
                                   "dc.date.issued",
                                   "dcterms.issued",
                                   "dc.date.created",
                                   "dcterms.created",
                                   "dc.date",
                                   "dcterms.date",
                                   "sailthru.date",
                                   "parsely-pub-date",
                                   "cxenseparse:recs:publishtime",
                                   "cxenseparse:publishtime",
                                   "rnews:datepublished",
                                   "originalpublicationdate",
                                   "article_date_original",
                                   "displaydate",
                                   "date",
                                   "datecreated",
                                   "created",
                                   "timestamp"});
  if (date.empty() && std::holds_alternative<Date>(parse_date(data.page_date)))
    date = data.page_date;
  return date;
}

std::string author_of(const PageParts& parts, const ArticleDraft& json) {
  if (!json.author.empty() && !is_address(json.author)) return json.author;
  for (const std::string_view name :
       {"author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator",
        "dcterms.creator", "twitter:creator"})
    if (std::string author = meta_of(parts, {name});
        !author.empty() && !is_address(author) && author[0] != '@')
      return author;
  for (const xmlNode* node : parts.authors)
    if (std::string author = line_of(node); author.size() > 3 && author.size() < 80) return author;
  return {};
}

}  // namespace

PageMetadata page_metadata(const xmlNode* root) {
  const PageParts parts = gather(root);
  LinkedData data = read_linked_data(parts.json_ld, names_of(parts));
  ArticleDraft& draft = data.article;
  draft.title = title_of(parts, draft);
  draft.date = date_of_page(parts, data);
  const std::string site = meta_of(parts, {"og:site_name", "application-name"});
  if (!site.empty()) draft.source = site;
  if (draft.source.empty() || is_address(draft.source))
    draft.source = meta_of(parts, {"dc.publisher", "dcterms.publisher", "publisher"});
  if (is_address(draft.source)) draft.source.clear();
  if (draft.source.empty()) draft.source = site_of(parts.title, draft.title);
  if (is_address(parts.canonical)) draft.url = parts.canonical;
  if (draft.url.empty()) draft.url = meta_of(parts, {"og:url"});
  draft.author = author_of(parts, draft);
  draft.id.clear();
  if (!parts.language.empty()) draft.language = parts.language;
  if (draft.language.empty())
    draft.language = meta_of(parts, {"content-language", "og:locale", "dc.language", "language"});
  return {std::move(draft),
          dated(parts, {"article:modified_time", "article:modified", "datemodified",
                        "og:updated_time", "modified_time", "last-modified", "dcterms.modified",
                        "dc.date.modified", "lastmod", "revised"})};
}

}  // namespace dateline
