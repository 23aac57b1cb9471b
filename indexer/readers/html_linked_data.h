// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the JSON-LD of a page says of its article. Pages describe teasers and lists in it as well.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/article_draft.h"

namespace dateline {

/// By which the page's own article is told from others.
struct PageNames {
  std::vector<std::string> titles;  ///< of <title>, OpenGraph and <h1>
  std::string address;              ///< canonical; may be empty
};

struct LinkedData {
  ArticleDraft article;   ///< its text, where that is there, is `body`
  std::string page_date;  ///< of the page that holds the article, or of what could not be parsed
};

/// `scripts` are the page's, any bytes.
LinkedData read_linked_data(const std::vector<std::string>& scripts, const PageNames& names);

}  // namespace dateline
