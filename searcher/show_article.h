// SPDX-License-Identifier: GPL-2.0-or-later
//
// --show: one article, whole, with the query's words marked.
#pragma once

#include <ostream>
#include <string_view>

#include "common/analyzer.h"
#include "searcher/formatter.h"
#include "searcher/query_compiler.h"
#include "searcher/results.h"

namespace dateline {

/// `format`: json and jsonl give an object of all fields of a hit but rank,
/// score and snippet; md gives Markdown; any other the text.
void show_article(const Hit& hit, const HighlightWords& words, std::string_view format,
                  const FormatOptions& options, Analyzer& analyzer, std::ostream& out);

}  // namespace dateline
