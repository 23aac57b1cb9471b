// SPDX-License-Identifier: GPL-2.0-or-later
//
// Which articles are copies of one another. Articles never change; their stories stand in pages
// of the index's metadata (keys::story_page), one for kStoryPage document numbers, so that a hit's
// copies cost one small read and an archive without copies holds none. Only articles that have a
// relation to another one are in it.
//
// A cluster is all that copies join, each to some other of it; what is kept of it serves the
// indexer when articles come or go. A story is the part of a cluster that copies one article, its
// lead. The lead of a cluster is the lead of its first story.
//
// Format of a page: varints. For each article, ascending: its document number less the one before
// (the first: less the page's first), its lead's number less its own and its cluster's less its
// lead's (zigzag), and the number of articles of its story.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

inline constexpr std::uint32_t kStoryPage = 4096;

struct StoryMember {
  std::uint32_t article = 0;  ///< document number
  std::uint32_t lead = 0;     ///< that of the story's lead, which stands for the story
  std::uint32_t cluster = 0;  ///< that of the cluster's lead
  std::uint32_t size = 1;     ///< articles of the story, the lead among them
  bool operator==(const StoryMember&) const = default;
};

/// `members`: those of one page, ascending.
std::string pack_story_page(const std::vector<StoryMember>& members);

/// Appends the members of page number `page`; false for bytes that are no such page.
bool unpack_story_page(std::uint32_t page, std::string_view bytes,
                       std::vector<StoryMember>& members);

}  // namespace dateline
