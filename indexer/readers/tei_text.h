// SPDX-License-Identifier: GPL-2.0-or-later
//
// The text of TEI as plain paragraphs: as the editors correct it, without running heads. Notes
// stand in the midst of sentences there; here they are paragraphs after the text.
#pragma once

#include <libxml/tree.h>

#include <string>

namespace dateline {

/// The text below a node without the element `head` (may be null), then its notes.
std::string tei_text(const xmlNode* node, const xmlNode* head);

/// The text on one line, without notes. `node` may be null.
std::string tei_line(const xmlNode* node);

/// The notes below a node (may be null).
std::string tei_notes(const xmlNode* node);

}  // namespace dateline
