// SPDX-License-Identifier: GPL-2.0-or-later
//
// Groups articles into stories. Two steps, both of which depend on the articles alone and never on
// the order in which they came:
//   1. clusters: what copies (copy_test.h) of at most kCopyDays apart join, each to some other of
//      the cluster; equal texts are joined whatever their dates, and an article without a date is
//      compared with all. An article that comes later is compared with what shares keys with it,
//      not with all; one that joins two clusters makes them one.
//   2. stories: the earliest article of a cluster is the lead, and what copies it is its story; of
//      the rest again the earliest, and so on. A page of briefs that quotes two dispatches thus
//      does not make one story of them.
//
// Articles may lie in several parts of an archive, each of which was grouped by itself: then those
// of different parts are compared, which makes of the clusters of all parts those of the whole.
//
// Limit: an article is compared with the kMostCompared before it, by date, that share a key with
// it. Only where more than that many different texts of two weeks share the same words can the
// order of arrival tell.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/date.h"
#include "common/stories/copy_sketch.h"
#include "common/stories/copy_test.h"
#include "common/story_map.h"

namespace dateline {

enum class Dedup : std::uint8_t { off, exact, near };

inline constexpr int kCopyDays = 14;
inline constexpr std::size_t kMostCompared = 2000;

/// An article to be grouped.
struct StoryArticle {
  std::uint32_t number = 0;  ///< of its document
  std::optional<Date> date;
  CopySketch sketch;
  bool arrived = false;    ///< came or changed since the articles were grouped last
  std::uint32_t part = 0;  ///< of the archive; the clusters of each are among `before`
};

/// What the grouping must look up, only of a few articles.
struct StoryTexts {
  std::function<CopyText(std::uint32_t number)> text;
  std::function<std::string(std::uint32_t number)> id;
};

/// The stories of all `articles`, ascending by document, where `before` are those that held before
/// the last ones arrived (members that are not among `articles` any more have gone).
std::vector<StoryMember> group_stories(std::vector<StoryArticle> articles,
                                       const std::vector<StoryMember>& before, Dedup dedup,
                                       const StoryTexts& texts);

}  // namespace dateline
