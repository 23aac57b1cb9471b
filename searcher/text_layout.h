// SPDX-License-Identifier: GPL-2.0-or-later
//
// Styled text in lines no wider than the terminal. Lines break at spaces; a word that is wider
// than the line stands over.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/results.h"

namespace dateline {

/// Escape sequences before and after; none where both are empty.
struct Style {
  std::string_view on;
  std::string_view off;
};

inline constexpr Style kMarkStyle{"\x1b[1;31m", "\x1b[0m"};
inline constexpr Style kTitleStyle{"\x1b[1m", "\x1b[0m"};
inline constexpr Style kDimStyle{"\x1b[2m", "\x1b[0m"};

class TextLayout {
 public:
  /// `width` 0: lines of any length. Lines after the first begin with `indent` spaces.
  TextLayout(std::ostream& out, bool color, std::size_t width, std::size_t indent)
      : out_(out), color_(color), width_(width), indent_(indent) {}

  /// Text of any origin. `unbroken`: its spaces are no place to break.
  void add(std::string_view text, const Style& style = {}, bool unbroken = false);

  /// Text with its marked words in colour, or in brackets where there is no colour.
  void add_marked(std::string_view text, const std::vector<Highlight>& highlights);

  /// Writes out the word that is being collected, whose style may end now.
  void end_word();

  /// Ends the line, and begins a new one.
  void end_line();

 private:
  struct Piece {
    Style style;
    std::string text;
  };
  void put(const Style& style, std::string_view text);

  std::ostream& out_;
  const bool color_;
  const std::size_t width_;
  const std::size_t indent_;
  std::size_t column_ = 0;
  std::size_t start_ = 0;    // of the first word of this line
  std::size_t spaces_ = 0;   // owed before the next word
  std::vector<Piece> word_;  // being collected
};

}  // namespace dateline
