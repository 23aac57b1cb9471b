// SPDX-License-Identifier: GPL-2.0-or-later
//
// Joins the mentions of one article that name one person: full names by spelling, then surnames,
// given names and royal names to the latest full name that they do not contradict.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/entities/name_mentions.h"

namespace dateline {

/// The mentions of one person.
struct PersonGroup {
  std::string normal;       ///< of the fullest form
  std::size_t fullest = 0;  ///< index of the mention in the fullest form
  bool is_full = false;     ///< has a first and a last name, or a royal name
  bool is_doubtful = true;  ///< all its mentions are
  Gender gender = Gender::unknown;
  std::string title;                  ///< the first office seen
  std::string_view country;           ///< of a title
  std::vector<std::size_t> mentions;  ///< indexes, ascending
  std::size_t last_full = 0;          ///< the latest full mention so far
};

/// Groups all mentions; the groups are in no particular order.
std::vector<PersonGroup> group_mentions(const std::vector<NameMention>& mentions);

/// The words by which the persons of full mentions are called alone (normal forms): surnames, and
/// the first word of Chinese and Korean names.
std::vector<std::string> surnames_of(const std::vector<NameMention>& mentions);

}  // namespace dateline
