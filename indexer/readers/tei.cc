// SPDX-License-Identifier: GPL-2.0-or-later
//
// TEI, in which editions of documents and old newspapers are kept, such as Foreign Relations of the
// United States. Each document of a file (a <div> of that type, or with a dateline of its own) is
// an article, and so is each other section beside them; a file without any is one article.
#include <algorithm>
#include <array>

#include "indexer/readers/clean_text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/tei_text.h"
#include "indexer/readers/xml_records.h"

namespace dateline {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The first descendant of that name, but not in a note or in a text within the text.
const xmlNode* own_element(const xmlNode* node, std::string_view name) {
  if (node == nullptr) return nullptr;
  for (const xmlNode* at = next_in_walk(node, node); at != nullptr;) {
    if (is_named(at, name)) return at;
    const bool apart = is_named(at, "note") || is_named(at, "floatingText") ||
                       is_named(at, "attachment") || is_named(at, "quote");
    at = next_in_walk(at, node, !apart);
  }
  return nullptr;
}

/// "div", "div1" to "div7"
bool is_division(const xmlNode* node) {
  const std::string_view name = name_of(node);
  return name == "div" ||
         (name.size() == 4 && name.starts_with("div") && name[3] >= '0' && name[3] <= '9');
}

bool is_document(const xmlNode* node) {
  constexpr std::array<std::string_view, 11> kTypes{"document", "letter",   "article",   "newsitem",
                                                    "story",    "telegram", "dispatch",  "despatch",
                                                    "report",   "speech",   "memorandum"};
  if (!is_division(node)) return false;
  return is_one_of(ascii_lower(attribute(node, "type")), kTypes) ||
         child(node, "dateline") != nullptr || child(node, {"opener", "dateline"}) != nullptr;
}

bool holds_document(const xmlNode* node) {
  for (const xmlNode* at = next_in_walk(node, node); at != nullptr; at = next_in_walk(at, node))
    if (is_document(at)) return true;
  return false;
}

/// The attributes by which TEI dates an element, most exact first.
std::string machine_date(const xmlNode* node) {
  for (const std::string_view name :
       {"when", "when-iso", "from", "from-iso", "notBefore", "doc-dateTime-min"})
    if (std::string date = attribute(node, name); !date.empty()) return date;
  return {};
}

std::string date_of(const xmlNode* date) {
  std::string machine = machine_date(date);
  return machine.empty() ? line_of(date) : machine;
}

/// Of the dateline, else of what opens, heads or closes the document, else of the <div> itself.
std::string document_date(const xmlNode* document) {
  for (const std::string_view name : {"dateline", "opener", "head", "closer"}) {
    std::string date = date_of(own_element(own_element(document, name), "date"));
    if (!date.empty()) return date;
  }
  return machine_date(document);
}

/// Who is named as the sender, else who signed, else the byline.
std::string author_of(const xmlNode* document) {
  for (const xmlNode* person : descendants(document, "persName"))
    if (attribute(person, "type") == "from") return line_of(person);
  for (const std::string_view name : {"signed", "docAuthor", "byline"}) {
    const xmlNode* part = own_element(document, name);
    const xmlNode* person = own_element(part, "persName");
    if (std::string author = tei_line(person != nullptr ? person : part); !author.empty())
      return author;
  }
  return {};
}

std::string first_line(std::initializer_list<const xmlNode*> nodes) {
  for (const xmlNode* node : nodes)
    if (std::string line = tei_line(node); !line.empty()) return line;
  return {};
}

/// The title of that type or level, of all below a node.
const xmlNode* title_with(const xmlNode* node, std::string_view name, std::string_view value) {
  for (const xmlNode* title : descendants(node, "title"))
    if (attribute(title, name) == value) return title;
  return nullptr;
}

/// One <TEI>: its header, and its articles so far.
class TeiReader {
 public:
  explicit TeiReader(const xmlNode* tei) : tei_(tei), header_(child(tei, "teiHeader")) {
    const xmlNode* titles = descendant(header_, "titleStmt");
    const xmlNode* complete = title_with(titles, "type", "complete");
    const xmlNode* main = title_with(titles, "type", "main");
    title_ = first_line({complete, main, child(titles, "title")});
    series_ = first_line(
        {title_with(titles, "type", "series"), child(descendant(header_, "seriesStmt"), "title")});
    id_ = attribute(tei, "id");
    if (id_.empty()) id_ = line_of(descendant(descendant(header_, "publicationStmt"), "idno"));
    language_ = attribute(tei, "lang");
    if (language_.empty()) language_ = attribute(descendant(header_, "language"), "ident");
  }

