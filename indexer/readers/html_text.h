// SPDX-License-Identifier: GPL-2.0-or-later
//
// Markup made into plain paragraphs: block elements part them, scripts and styles are dropped.
#pragma once

#include <libxml/tree.h>

#include <functional>
#include <string>
#include <string_view>

namespace dateline {

/// Whether a text plainly is HTML: it starts with a tag of HTML, or holds closing paragraph tags.
bool looks_like_html(std::string_view text);

/// The text of a fragment or page of HTML.
std::string html_to_text(std::string_view html);

/// Plain text of what may be plain or HTML, or have its markup and its character references
/// escaped once or twice more: whatever shows itself as such is resolved.
std::string without_markup(std::string text);

/// The text below a node of HTML, XHTML or NITF, paragraphs parted by a blank line. `skip`
/// (may be empty) tells the elements and texts that are left out.
std::string block_text(const xmlNode* node,
                       const std::function<bool(const xmlNode* inner)>& skip = nullptr);

/// Whether what is in an element of that name is never shown as text.
bool is_unread(std::string_view name);

/// Whether an element of that name starts a paragraph of its own.
bool is_block(std::string_view name);

}  // namespace dateline
