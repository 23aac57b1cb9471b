// SPDX-License-Identifier: GPL-2.0-or-later
//
// UTF-8 as both programs understand it: what comes in is made valid once, and is trusted after.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// Replaces what is not UTF-8 (overlong forms and surrogates included) by U+FFFD, one for each
/// maximal ill-formed piece as Unicode 15 section 3.9 recommends. Returns how many were replaced.
std::size_t repair_utf8(std::string& text);

/// Appends the code point; U+FFFD for what is none.
void append_utf8(std::string& out, std::uint32_t code_point);

/// Length in bytes (1 to 4) of the well-formed sequence that starts at `at`; 0 where none does.
std::size_t utf8_length_at(std::string_view text, std::size_t at);

}  // namespace dateline
