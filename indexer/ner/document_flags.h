// SPDX-License-Identifier: GPL-2.0-or-later
//
// What an article as a whole tells about each of its words: "Brown" seen as "brown", or after
// "Mr", speaks for all its places. Collected in one pass before the names are decoded.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/ner/word_types.h"

namespace dateline {

/// Bits, by word (lower form).
using DocumentFlags = std::uint16_t;

namespace doc {
constexpr DocumentFlags kLower = 1 << 0;   ///< written in lower case somewhere
constexpr DocumentFlags kInside = 1 << 1;  ///< capitalised inside a sentence
constexpr DocumentFlags kAfterTitle = 1 << 2;
constexpr DocumentFlags kAfterFirst = 1 << 3;  ///< behind a first name
constexpr DocumentFlags kAfterPlace = 1 << 4;  ///< behind "in", "near"
constexpr DocumentFlags kBesideSaid = 1 << 5;
constexpr DocumentFlags kBeforeOrg = 1 << 6;  ///< before "Inc", "Party"
constexpr DocumentFlags kEndsRun = 1 << 7;    ///< the last of several capitalised words
constexpr DocumentFlags kStartsRun = 1 << 8;
constexpr DocumentFlags kPossessive = 1 << 9;  ///< before 's
constexpr DocumentFlags kAfterThe = 1 << 10;
constexpr DocumentFlags kBracketed = 1 << 11;  ///< behind "("
constexpr DocumentFlags kInCompany = 1 << 12;  ///< in a run of capitals before "Inc", "Bank"
constexpr int kFlags = 13;
}  // namespace doc

class FlagCollector {
 public:
  /// Forgets the last article. `words` bounds the numbers of words to come.
  void start(std::uint32_t words);

  /// Notes a sentence, given as the types of its words.
  void add_sentence(const WordTypes& types, const std::uint32_t* sentence, std::size_t size);

  DocumentFlags operator[](std::uint32_t word) const {
    return stamps_[word] == stamp_ ? flags_[word] : DocumentFlags{0};
  }

 private:
  void set(std::uint32_t word, DocumentFlags flags);
  void note_company(const WordTypes& types, const std::uint32_t* sentence, std::size_t suffix);

  std::vector<DocumentFlags> flags_;
  std::vector<std::uint32_t> stamps_;  ///< in which article the flags were set: no clearing
  std::uint32_t stamp_ = 0;
};

}  // namespace dateline
