// SPDX-License-Identifier: GPL-2.0-or-later
//
// Searches that are kept under a name, and what each has found before. Both are
// files in $XDG_STATE_HOME/dateline/searches (else ~/.local/state/...):
// NAME.search, a text; and for each database, NAME.DATABASE.seen, the hashes of
// the ids that it has found, so that --new holds whatever has become of the
// database since.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/index.h"
#include "searcher/options.h"
#include "searcher/plan.h"

namespace dateline {

/// Throws Error (ExitCode::kUsage) for a name that no file can have.
void check_search_name(const std::string& name);

/// Keeps query and filters.
void save_search(const std::string& name, const SearcherOptions& options);

/// Puts the search of that name before what `options` ask for: both must be
/// met. Throws Error where there is none.
void load_search(const std::string& name, SearcherOptions& options);

/// Names and queries, by name.
std::vector<std::pair<std::string, std::string>> saved_searches();

/// In any format; as text one a line: name and query, separated by a tab.
void print_saved(const std::vector<std::pair<std::string, std::string>>& searches,
                 std::string_view format, std::ostream& out);

/// The documents that match, ascending, each with the hash of its article's id.
using Matches = std::vector<std::pair<Xapian::docid, std::uint64_t>>;
Matches all_matches(const Index& index, const Plan& plan);

/// Those that the search had not found when mark_seen() was last called; all,
/// if it never was.
std::vector<Xapian::docid> unseen(const std::string& name, const Index& index,
                                  const Matches& matches);

void mark_seen(const std::string& name, const Index& index, const Matches& matches);

}  // namespace dateline
