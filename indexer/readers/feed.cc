// SPDX-License-Identifier: GPL-2.0-or-later
//
// Feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom, the exports of WordPress, which are RSS with more,
// and news sitemaps, which have titles only. The title of the feed is the source of its articles.
#include <array>

#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/news_xml.h"
#include "indexer/readers/xml_records.h"

namespace dateline {
namespace {

/// The child of that name as it is written, prefix included: <content:encoded> and
/// <excerpt:encoded> are not the same.
const xmlNode* written_child(const xmlNode* node, std::string_view name) {
  for (const xmlNode* inner = node->children; inner != nullptr; inner = inner->next) {
    if (!is_element(inner)) continue;
    std::string written = reinterpret_cast<const char*>(inner->name);
    if (inner->ns != nullptr && inner->ns->prefix != nullptr)
      written.insert(0, 1, ':').insert(0, reinterpret_cast<const char*>(inner->ns->prefix));
    if (written == name) return inner;
  }
  return nullptr;
}

std::string first_line(const xmlNode* item, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (std::string line = line_of(written_child(item, name)); !line.empty()) return line;
  return {};
}

/// A title, whose entities and tags feeds escape once more.
std::string plain_line(const std::string& text) {
  if (text.find('&') == std::string::npos && text.find('<') == std::string::npos) return text;
  return single_line(html_to_text(text));
}

/// What WordPress keeps: blank lines part paragraphs, [shortcodes] stand for pictures and films.
std::string wordpress_html(std::string_view text) {
  std::string html;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at, 2) == "\n\n") {
      html += "<p>";
      at += 2;
      continue;
    }
    const std::size_t close = text[at] == '[' ? text.find(']', at) : std::string_view::npos;
    const bool shortcode =
        close != std::string_view::npos && close - at < 500 && at + 1 < text.size() &&
        (text[at + 1] == '/' || (text[at + 1] >= 'a' && text[at + 1] <= 'z')) &&
        text.substr(at, close - at).find_first_of("=/_") != std::string_view::npos;
    if (shortcode)
      at = close + 1;
    else
      html += text[at++];
  }
  return html;
}

/// The text of an element whose content is escaped HTML, XHTML or plain.
std::string markup_text(const xmlNode* node, bool wordpress) {
  if (node == nullptr) return {};
  for (const xmlNode* inner = node->children; inner != nullptr; inner = inner->next)
    if (is_element(inner)) return block_text(node);
  const std::string text = text_of(node);
  if (wordpress) return html_to_text(wordpress_html(text));
  const bool markup = looks_like_html(text) || text.find("&#") != std::string::npos ||
                      text.find("&amp;") != std::string::npos ||
                      text.find("</") != std::string::npos;
  return markup ? html_to_text(text) : text;
}

std::string body_of(const xmlNode* item, bool wordpress) {
  constexpr std::array<std::string_view, 7> kNames{
      "content:encoded", "content", "atom:content",     "fulltext",
      "description",     "summary", "media:description"};
  for (const std::string_view name : kNames) {
    std::string text = markup_text(written_child(item, name), wordpress);
    if (!trim(text).empty()) return text;
  }
  return markup_text(written_child(item, "excerpt:encoded"), wordpress);
}

/// RSS has the address as text, Atom in an attribute of one of several links.
std::string link_of(const xmlNode* item) {
  std::string other;
  for (const xmlNode* at = item->children; at != nullptr; at = at->next) {
    if (!is_named(at, "link")) continue;
    const std::string rel = attribute(at, "rel");
    std::string target = attribute(at, "href");
    if (target.empty()) target = line_of(at);
    if (!target.empty() && (rel.empty() || rel == "alternate")) return target;
    if (other.empty()) other = target;
  }
  if (other.empty() && attribute(child(item, "guid"), "isPermaLink") != "false")
    if (std::string guid = line_of(child(item, "guid")); guid.compare(0, 4, "http") == 0)
      return guid;
  return other;
}

/// Drafts, attachments and menus of a WordPress export are no articles.
bool is_unpublished(const xmlNode* item) {
  const std::string type = first_line(item, {"wp:post_type"});
  const std::string status = first_line(item, {"wp:status"});
  return type == "attachment" || type == "nav_menu_item" || type == "revision" ||
         type == "custom_css" || status == "draft" || status == "auto-draft" ||
         status == "pending" || status == "trash";
}

std::optional<ArticleDraft> read_item(const xmlNode* item, XmlHead head) {
  if (is_unpublished(item)) return std::nullopt;
  const bool wordpress = written_child(item, "wp:post_type") != nullptr;
  ArticleDraft draft;
  draft.title = plain_line(first_line(item, {"title", "atom:title", "media:title"}));
  draft.body = body_of(item, wordpress);
  draft.date = first_line(
      item, {"wp:post_date", "pubDate", "published", "atom:published", "dc:date", "issued",
             "dcterms:issued", "created", "date", "updated", "atom:updated", "modified"});
  draft.url = link_of(item);
  draft.id = first_line(item, {"guid", "id", "atom:id"});
  draft.author = first_line(item, {"dc:creator"});
  const xmlNode* author = written_child(item, "author");
  if (draft.author.empty()) draft.author = line_of(child(author, "name"));
  if (draft.author.empty()) draft.author = line_of(author);
  draft.source = first_line(item, {"source", "dc:source", "dc:publisher"});
  if (draft.source.empty()) draft.source = plain_line(text_in_head(head, "title"));
  draft.language = first_line(item, {"dc:language", "language"});
  if (draft.language.empty()) draft.language = text_in_head(head, "language");
  return draft;
}

std::optional<ArticleDraft> read_sitemap_url(const xmlNode* url, XmlHead /*head*/) {
  const xmlNode* news = child(url, "news");
  if (news == nullptr) return std::nullopt;
  ArticleDraft draft;
  draft.title = line_of(child(news, "title"));
  draft.date = line_of(child(news, "publication_date"));
  draft.source = line_of(child(news, {"publication", "name"}));
  draft.language = line_of(child(news, {"publication", "language"}));
  draft.url = line_of(child(url, "loc"));
  return draft;
}

}  // namespace

InputFormat feed_format() {
  return {"rss", "rss atom rdf wxr",
          [](std::string_view head) {
            const bool feed = has_start_tag(head, "rss") || has_start_tag(head, "RDF") ||
                              (has_start_tag(head, "feed") && trim(head).substr(0, 1) == "<");
            return feed ? 2 : 0;
          },
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return make_xml_reader({{"item", "entry"}, read_item}, std::move(path),
                                   std::move(bytes), options);
          },
          true};
}

InputFormat news_sitemap_format() {
  return {"sitemap", "",
          [](std::string_view head) { return has_start_tag(head, "urlset") ? 2 : 0; },
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return make_xml_reader({{"url"}, read_sitemap_url}, std::move(path), std::move(bytes),
                                   options);
          },
          true};
}

}  // namespace dateline
