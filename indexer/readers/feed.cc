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

/// The value of xml:base that holds for an element, as an address.
std::string resolve_base(const xmlNode* node, const std::string& base) {
  const std::string own = single_line(attribute(node, "base"));
  return own.empty() ? base : resolve_uri(own, base);
}

std::string target_of(const xmlNode* link) {
  const std::string target = single_line(attribute(link, "href"));
  return target.empty() ? line_of(link) : target;
}

bool is_permalink(const xmlNode* guid) {
  return attribute(guid, "isPermaLink") != "false" && line_of(guid).starts_with("http");
}

/// Of several links, that to the article or page itself; RSS has it as text, Atom in an attribute.
/// `other`: of what rel to take one where that is missing; empty for any.
const xmlNode* find_link(const xmlNode* node, std::string_view other) {
  const xmlNode* second = nullptr;
  for (const xmlNode* at = node == nullptr ? nullptr : node->children; at != nullptr;
       at = at->next) {
    if (!is_named(at, "link") || target_of(at).empty()) continue;
    const std::string rel = attribute(at, "rel");
    if (rel.empty() || rel == "alternate") return at;
    if (second == nullptr && (other.empty() || rel == other)) second = at;
  }
  return second;
}

/// The element that describes the feed.
const xmlNode* feed_of(XmlHead head) {
  const xmlNode* channel = child(head, "channel");
  return channel != nullptr ? channel : head;
}

/// What relative links are relative to: what xml:base says, else the page of the feed, else the
/// feed itself.
std::string base_of(XmlHead head) {
  const xmlNode* feed = feed_of(head);
  std::string base;
  for (const xmlNode* at = feed == nullptr ? nullptr : feed->children; at != nullptr; at = at->next)
    if (is_named(at, "link") && attribute(at, "rel") == "self") base = target_of(at);
  if (const xmlNode* page = find_link(feed, "self")) base = resolve_uri(target_of(page), base);
  base = resolve_base(head, base);
  return feed == head ? base : resolve_base(feed, base);
}

std::string link_of(const xmlNode* item, const std::string& feed_base) {
  const std::string base = resolve_base(item, feed_base);
  if (const xmlNode* link = find_link(item, ""))
    return resolve_uri(target_of(link), resolve_base(link, base));
  const xmlNode* guid = child(item, "guid");
  if (is_permalink(guid)) return line_of(guid);
  return {};
}

/// The item's own id. Two feeds that number their items alike do not overwrite each other: an id
/// that another file has already is told from it by the path (indexer/catalogue.h).
std::string id_of(const xmlNode* item, const std::string& url) {
  std::string id = first_line(item, {"guid", "id", "atom:id"});
  return id.empty() ? url : id;
}

/// Drafts, attachments and menus of a WordPress export are no articles.
bool is_unpublished(const xmlNode* item) {
  const std::string type = first_line(item, {"wp:post_type"});
  const std::string status = first_line(item, {"wp:status"});
  return type == "attachment" || type == "nav_menu_item" || type == "revision" ||
         type == "custom_css" || status == "draft" || status == "auto-draft" ||
         status == "pending" || status == "trash";
}

std::vector<ArticleDraft> read_item(const xmlNode* item, XmlHead head) {
  if (is_unpublished(item)) return {};
  const bool wordpress = written_child(item, "wp:post_type") != nullptr;
  ArticleDraft draft;
  draft.title = plain_line(first_line(item, {"title", "atom:title", "media:title"}));
  draft.body = body_of(item, wordpress);
  draft.date = first_line(
      item, {"wp:post_date", "pubDate", "published", "atom:published", "dc:date", "issued",
             "dcterms:issued", "created", "date", "updated", "atom:updated", "modified"});
  const std::string base = base_of(head);
  draft.url = link_of(item, base);
  draft.id = id_of(item, draft.url);
  draft.author = first_line(item, {"dc:creator"});
  const xmlNode* author = written_child(item, "author");
  if (draft.author.empty()) draft.author = line_of(child(author, "name"));
  if (draft.author.empty()) draft.author = line_of(author);
  // Atom has the whole head of another feed in it.
  draft.source = line_of(child(written_child(item, "source"), "title"));
  if (draft.source.empty())
    draft.source = first_line(item, {"source", "dc:source", "dc:publisher"});
  if (draft.source.empty()) draft.source = plain_line(line_of(descendant(head, "title")));
  draft.language = first_line(item, {"dc:language", "language"});
  if (draft.language.empty()) draft.language = line_of(descendant(head, "language"));
  return {std::move(draft)};
}

std::vector<ArticleDraft> read_sitemap_url(const xmlNode* url, XmlHead /*head*/) {
  const xmlNode* news = child(url, "news");
  if (news == nullptr) return {};
  ArticleDraft draft;
  draft.title = line_of(child(news, "title"));
  draft.date = line_of(child(news, "publication_date"));
  draft.source = line_of(child(news, {"publication", "name"}));
  draft.language = line_of(child(news, {"publication", "language"}));
  draft.url = line_of(child(url, "loc"));
  return {std::move(draft)};
}

}  // namespace

InputFormat feed_format() {
  return {"rss", "rss atom rdf wxr",
          [](std::string_view head) {
            const std::string root = root_name(head);
            return has_start_tag(head, "rss") || root == "RDF" || root == "feed" ? 2 : 0;
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
