// SPDX-License-Identifier: GPL-2.0-or-later
//
// The stories of several archives that are searched as one. Each has grouped its own articles; here
// those of different parts are compared too, by the same rules and with the same outcome as if all
// lay in one (common/stories/story_grouping.h). That reads the sketch of every article, some eighty
// bytes, and the words of those that may be copies, some two kilobytes, so the stories are kept
// (cache_file.h).
//
// Limit: of more than kMostUnited articles in all, or of kMostFetched where some are on other
// machines, which would take a gigabyte, or of kMostUnkept where they cannot be kept, which would
// take seconds for each question, the stories of each part stand for themselves.
//
// Format of what is kept: a table of StoryMember, four numbers each, ascending by article.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/shared_table.h"
#include "common/story_map.h"
#include "searcher/archive_parts.h"
#include "searcher/whole_file.h"

namespace dateline {

inline constexpr std::uint64_t kMostUnited = 4'000'000;
inline constexpr std::uint64_t kMostFetched = 1'000'000;
inline constexpr std::uint64_t kMostUnkept = 20'000;

/// Of how many articles the stories are united.
std::uint64_t most_united(const std::vector<Part>& parts, const std::string& stamps);

/// The members of all clusters, ascending, by their numbers in all parts. `grouped`: the same of
/// each part by itself.
std::vector<StoryMember> unite_stories(const std::vector<Part>& parts,
                                       const std::vector<StoryMember>& grouped);

/// Those that were kept for these parts, if they had these stamps.
std::optional<SharedTable<StoryMember>> kept_stories(const std::vector<Part>& parts,
                                                     const std::string& stamps);

void keep_stories(const std::vector<Part>& parts, const std::string& stamps,
                  const SharedTable<StoryMember>& stories);

std::string pack_stories(const SharedTable<StoryMember>& stories, const std::string& stamps);
/// Nothing for bytes that are no such file, or one of other stamps.
std::optional<SharedTable<StoryMember>> unpack_stories(const MappedFile& file,
                                                       const std::string& stamps);

}  // namespace dateline
