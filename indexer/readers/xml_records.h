// SPDX-License-Identifier: GPL-2.0-or-later
//
// Formats of XML in which each article is one element: the element is cut out of the stream and
// parsed on its own, so that memory is bounded by one article and a broken one costs only itself.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/article_draft.h"
#include "indexer/readers/tag_splitter.h"
#include "indexer/readers/xml.h"

namespace dateline {

/// What stands before the first article of a file (the title and language of a feed): the root of a
/// tree that is cut off there. May be null.
using XmlHead = const xmlNode*;

struct XmlRecordFormat {
  std::vector<std::string> tags;  ///< local names of the elements that hold articles
  /// The articles of an element, mostly one. None for what is no article (a picture, a page of a
  /// menu).
  std::function<std::vector<ArticleDraft>(const xmlNode* record, XmlHead head)> read;
};

std::unique_ptr<ArticleReader> make_xml_reader(XmlRecordFormat format, std::string path,
                                               std::unique_ptr<ByteSource> bytes,
                                               const ReaderOptions& options);

/// The local name of the first element of a file; empty for none.
std::string root_name(std::string_view head);

/// The tree of the start of a file from its first start tag on, as far as it goes.
XmlDocument parse_head(std::string_view head);

/// Whether the head of a file has a start tag of that local name.
bool has_start_tag(std::string_view head, std::string_view tag);

}  // namespace dateline
