// SPDX-License-Identifier: GPL-2.0-or-later
//
// The stories of the articles that a query matches: most articles have no copies, and are told from
// the others by one bit.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/story_map.h"

namespace dateline {

class StoryLookup {
 public:
  /// `members`: ascending.
  explicit StoryLookup(std::span<const StoryMember> members)
      : has_copies_(members.empty() ? 0 : std::size_t{members.back().article} + 1) {
    leads_.reserve(members.size());
    for (const StoryMember& member : members) {
      has_copies_[member.article] = true;
      leads_.emplace(member.article, member.lead);
    }
  }

  /// Whether no article has copies, and each is a story.
  bool empty() const { return leads_.empty(); }

  /// Of how many stories these articles are.
  std::uint64_t count(std::span<const Xapian::docid> articles) const {
    std::uint64_t stories = 0;
    std::unordered_set<Xapian::docid> leads;
    for (const Xapian::docid article : articles) {
      const auto lead_of_it = lead(article);
      if (!lead_of_it || leads.insert(*lead_of_it).second) ++stories;
    }
    return stories;
  }

  /// The lead of the article's story; nothing where it has no copies.
  std::optional<Xapian::docid> lead(Xapian::docid article) const {
    if (article >= has_copies_.size() || !has_copies_[article]) return std::nullopt;
    return leads_.at(article);
  }

 private:
  std::vector<bool> has_copies_;
  std::unordered_map<Xapian::docid, Xapian::docid> leads_;
};

}  // namespace dateline
