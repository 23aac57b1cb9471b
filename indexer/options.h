// SPDX-License-Identifier: GPL-2.0-or-later
//
// The indexer's command line, read once into a checked value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/stories/story_grouping.h"
#include "indexer/archive_part.h"
#include "indexer/date_parser.h"

namespace dateline {

enum class UpdatePolicy { changed, always, never };
enum class ProgressStyle { automatic, bar, plain, json, none };

struct IndexerOptions {
  std::string database;
  std::vector<std::string> paths;  ///< "-" is JSON Lines on standard input
  std::string format = "auto";
  std::vector<std::pair<std::string, std::string>> map;  ///< field, key
  std::string encoding;  ///< of text that names none itself; empty: told by content
  DateOrder date_order = DateOrder::none;
  std::optional<ArchivePart> part;  ///< of the archive, to take its articles alone
  unsigned jobs = 1;
  UpdatePolicy update = UpdatePolicy::changed;
  bool prune = false;                ///< forget what is gone
  bool prune_all = false;            ///< however much that is
  std::vector<std::string> exclude;  ///< globs of what is not read below named folders
  std::string forget;                ///< a list of ids, "-" for standard input, empty for none
  std::string remember;              ///< likewise
  std::string files_from;  ///< a list of further paths, "-" for standard input, empty for none
  bool null = false;       ///< that list has NUL between paths instead of line ends
  std::uint64_t memory = std::uint64_t{1} << 30;  ///< bytes, about
  bool status = false;                            ///< say what the database holds
  bool check = false;                             ///< say whether the database is whole
  bool upgrade = false;                           ///< bring the database to today's schema
  std::optional<Dedup> dedup;  ///< what the archive shall take for copies from now on
  std::string names;           ///< the file of the user's corrections of names, empty for none
  std::string rejects;         ///< a TSV file, empty for none
  ProgressStyle progress = ProgressStyle::automatic;
  bool dry_run = false;
  bool quiet = false;
};

/// The options, or nothing where --help or --version was asked for and has been printed.
/// Throws Error (ExitCode::kUsage).
std::optional<IndexerOptions> parse_indexer_options(int argc, const char* const* argv);

}  // namespace dateline
