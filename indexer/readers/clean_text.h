// SPDX-License-Identifier: GPL-2.0-or-later
//
// Text as it comes out of files, made into the text that is kept: valid UTF-8, LF at line ends,
// no control characters, paragraphs parted by one blank line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

/// Repairs UTF-8, makes CRLF, CR, form feeds, vertical tabs and U+2028 into LF, NUL into a space,
/// and C1 controls (bytes of Windows-1252 that were taken for Latin-1) into what was meant; drops
/// other control characters but tabs, soft hyphens, and zero-width marks that shape no letter.
/// Returns the number of ill-formed pieces.
std::size_t clean_text(std::string& text);

/// A title or name: all white space (no-break spaces too) becomes single spaces, ends trimmed.
std::string single_line(std::string_view text);

/// A body: lines and the whole trimmed, paragraphs parted by exactly one blank line. Lines that
/// were wrapped at a fixed width are joined again; a line indented more than the one before it
/// starts a paragraph; where there is no blank line and a line is longer than anybody wraps, each
/// line is a paragraph.
std::string split_paragraphs(std::string_view text);

/// Without white space at both ends.
std::string_view trim(std::string_view text);

/// The first sentence, or the first `limit` bytes cut at a word's end and marked by an ellipsis.
std::string first_sentence(std::string_view text, std::size_t limit = 120);

/// Whether this is no text: more than one byte in 32 is a control character.
bool is_binary(std::string_view head);

/// ASCII letters in lower case.
std::string ascii_lower(std::string_view text);

}  // namespace dateline
