// SPDX-License-Identifier: GPL-2.0-or-later
//
// What is done to text before it is compared: case and accents folded. Together with the
// analyzer the only place that knows Unicode's tables (ICU).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// True where every byte is below 0x80.
bool is_ascii(std::string_view text);

/// The form under which a word is compared: NFKC case folding, then diacritics dropped from
/// Latin and Greek letters, vowel points from Arabic and Hebrew, and the letters that Unicode does
/// not decompose spelt out (ø o, ł l, đ d, ı i, æ ae, œ oe, þ th, ð d; Cyrillic ё е).
/// Marks of other scripts are part of their words and stay. Bad UTF-8 becomes U+FFFD.
std::string fold(std::string_view text);

/// Bytes of the mark at `at` that shows nothing and says nothing: a soft hyphen, a zero-width space
/// or joiner, a mark of direction, a byte order mark; 0 for none. In Thai, Lao, Burmese and Khmer
/// the zero-width space parts words, and is none of them.
std::size_t invisible_length_at(std::string_view text, std::size_t at);

/// A lower bound of `text` that ends on a character border and has at most `limit` bytes.
std::string_view clip_utf8(std::string_view text, std::size_t limit);

}  // namespace dateline
