// SPDX-License-Identifier: GPL-2.0-or-later
//
// Writes into the archive which of its articles are copies of one another (common/story_map.h),
// from the sketches that its documents hold. Documents are read, never written.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>

namespace dateline {

/// Which documents are new to the stories that `database` holds.
struct StoryChanges {
  std::function<bool(Xapian::docid)> has_arrived;
  /// How much lower the numbers of the other documents are than when the stories were written.
  Xapian::docid shift = 0;
};

/// Brings the stories up to date; the caller commits. Returns how many of the arrived articles are
/// copies of an earlier one. Documents may have been deleted before.
std::uint64_t write_stories(Xapian::WritableDatabase& database, const StoryChanges& changes);

}  // namespace dateline