  std::vector<ArticleDraft> read() {
    const xmlNode* text = child(tei_, "text");
    if (text == nullptr) text = tei_;
    if (holds_document(text))
      take_sections(text);
    else
      take_whole(text);
    return std::move(drafts_);
  }

 private:
  /// Documents, and the sections beside them.
  void take_sections(const xmlNode* node) {
    std::vector<const xmlNode*> loose;
    for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
      constexpr std::array<std::string_view, 5> kFrames{"front", "body", "back", "group", "text"};
      if (!is_element(at) || is_named(at, "head") || is_named(at, "titlePage")) continue;
      if (is_document(at))
        take(at, {at}, document_date(at));
      else if (is_one_of(name_of(at), kFrames) || holds_document(at))
        take_sections(at);
      else if (is_division(at))
        take(at, {at}, {});
      else
        loose.push_back(at);
    }
    take(node, loose, {});
  }

  /// A section as an article: of the nodes, which are itself or stand in it.
  void take(const xmlNode* section, const std::vector<const xmlNode*>& nodes, std::string date) {
    const xmlNode* head = child(section, "head");
    ArticleDraft draft;
    for (const xmlNode* node : nodes) draft.body += tei_text(node, head) + "\n\n";
    if (trim(draft.body).empty()) return;
    draft.title = tei_line(head);
    // The sources of a document are told in a note to its head.
    if (const std::string notes = tei_notes(head); !notes.empty()) draft.body += notes;
    draft.date = std::move(date);
    draft.author = is_document(section) ? author_of(section) : std::string();
    draft.source = series_.empty() ? title_ : series_;
    draft.language = attribute(section, "lang");
    if (draft.language.empty()) draft.language = language_;
    std::string id = attribute(section, "id");
    if (id.empty()) id = attribute(section, "n");
    if (!id_.empty() && !id.empty()) draft.id = id_ + '/' + id;
    const long lines = xmlGetLineNo(section) - xmlGetLineNo(tei_);
    draft.lines_before = lines > 0 ? static_cast<std::uint64_t>(lines) : 0;
    drafts_.push_back(std::move(draft));
  }

  void take_whole(const xmlNode* text) {
    ArticleDraft draft;
    draft.body = tei_text(text, nullptr);
    if (trim(draft.body).empty()) return;
    draft.title = title_;
    draft.date = whole_date(text);
    draft.author = first_line({descendant(header_, "author")});
    if (draft.author.empty()) draft.author = author_of(text);
    draft.source = first_line({title_with(descendant(header_, "sourceDesc"), "level", "j"),
                               title_with(descendant(header_, "sourceDesc"), "level", "m")});
    if (draft.source.empty()) draft.source = series_;
    if (draft.source.empty())
      draft.source = first_line({descendant(descendant(header_, "publicationStmt"), "publisher")});
    draft.language = language_;
    draft.id = id_;
    drafts_.push_back(std::move(draft));
  }

  /// Of the text, else of its making or its source. When the edition was published says nothing
  /// about a text that has a source.
  std::string whole_date(const xmlNode* text) const {
    std::string date = document_date(text);
    const xmlNode* source = descendant(header_, "sourceDesc");
    for (const xmlNode* part :
         {descendant(header_, "correspAction"), descendant(header_, "creation"), source}) {
      if (!date.empty()) return date;
      date = date_of(descendant(part, "date"));
    }
    const bool has_source = descendant(source, "bibl") != nullptr ||
                            descendant(source, "biblStruct") != nullptr ||
                            descendant(source, "biblFull") != nullptr;
    if (!date.empty() || has_source) return date;
    return date_of(child(descendant(header_, "publicationStmt"), "date"));
  }

  const xmlNode* tei_;
  const xmlNode* header_;
  std::string title_;
  std::string series_;
  std::string id_;
  std::string language_;
  std::vector<ArticleDraft> drafts_;
};

std::vector<ArticleDraft> read(const xmlNode* tei, XmlHead /*head*/) {
  return TeiReader(tei).read();
}

}  // namespace

InputFormat tei_format() {
  return {"tei", "tei",
          [](std::string_view head) {
            return has_start_tag(head, "TEI") || has_start_tag(head, "TEI.2") ? 2 : 0;
          },
          [](std::string path, std::unique_ptr<ByteSource> bytes,
             const ReaderOptions& options) -> std::unique_ptr<ArticleReader> {
            return make_xml_reader({{"TEI", "TEI.2"}, read}, std::move(path), std::move(bytes),
                                   options);
          },
          true};
}

}  // namespace dateline
