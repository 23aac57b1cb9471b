// SPDX-License-Identifier: GPL-2.0-or-later
//
// What a message holds: its text, the messages enclosed in it, and the parts that are neither.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/mime.h"

namespace dateline {

struct MailContent {
  std::string text;                   ///< of all parts that are text, attached ones too; UTF-8
  std::vector<std::string> messages;  ///< enclosed ones, as they stand
  std::vector<std::string> left_out;  ///< "part 2 (image/png, map.png)"
};

/// Of two alternatives, plain text is taken before HTML, unless it is but a stub of it.
/// `encoding`, where it is not empty, goes before what the parts declare.
MailContent read_content(const MimePart& message, std::string_view encoding);

}  // namespace dateline
