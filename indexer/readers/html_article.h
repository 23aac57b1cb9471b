// SPDX-License-Identifier: GPL-2.0-or-later
//
// A web page as an article: what its metadata say, and its text without navigation.
#pragma once

#include <libxml/tree.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "indexer/readers/article_draft.h"
#include "indexer/readers/xml.h"

namespace dateline {

/// A page in UTF-8, whose encoding `charset` (of an HTTP header, may be empty) or its <meta>
/// declares, and its bytes confirm. `forced` (of the user, may be empty) goes before both.
std::string page_in_utf8(std::string page, std::string_view charset, std::string_view forced = {});

/// A page in UTF-8.
ArticleDraft read_page(std::string_view page);

struct PageMetadata {
  ArticleDraft draft;
  std::string modified;  ///< the day of the last change; mostly empty
};

/// Title, date, source, URL, author and language of a page: JSON-LD first, then OpenGraph and
/// <meta>, then the elements that show them. The date is that of the page's head alone.
PageMetadata page_metadata(const xmlNode* root);

/// The element that holds most of the prose, and the elements within that are left out: what
/// their names, links or role tell to be navigation, teasers, captions or advertisements.
struct MainText {
  const xmlNode* element = nullptr;
  std::unordered_set<const xmlNode*> left_out;
};
MainText find_main_text(const xmlNode* root);

/// What a page shows around its headline: dates and authors, which are no part of the text.
struct ShownLines {
  std::string date;      ///< of publication, else of the last change; may be empty
  bool updated = false;  ///< `date` is of the last change
  std::string author;    ///< of "By Ann Lee"; may be empty
  std::unordered_set<const xmlNode*> nodes;
};

/// A date belongs to the article if it stands beside its headline, or right before or after its
/// text, and no other headline or text is nearer to it. `main` may be null.
ShownLines find_shown_lines(const xmlNode* root, const xmlNode* main, const std::string& title,
                            std::string_view language);

}  // namespace dateline
