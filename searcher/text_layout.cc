// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/text_layout.h"

#include "common/terminal_text.h"
#include "searcher/display_width.h"

namespace dateline {

void TextLayout::add(std::string_view text, const Style& style, bool unbroken) {
  const std::string safe = terminal_text(text);
  if (width_ == 0) {
    put(style, safe);
    return;
  }
  for (std::size_t at = 0; at < safe.size();) {
    const std::size_t space = unbroken ? safe.size() : std::min(safe.find(' ', at), safe.size());
    if (space > at) word_.push_back({style, safe.substr(at, space - at)});
    if (space < safe.size()) {
      end_word();
      ++spaces_;
    }
    at = space + 1;
  }
}

void TextLayout::add_marked(std::string_view text, const std::vector<Highlight>& highlights) {
  std::size_t at = 0;
  for (const auto& [start, end] : highlights) {
    add(text.substr(at, start - at));
    const std::string_view marked = text.substr(start, end - start);
    add(color_ ? std::string(marked) : '[' + std::string(marked) + ']', kMarkStyle);
    at = end;
  }
  add(text.substr(at));
}

void TextLayout::end_line() {
  end_word();
  out_ << '\n';
  column_ = start_ = 0;
  spaces_ = 0;
}

void TextLayout::end_word() {
  if (word_.empty()) return;
  std::size_t wide = 0;
  for (const Piece& piece : word_) wide += display_width(piece.text);
  if (column_ > start_ && column_ + spaces_ + wide > width_) {
    out_ << '\n' << std::string(indent_, ' ');
    column_ = start_ = indent_;
  } else {
    out_ << std::string(spaces_, ' ');
    column_ += spaces_;
  }
  spaces_ = 0;
  for (const Piece& piece : word_) put(piece.style, piece.text);
  column_ += wide;
  word_.clear();
}

void TextLayout::put(const Style& style, std::string_view text) {
  if (color_ && !style.on.empty())
    out_ << style.on << text << style.off;
  else
    out_ << text;
}

}  // namespace dateline
