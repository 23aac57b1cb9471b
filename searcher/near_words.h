// SPDX-License-Identifier: GPL-2.0-or-later
//
// Finds the words within one or two slips of a word in a sorted list, without reading all of it: a
// beginning that no near word can have lets the reader pass over every word that begins so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Damerau-Levenshtein distances (optimal string alignment, in characters) of ascending words from
/// one word. The rows of the table are kept for the beginning that a word shares with the last.
class NearWords {
 public:
  NearWords(std::string_view word, std::size_t most_slips);

  /// The distance of `other`, nothing where it is more than wanted.
  std::optional<std::size_t> distance(std::string_view other);

  /// How many bytes of the last word make a beginning that no near word has; 0 where it has none.
  std::size_t dead_bytes() const { return dead_bytes_; }

 private:
  void add_row(std::size_t length);

  std::u32string word_;
  std::size_t most_;
  std::u32string last_;
  std::vector<std::size_t> ends_;                 // of each character of last_, in bytes
  std::vector<std::vector<std::uint32_t>> rows_;  // one more than characters that were looked at
  std::size_t known_ = 0;                         // rows that belong to last_
  std::size_t dead_bytes_ = 0;
};

}  // namespace dateline
