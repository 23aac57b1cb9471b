// SPDX-License-Identifier: GPL-2.0-or-later
//
// --like: the words that tell an article, or a text in a file, from the rest of
// the archive, as a query. They are chosen by Xapian's query expansion from one
// relevant document.
#pragma once

#include <string>

#include "searcher/query_compiler.h"

namespace dateline {

/// `name`: an article's id, else a file. The article itself is left out of what
/// the query matches. Throws Error (ExitCode::kUsage) where there is neither.
CompiledQuery similar_query(const Index& index, const std::string& name, Analyzer& analyzer);

}  // namespace dateline
