// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the IPTC's formats share: NITF is a format of its own and is also carried inside NewsML.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/article_draft.h"
#include "indexer/readers/xml.h"

namespace dateline {

/// An <nitf> element as an article.
ArticleDraft read_nitf(const xmlNode* nitf);

/// The text of an element that carries content: NITF, XHTML, or plain or escaped text.
std::string content_text(const xmlNode* content);

/// Wire copy: the dateline before the text, unless the text opens with its place already.
std::string with_dateline(std::string dateline, std::string body);

}  // namespace dateline
