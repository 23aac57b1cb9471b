// SPDX-License-Identifier: GPL-2.0-or-later
//
// Text of unknown origin, made safe to print: article text must not move the cursor, change
// colours or reverse the direction of what follows it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// `text` with control characters (C0 but for tab, DEL, C1), bidirectional overrides and isolates,
/// and invalid UTF-8 replaced by U+FFFD. Newlines become spaces unless `keep_newlines`.
std::string terminal_text(std::string_view text, bool keep_newlines = false);

/// `text` for a cell of one line that loses nothing: \t, \n, \r and \\ for those characters, and
/// \xHH for each byte of any other that terminal_text would replace.
std::string escaped_text(std::string_view text);

/// JSON with those characters written as \u escapes inside its texts.
std::string terminal_json(std::string_view json);

/// 48210 as "48,210".
std::string grouped(std::uint64_t number);

}  // namespace dateline
