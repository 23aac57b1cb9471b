// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline {

/// Columns that a terminal takes to show `text`, which is UTF-8 without control characters: two
/// for wide and full-width characters (Unicode's UAX #11) and emoji, none for combining marks and
/// characters that are not shown, else one.
std::size_t display_width(std::string_view text);

}  // namespace dateline
