// SPDX-License-Identifier: GPL-2.0-or-later
//
// A page as the lines that readers see, with what their markup says of dates.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <vector>

namespace dateline {

struct PageLine {
  std::string text;  ///< a date that is an attribute stands in it as "published 2016-12-10"
  std::vector<const xmlNode*> nodes;  ///< the texts it is made of, and elements with dates
  std::size_t linked = 0;             ///< bytes inside of links
  std::size_t at = 0;                 ///< bytes of text on the page before it
  int heading = 0;                    ///< 1 to 6 inside of <h1> to <h6>
  bool dated = false;                 ///< an attribute or a class tells that it is a date
  const xmlNode* marked = nullptr;    ///< itemprop="datePublished"
};

/// All lines that are not empty, in the order of the page.
std::vector<PageLine> page_lines(const xmlNode* root);

}  // namespace dateline
