// SPDX-License-Identifier: GPL-2.0-or-later
//
// Links that terminals follow (OSC 8).
#pragma once

#include <string>
#include <string_view>

#include "common/article.h"

namespace dateline {

/// Where an article is to be read: its http address, else its file where that is named from the
/// root; "" for neither. Holds nothing but printable ASCII.
std::string link_target(const Article& article);

std::string link_start(const std::string& target);
inline constexpr std::string_view kLinkEnd = "\x1b]8;;\x1b\\";

}  // namespace dateline
