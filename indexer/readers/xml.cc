// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/uri.h>

#include <algorithm>
#include <climits>
#include <cstdint>
#include <cstring>
#include <mutex>

#include "common/utf8.h"
#include "indexer/readers/character_references.h"
#include "indexer/readers/clean_text.h"

namespace dateline {
namespace {

/// libxml2 wants its tables made before threads use it.
void prepare_libxml() {
  static std::once_flag prepared;
  std::call_once(prepared, xmlInitParser);
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
}

/// What the reference after an "&" becomes in text that an XML parser will read.
void append_reference(std::string& out, std::string_view name) {
  if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos") {
    out.append("&").append(name).append(";");
    return;
  }
  const auto code = numbered_character(name).value_or(0);
  if (code == '<' || code == '&' || code == '"')
    out.append("&").append(name).append(";");
  else if (code >= 0x20 || code == '\n' || code == '\t')
    append_utf8(out, code);
  else if (code == '\f' || code == '\v' || code == '\r')
    out += ' ';
  else if (const std::string_view text = named_character(name); text.size() > 1)
    out += text;
  else if (text.size() == 1)
    out.append("&#").append(std::to_string(text[0])).append(";");
  else if (name[0] != '#')
    out.append("&amp;").append(name).append(";");
}

/// Resolves HTML's entities and numeric references, drops those to control characters that
/// part no words, and makes a bare "&" text. CDATA sections are left alone.
std::string repair_references(std::string_view text) {
  constexpr std::string_view kCdata = "<![CDATA[";
  std::string out;
  out.reserve(text.size() + 64);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find_first_of("&<", at), text.size());
    out.append(text, at, next - at);
    at = next;
    if (at == text.size()) break;
    if (text.substr(at, kCdata.size()) == kCdata) {
      const std::size_t end = std::min(text.find("]]>", at), text.size());
      out.append(text, at, end - at);
      at = end;
    } else if (text[at] == '<') {
      out += text[at++];
    } else {
      std::size_t end = ++at;
      while (end < text.size() && end - at < 32 && is_name_char(text[end])) ++end;
      if (end > at && end < text.size() && text[end] == ';') {
        append_reference(out, text.substr(at, end - at));
        at = end + 1;
      } else {
        out += "&amp;";
      }
    }
  }
  return out;
}

const char* as_chars(const xmlChar* text) {
  return reinterpret_cast<const char*>(text);
}

const xmlChar* as_xml(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}

XmlDocument read_xml(std::string_view text, int extra) {
  if (text.size() > INT_MAX) return nullptr;
  return XmlDocument(xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8",
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                       XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES | extra));
}

}  // namespace

std::string declared_encoding(std::string_view text) {
  const std::string head = ascii_lower(trim(text).substr(0, 4096));
  std::string_view key = "encoding=";
  std::size_t at = head.starts_with("<?xml") ? head.find(key) : std::string::npos;
  if (at == std::string::npos || at > head.find("?>")) {
    key = "charset=";
    at = head.find(key);
  }
  if (at == std::string::npos) return {};
  at += key.size();
  while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
  const std::size_t end = head.find_first_of("\"' ;>/?", at);
  return end == std::string::npos ? std::string() : head.substr(at, end - at);
}

XmlDocument parse_xml(std::string text, bool* broken) {
  prepare_libxml();
  clean_text(text);
  const std::string_view content = trim(text);
  XmlDocument document = read_xml(content, 0);
  if (broken != nullptr) *broken = !document;
  if (!document) document = read_xml(repair_references(content), XML_PARSE_RECOVER);
  return document;
}

bool is_html_element(const std::string& name) {
  return htmlTagLookup(as_xml(name.c_str())) != nullptr;
}

XmlDocument parse_html(std::string_view text) {
  prepare_libxml();
  if (text.empty() || text.size() > INT_MAX) return nullptr;
  return XmlDocument(htmlReadMemory(
      text.data(), static_cast<int>(text.size()), nullptr, "UTF-8",
      HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER));
}

