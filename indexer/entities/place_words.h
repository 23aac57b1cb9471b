// SPDX-License-Identifier: GPL-2.0-or-later
//
// An article's tokens as the country tagger reads them: compounds are cut at hyphens
// ("Franco-German", "anti-American"), and each word that may be part of a name has its key.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/entities/article_tokens.h"

namespace dateline {

struct PlaceWord {
  std::uint64_t hash = 0;  ///< see hash_place_word(); 0 for marks and long words in lower case
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::uint32_t token = 0;
  TextField field = TextField::body;
  bool is_capital = false;
  bool is_mark = false;
  bool is_joined = false;        ///< to the word before it, by a hyphen
  bool is_all_capitals = false;  ///< two letters or more
  bool starts_sentence = false;
  bool starts_paragraph = false;
};

struct PlaceWords {
  const ArticleTokens* tokens = nullptr;
  std::vector<PlaceWord> words;
  std::uint32_t body = 0;          ///< index of the body's first word
  std::uint32_t dateline_end = 0;  ///< words [body, dateline_end) are "PARIS, Dec 10 (Agency) -"
  bool title_is_capitals = false;  ///< all of it, or each word's first letter
  bool body_is_capitals = false;

  std::string_view text(const PlaceWord& word) const {
    const bool in_title = word.field == TextField::title;
    return (in_title ? tokens->title : tokens->body).substr(word.start, word.end - word.start);
  }
  bool in_capitals(const PlaceWord& word) const {
    return word.field == TextField::title ? title_is_capitals : body_is_capitals;
  }
};

/// Cuts an article. The tokens must outlive the result.
PlaceWords split_place_words(const ArticleTokens& tokens);

}  // namespace dateline
