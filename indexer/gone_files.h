// SPDX-License-Identifier: GPL-2.0-or-later
//
// What --prune forgets, and when it asks back: a disk that is not mounted looks as if all its files
// had been removed.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/input_record.h"
#include "indexer/options.h"

namespace dateline {

/// Of `records`, the paths of those that stand at or below options.paths and whose files are gone
/// or left out by options.exclude. `listed`: the absolute paths of the files that options.paths
/// stand for. Throws Error (ExitCode::kUsage) where a named path is gone and was never known; and
/// where all that is known below a named folder would go, unless options.prune_all.
std::vector<std::string> gone_files(const IndexerOptions& options,
                                    const std::vector<InputRecord>& records,
                                    const std::unordered_set<std::string>& listed);

/// Whether so many of an archive's articles are too many to forget unasked: more than a tenth. A
/// small archive may lose any number.
bool is_much_to_forget(std::uint64_t forgotten, std::uint64_t articles);
/// Throws the Error that says so. `gone`: the files that are gone.
[[noreturn]] void refuse_to_forget(std::uint64_t forgotten, std::uint64_t articles,
                                   const std::vector<std::string>& gone);

}  // namespace dateline
