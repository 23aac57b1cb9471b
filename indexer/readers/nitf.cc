// SPDX-License-Identifier: GPL-2.0-or-later
//
// NITF, the News Industry Text Format of the IPTC, versions 2 to 3.
#include <algorithm>
#include <array>

#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_text.h"
#include "indexer/readers/news_xml.h"
#include "indexer/readers/xml_records.h"

namespace dateline {
namespace {

std::string first_line_of(std::initializer_list<const xmlNode*> nodes) {
  for (const xmlNode* node : nodes)
    if (std::string line = line_of(node); !line.empty()) return line;
  return {};
}

std::string issue_date(const xmlNode* nitf) {
  const xmlNode* docdata = child(nitf, {"head", "docdata"});
  for (const std::string_view name : {"date.issue", "date.release"})
    if (std::string norm = attribute(child(docdata, name), "norm"); !norm.empty()) return norm;
  const xmlNode* story = descendant(child(nitf, {"body", "body.head"}), "story.date");
  if (std::string norm = attribute(story, "norm"); !norm.empty()) return norm;
  if (story != nullptr) return line_of(story);
  return attribute(child(nitf, {"head", "pubdata"}), "date.publication");
}

/// "By BERNARD CONDON" of a byline that holds the title of the author's office as well.
std::string byline_of(const xmlNode* byline) {
  if (const xmlNode* person = descendant(byline, "person")) return line_of(person);
  std::string text;
  for (const xmlNode* at = byline == nullptr ? nullptr : byline->children; at != nullptr;
       at = at->next)
    if (!is_named(at, "byttl")) text += text_of(at);
  return single_line(text);
}

bool is_aside(const xmlNode* element) {
  return is_named(element, "media") || is_named(element, "table") || is_named(element, "note");
}

std::vector<ArticleDraft> read(const xmlNode* record, XmlHead /*head*/) {
  return {read_nitf(record)};
}

int likelihood(std::string_view head) {
  return has_start_tag(head, "nitf") ? 2 : 0;
}

}  // namespace

std::string with_dateline(std::string dateline, std::string body) {
  const std::string place = ascii_lower(dateline.substr(0, dateline.find_first_of(",(-")));
  const std::string_view name = trim(place);
  const std::string start = ascii_lower(body.substr(0, name.size() + 40));
  const bool place_only = !name.empty() && !(name[0] >= '0' && name[0] <= '9');
  if (!place_only || start.find(name) != std::string::npos) return body;
  const std::size_t end = dateline.find_last_not_of(" -");
  dateline.resize(end == std::string::npos ? 0 : end + 1);
  return dateline + " - " + body;
}

ArticleDraft read_nitf(const xmlNode* nitf) {
  ArticleDraft draft;
  const xmlNode* docdata = child(nitf, {"head", "docdata"});
  const xmlNode* head = child(nitf, {"body", "body.head"});
  const xmlNode* headline = child(head, "hedline");
  draft.title = first_line_of({child(headline, "hl1"), headline, child(nitf, {"head", "title"})});
  draft.date = issue_date(nitf);
  draft.id = attribute(child(docdata, "doc-id"), "id-string");
  draft.source = line_of(child(head, "distributor"));
  if (draft.source.empty()) draft.source = attribute(child(docdata, "doc.copyright"), "holder");
  if (draft.source.empty()) draft.source = attribute(child(nitf, {"head", "pubdata"}), "name");
  draft.author = byline_of(child(head, "byline"));
  draft.language = attribute(nitf, "lang");
  const xmlNode* content = child(nitf, {"body", "body.content"});
  draft.body = block_text(content, is_aside);
  if (trim(draft.body).empty()) draft.body = block_text(child(head, "abstract"));
  const xmlNode* place = child(head, {"dateline", "location"});
  draft.body = with_dateline(line_of(place), std::move(draft.body));
  return draft;
}

std::string content_text(const xmlNode* content) {
  if (content == nullptr) return {};
  if (const xmlNode* nitf = descendant(content, "body.content")) return block_text(nitf, is_aside);
  if (const xmlNode* body = descendant(content, "body")) return block_text(body);
  if (descendant(content, "p") != nullptr) return block_text(content);
  std::string text = text_of(content);
  if (!looks_like_html(text)) return text;
  // Wire copy that somebody put into one <p>: its lines and indents still tell the paragraphs.
  const std::string lower = ascii_lower(text);
  const bool one = lower.find("<p") == lower.rfind("<p") &&
                   lower.find("<br") == std::string::npos &&
                   lower.find("<div") == std::string::npos;
  if (!one) return html_to_text(text);
  return text_of(root_of(parse_html(text)));
}

InputFormat nitf_format() {
  return {"nitf", "nitf", likelihood,
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return make_xml_reader({{"nitf"}, read}, std::move(path), std::move(bytes), options);
          },
          true};
}

}  // namespace dateline
