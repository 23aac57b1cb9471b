// SPDX-License-Identifier: GPL-2.0-or-later
//
// A web page as an article: what its metadata say, and its text without navigation.
#pragma once

#include <libxml/tree.h>

#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/article_draft.h"
#include "indexer/readers/xml.h"

namespace dateline {

/// A page in UTF-8 by a byte order mark, by being valid UTF-8, else by `charset` (of an HTTP
/// header, may be empty), else by its <meta>, else by its content.
std::string page_in_utf8(std::string page, std::string_view charset);

/// A page in UTF-8.
ArticleDraft read_page(std::string_view page);

/// Title, date, source, URL, author and language of a page: JSON-LD first, then OpenGraph and
/// <meta>, then the elements that show them.
ArticleDraft page_metadata(const xmlNode* root);

/// The main text: the element that holds most of the prose, without what its names, links or
/// role tell to be navigation, teasers, captions or advertisements.
std::string page_text(const xmlNode* root);

}  // namespace dateline
