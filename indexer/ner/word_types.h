// SPDX-License-Identifier: GPL-2.0-or-later
//
// The distinct words of the texts that a tagger has seen, each analysed once. All that is stored
// of a word depends on the word and the lexicon alone.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/ner/name_lexicon.h"
#include "indexer/ner/word_form.h"
#include "indexer/ner/word_roles.h"

namespace dateline {

/// How a sentence uses capitals: those of a headline tell nothing about its words.
enum class SentenceCase : std::uint8_t { normal, title, upper };

/// A spelling in a kind of sentence.
struct WordType {
  std::uint64_t lower = 0;   ///< hash of the lower form
  std::uint64_t shape = 0;   ///< hash; depends on the sentence's case
  std::uint64_t suffix = 0;  ///< hash of the lower form's last three bytes
  std::uint32_t word = 0;    ///< number of the lower form
  WordRoles roles = 0;
  WordEntry lexicon;
  Capitals capitals = Capitals::no_letter;
  SentenceCase sentence = SentenceCase::normal;
  bool has_capital = false;  ///< may be part of a name
  bool is_word = false;      ///< has a letter, and two bytes or more
  bool is_long = false;      ///< too long for a word that headlines leave in lower case
};

/// A map from hashes to 0, 1, 2 ... in the order of insertion.
class HashNumbers {
 public:
  /// The number of `hash`, and whether it is new.
  struct Number {
    std::uint32_t value = 0;
    bool is_new = false;
  };
  Number insert(std::uint64_t hash);
  std::uint32_t size() const { return size_; }
  void clear();

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number_plus_one = 0;
  };
  void grow();

  static constexpr std::size_t kInitialSlots = std::size_t{1} << 14;
  std::vector<Slot> slots_ = std::vector<Slot>(kInitialSlots);
  std::uint32_t size_ = 0;
};

class WordTypes {
 public:
  explicit WordTypes(const NameLexicon& lexicon) : lexicon_(lexicon) { clear(); }

  /// The number of the type of a word; 64-bit hashes tell words apart.
  std::uint32_t insert(std::string_view surface, SentenceCase sentence);

  const WordType& operator[](std::uint32_t type) const { return types_[type]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(types_.size()); }
  std::uint32_t word_count() const { return words_.size(); }
  void clear();

  /// Stands for what is before the first and behind the last word of a sentence.
  static constexpr std::uint32_t kEdge = 0;

 private:
  WordType analyse(std::string_view surface, SentenceCase sentence);

  const NameLexicon& lexicon_;
  HashNumbers numbers_;
  HashNumbers words_;
  std::vector<WordType> types_;
};

}  // namespace dateline