const xmlNode* root_of(const XmlDocument& document) {
  return document ? xmlDocGetRootElement(document.get()) : nullptr;
}

bool is_element(const xmlNode* node) {
  return node != nullptr && node->type == XML_ELEMENT_NODE;
}

std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);
}

std::string_view name_of(const xmlNode* node) {
  if (!is_element(node) || node->name == nullptr) return {};
  // Without a declaration of its prefix, the prefix stays in the name.
  return local_name(as_chars(node->name));
}

bool is_named(const xmlNode* node, std::string_view name) {
  return name_of(node) == name;
}

std::string attribute(const xmlNode* node, std::string_view name) {
  if (!is_element(node)) return {};
  for (const xmlAttr* attr = node->properties; attr != nullptr; attr = attr->next) {
    if (local_name(as_chars(attr->name)) != name) continue;
    std::string value;
    for (const xmlNode* part = attr->children; part != nullptr; part = part->next)
      if (part->type == XML_TEXT_NODE && part->content != nullptr) value += as_chars(part->content);
    return value;
  }
  return {};
}

const xmlNode* child(const xmlNode* node, std::string_view name) {
  if (node == nullptr) return nullptr;
  for (const xmlNode* inner = node->children; inner != nullptr; inner = inner->next)
    if (is_named(inner, name)) return inner;
  return nullptr;
}

const xmlNode* child(const xmlNode* node, std::initializer_list<std::string_view> path) {
  for (const std::string_view name : path) node = child(node, name);
  return node;
}

const xmlNode* next_in_walk(const xmlNode* node, const xmlNode* top, bool into_children) {
  const bool enter = into_children && node->children != nullptr &&
                     (node->type == XML_ELEMENT_NODE || node->type == XML_HTML_DOCUMENT_NODE ||
                      node->type == XML_DOCUMENT_NODE);
  if (enter) return node->children;
  while (node != top && node->next == nullptr) node = node->parent;
  return node == top ? nullptr : node->next;
}

std::vector<const xmlNode*> descendants(const xmlNode* node, std::string_view name) {
  std::vector<const xmlNode*> found;
  if (node == nullptr) return found;
  for (const xmlNode* at = next_in_walk(node, node); at != nullptr; at = next_in_walk(at, node))
    if (is_named(at, name)) found.push_back(at);
  return found;
}

const xmlNode* descendant(const xmlNode* node, std::string_view name) {
  if (node == nullptr) return nullptr;
  for (const xmlNode* at = next_in_walk(node, node); at != nullptr; at = next_in_walk(at, node))
    if (is_named(at, name)) return at;
  return nullptr;
}

std::string text_of(const xmlNode* node) {
  std::string text;
  for (const xmlNode* at = node; at != nullptr; at = next_in_walk(at, node))
    if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content != nullptr)
      text += as_chars(at->content);
  return text;
}

std::string line_of(const xmlNode* node) {
  return single_line(text_of(node));
}

std::string resolve_uri(const std::string& uri, const std::string& base) {
  const auto scheme_end = uri.find_first_of(":/?#");
  const bool absolute = scheme_end != std::string::npos && uri[scheme_end] == ':';
  if (uri.empty() || base.empty() || absolute) return uri;
  constexpr const char* kReserved = "/?#[]@!$&'()*+,;=:%~";  // what may stand as it is
  const auto free_text = [](xmlChar* text) { xmlFree(text); };
  using Text = std::unique_ptr<xmlChar, decltype(free_text)>;
  const auto escaped = [&](const std::string& text) {
    return Text(xmlURIEscapeStr(as_xml(text.c_str()), as_xml(kReserved)), free_text);
  };
  const Text joined(xmlBuildURI(escaped(uri).get(), escaped(base).get()), free_text);
  return joined ? as_chars(joined.get()) : uri;
}

}  // namespace dateline
