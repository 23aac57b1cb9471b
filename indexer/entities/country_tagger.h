// SPDX-License-Identifier: GPL-2.0-or-later
//
// Finds the countries that an article mentions and those that it is about: longest match of the
// gazetteer over capitalised tokens, rules for the ambiguous, and a learned salience.
#pragma once

#include <memory>
#include <vector>

#include "common/article.h"
#include "indexer/entities/article_tokens.h"
#include "indexer/ner/name_tagger.h"

namespace dateline {

class CountryTagger {
 public:
  CountryTagger();
  ~CountryTagger();

  /// Countries, most salient first, and appends their mentions to `mentions`.
  /// `names` veto what is part of a person's name ("Chad Smith"); the article's date decides
  /// between states that are gone and their successors.
  std::vector<CountryMentioned> tag(const Article& article, const ArticleTokens& tokens,
                                    const std::vector<NameSpan>& names,
                                    std::vector<Mention>& mentions) const;

 private:
  struct Data;
  std::unique_ptr<const Data> data_;
};

}  // namespace dateline
