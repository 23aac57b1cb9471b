// SPDX-License-Identifier: GPL-2.0-or-later
//
// Formats of XML in which each article is one element: the element is cut out of the stream and
// parsed on its own, so that memory is bounded by one article and a broken one costs only itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/article_draft.h"
#include "indexer/readers/tag_splitter.h"
#include "indexer/readers/xml.h"

namespace dateline {

/// What stands before the first article of a file: the title and language of a feed.
using XmlHead = std::string_view;

struct XmlRecordFormat {
  std::vector<std::string> tags;  ///< local names of the elements that are articles
  /// Nothing for an element that is no article (a picture, a page of a menu).
  std::optional<ArticleDraft> (*read)(const xmlNode* record, XmlHead head);
};

std::unique_ptr<ArticleReader> make_xml_reader(XmlRecordFormat format, std::string path,
                                               std::unique_ptr<ByteSource> bytes,
                                               const ReaderOptions& options);

/// The text of the first element of that name in the head, on one line; empty for none.
std::string text_in_head(XmlHead head, std::string_view tag);

/// Whether the head of a file has a start tag of that local name.
bool has_start_tag(std::string_view head, std::string_view tag);

}  // namespace dateline
