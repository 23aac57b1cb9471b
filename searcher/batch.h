// SPDX-License-Identifier: GPL-2.0-or-later
//
// Many questions to one process: a line each, LABEL<TAB>QUERY, answered in their order. A line
// that cannot be answered is answered by its error, and the rest go on. Lines that wait to be read
// are answered on several threads.
#pragma once

#include <istream>
#include <ostream>

#include "searcher/options.h"

namespace dateline {

/// Answers every line of `in` on `out`, flushed after each where `in` has no more to read: with
/// mode count LABEL<TAB>N, with mode ids LABEL<TAB>ID a line for each hit, else one JSON object a
/// line. The exit code: 0 where some line found something, 1 where none did, 2 where some line was
/// no query. Each answer is of one state of the archive: where an indexer writes over it meanwhile,
/// it is opened again.
int run_batch(const SearcherOptions& options, std::istream& in, std::ostream& out);

}  // namespace dateline
