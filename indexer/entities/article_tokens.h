// SPDX-License-Identifier: GPL-2.0-or-later
//
// An article cut into words, punctuation marks and sentences: the one view of the text that the
// name tagger, the country tagger and the person resolver share, made once for each article.
// These are not search terms (common/analyzer.h makes those): case and punctuation are kept.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/article.h"

namespace dateline {

/// A word ("al-Assad", "U.S.", "Russia") or a mark ("," "“" "'s").
struct TextToken {
  std::uint32_t start = 0;  ///< first byte in its field
  std::uint32_t end = 0;
  TextField field = TextField::body;
  bool starts_sentence = false;
  bool starts_paragraph = false;
};

/// The tokens of the title, then those of the body. The views must outlive it.
struct ArticleTokens {
  std::string_view title;
  std::string_view body;
  std::vector<TextToken> tokens;

  std::string_view text(const TextToken& token) const {
    const std::string_view field = token.field == TextField::title ? title : body;
    return field.substr(token.start, token.end - token.start);
  }
};

/// Fills `out`, whose capacity is reused from article to article.
///
/// A possessive 's is a token of its own, as is every mark but those inside a word or number
/// ("Jean-Marc", "O'Brien", "U.S.", "1,000.5"). A full stop after an initial or a known title or
/// month ("Mr.", "Gen.", "Dec.") stays with it and ends no sentence.
void split_tokens(std::string_view title, std::string_view body, ArticleTokens& out);

}  // namespace dateline
