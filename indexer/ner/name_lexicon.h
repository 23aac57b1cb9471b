// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the name model knows of single words (clusters of like words, lists of names) and of names
// of several words: open-addressing tables over bytes that belong to the model. Keys are hashes of
// lower forms (word_form.h); in 2^32 look-ups of unknown words one or two are mistaken for known.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

using WordLists = std::uint16_t;

namespace in_list {
constexpr WordLists kFirstName = 1 << 0;     ///< births and census lists
constexpr WordLists kFirstOfKnown = 1 << 1;  ///< first names of politicians
constexpr WordLists kLastOfKnown = 1 << 3;   ///< surnames of politicians
constexpr WordLists kLargeCity = 1 << 4;     ///< over 100,000 inhabitants
constexpr WordLists kCity = 1 << 5;
constexpr WordLists kCountry = 1 << 6;
constexpr WordLists kDemonym = 1 << 7;
constexpr WordLists kCapital = 1 << 8;
constexpr WordLists kCommonWord = 1 << 9;       ///< usually written in lower case
constexpr WordLists kInOrganisation = 1 << 10;  ///< frequent in names of organisations
constexpr WordLists kStartsPhrase = 1 << 11;    ///< the first word of a phrase in the lexicon
}  // namespace in_list

/// Kinds of phrases, as bits: names of two or more words.
namespace phrase {
constexpr std::uint8_t kPerson = 1 << 0;
constexpr std::uint8_t kOther = 1 << 1;
constexpr std::uint8_t kCountry = 1 << 2;
constexpr std::uint8_t kCity = 1 << 3;
constexpr int kKinds = 4;
constexpr int kLongest = 6;  ///< words
}  // namespace phrase

/// A slot of the table of words. Clusters count from 1; 0 is "unknown".
struct WordEntry {
  std::uint32_t fingerprint = 0;  ///< 0: empty slot
  std::uint32_t cluster_3000 : 12 = 0;
  std::uint32_t cluster_1024 : 11 = 0;
  std::uint32_t cluster_256 : 9 = 0;
  WordLists lists = 0;
  std::uint8_t cluster_64 = 0;
  std::uint8_t unused = 0;
};
static_assert(sizeof(WordEntry) == 12);

/// A slot of the table of phrases.
struct PhraseEntry {
  std::uint32_t fingerprint = 0;
  std::uint32_t kinds = 0;
};

class NameLexicon {
 public:
  NameLexicon() = default;
  /// Whole numbers of entries; the bytes must outlive the lexicon.
  NameLexicon(std::string_view words, std::string_view phrases);

  /// The entry of a word, all zero if it is unknown.
  WordEntry find_word(std::uint64_t lower_hash) const;
  /// Bits of namespace phrase.
  std::uint8_t find_phrase(std::uint64_t phrase_hash) const;

 private:
  std::string_view words_;
  std::string_view phrases_;
};

}  // namespace dateline
