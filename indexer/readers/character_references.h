// SPDX-License-Identifier: GPL-2.0-or-later
//
// Character references of HTML: "&amp;", "&#8217;", "&ccaron;". Only what ends in a semicolon is
// one here, so that "AT&T", "R&D;" and "?a=1&copy=2" stay what they are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// What a name stands for, by the list of the HTML standard; empty where it is none of its names.
std::string_view named_character(std::string_view name);

/// The code point of "#8217" or "#x2019"; nothing for what is none, and for halves of a pair.
std::optional<std::uint32_t> numbered_character(std::string_view name);

/// The text with what it refers to in place of the references; nothing where it holds none.
std::optional<std::string> resolve_references(std::string_view text);

}  // namespace dateline
