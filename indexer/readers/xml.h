// SPDX-License-Identifier: GPL-2.0-or-later
//
// XML and HTML trees by libxml2, for every reader of such formats. Nothing is ever fetched: no
// network, no external DTD or entity, no XInclude; entities are not expanded but for the five of
// XML and the names of HTML; depth is limited. Names are compared without their namespace prefix.
#pragma once

#include <libxml/tree.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct XmlFree {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using XmlDocument = std::unique_ptr<xmlDoc, XmlFree>;

/// Text in UTF-8, whatever it declares. What is not well-formed is repaired where that can be done;
/// null where nothing is left. `broken` (may be null) is set to whether it was repaired.
XmlDocument parse_xml(std::string text, bool* broken = nullptr);

/// HTML of any kind, in UTF-8. Null for nothing.
XmlDocument parse_html(std::string_view text);

/// Whether HTML 4 has an element of that name, which is in lower case.
bool is_html_element(const std::string& name);

/// The encoding that an XML declaration, behind white space perhaps, or an HTML page's <meta>
/// names; empty for none.
std::string declared_encoding(std::string_view text);

const xmlNode* root_of(const XmlDocument& document);
bool is_element(const xmlNode* node);
/// Without its prefix.
std::string_view local_name(std::string_view name);
std::string_view name_of(const xmlNode* node);
bool is_named(const xmlNode* node, std::string_view name);

/// Empty where the node (may be null) has none.
std::string attribute(const xmlNode* node, std::string_view name);

/// The first child element of that name; null for none. `node` may be null.
const xmlNode* child(const xmlNode* node, std::string_view name);
/// The element that a path of child names leads to; null for none.
const xmlNode* child(const xmlNode* node, std::initializer_list<std::string_view> path);
/// All elements of that name below the node, in the order of the document.
std::vector<const xmlNode*> descendants(const xmlNode* node, std::string_view name);
/// The first of them; null for none.
const xmlNode* descendant(const xmlNode* node, std::string_view name);

/// The next node of a walk in document order below `top`; null at its end.
const xmlNode* next_in_walk(const xmlNode* node, const xmlNode* top, bool into_children = true);

/// All text below the node, as it stands. `node` may be null.
std::string text_of(const xmlNode* node);
/// The same on a single line.
std::string line_of(const xmlNode* node);

/// A reference such as "/world/1.html" as an address, by RFC 3986; as it is where it has a scheme,
/// or where there is no base.
std::string resolve_uri(const std::string& uri, const std::string& base);

}  // namespace dateline
