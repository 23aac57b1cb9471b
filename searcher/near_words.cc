// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/near_words.h"

#include <algorithm>

#include "common/utf8.h"

namespace dateline {
namespace {

/// The characters of `text`, and where each ends. A byte that is no UTF-8 counts as one.
void decode(std::string_view text, std::u32string& characters, std::vector<std::size_t>& ends) {
  characters.clear();
  ends.clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(utf8_length_at(text, at), 1);
    char32_t character = 0;
    for (std::size_t i = 0; i < length; ++i)
      character = character << 8 | static_cast<unsigned char>(text[at + i]);
    at += length;
    characters += character;
    ends.push_back(at);
  }
}

}  // namespace

NearWords::NearWords(std::string_view word, std::size_t most_slips) : most_(most_slips) {
  decode(word, word_, ends_);
  ends_.clear();
  rows_.emplace_back();
  for (std::size_t i = 0; i <= word_.size(); ++i) rows_[0].push_back(static_cast<std::uint32_t>(i));
  known_ = 1;
}

/// The row for the first `length` characters of last_.
void NearWords::add_row(std::size_t length) {
  if (rows_.size() <= length) rows_.emplace_back(word_.size() + 1);
  const std::vector<std::uint32_t>& above = rows_[length - 1];
  std::vector<std::uint32_t>& row = rows_[length];
  const char32_t c = last_[length - 1];
  row[0] = static_cast<std::uint32_t>(length);
  for (std::size_t j = 1; j <= word_.size(); ++j) {
    row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (c == word_[j - 1] ? 0U : 1U)});
    if (length > 1 && j > 1 && c == word_[j - 2] && last_[length - 2] == word_[j - 1])
      row[j] = std::min(row[j], rows_[length - 2][j - 2] + 1);
  }
}

// Where every number of a row is too high, all that are derived from it are.
std::optional<std::size_t> NearWords::distance(std::string_view other) {
  std::u32string before;
  before.swap(last_);
  decode(other, last_, ends_);
  const auto shared = static_cast<std::size_t>(
      std::mismatch(before.begin(), before.end(), last_.begin(), last_.end()).first -
      before.begin());
  known_ = std::min(known_, shared + 1);
  dead_bytes_ = 0;
  for (std::size_t length = known_; length <= last_.size(); ++length) {
    add_row(length);
    known_ = length + 1;
    if (*std::min_element(rows_[length].begin(), rows_[length].end()) <= most_) continue;
    dead_bytes_ = ends_[length - 1];
    return std::nullopt;
  }
  const std::size_t slips = rows_[last_.size()][word_.size()];
  return slips <= most_ ? std::optional(slips) : std::nullopt;
}

}  // namespace dateline
