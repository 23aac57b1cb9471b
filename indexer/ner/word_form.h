// SPDX-License-Identifier: GPL-2.0-or-later
//
// How the name tagger sees a word: its normalised spelling, its lower-case form without
// diacritics, its shape. UTF-8 in and out; bytes that are not UTF-8 pass through.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

/// How a word uses capitals.
enum class Capitals : std::uint8_t {
  none,      ///< "truce"
  first,     ///< "Kerry"
  all,       ///< "NATO"
  single,    ///< "A", "J."
  mixed,     ///< "McCain", "al-Assad"
  no_letter  ///< digits and marks
};

/// Curly quotes made straight, dashes made "-": as the training corpora write them.
std::string straighten(std::string_view word);

/// Lower case, Latin letters without diacritics, and each digit as "0".
std::string lower_form(std::string_view straight);

/// The classes of the characters: "Xx" for "Kerry", "x-Xx" for "al-Assad", "X.X." for "U.S.".
/// At most `longest_run` equal classes in a row are written.
std::string shape_of(std::string_view straight, int longest_run);

Capitals capitals_of(std::string_view straight);

}  // namespace dateline
