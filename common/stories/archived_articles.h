// SPDX-License-Identifier: GPL-2.0-or-later
//
// The articles of an archive as they are grouped into stories: their sketches, and the texts of
// those that may be copies.
#pragma once

#include <xapian.h>

#include <string_view>
#include <vector>

#include "common/stories/story_grouping.h"

namespace dateline {

/// What the archive was told to take for copies.
Dedup dedup_of(const Xapian::Database& database);
std::string_view dedup_name(Dedup dedup);

/// All that have a sketch, ascending; none has arrived, all are of part 0. Reads two values of each
/// document.
std::vector<StoryArticle> archived_articles(const Xapian::Database& database);

/// Of the words that a document holds (word_sequence.h).
CopyText copy_text(std::string_view words);

/// Reads the documents of `database`, which must outlive it.
StoryTexts archived_texts(const Xapian::Database& database);

}  // namespace dateline
