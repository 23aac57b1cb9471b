// SPDX-License-Identifier: GPL-2.0-or-later
//
// Joins an article's person names to persons: surname, nickname and title mentions to the full
// name inside the article, then to the known persons of the reference data. Depends on this
// article and the reference data alone, never on other articles.
#pragma once

#include <memory>
#include <vector>

#include "common/article.h"
#include "indexer/entities/article_tokens.h"
#include "indexer/ner/name_tagger.h"

namespace dateline {

class PersonResolver {
 public:
  PersonResolver();
  ~PersonResolver();

  /// Persons in the order of first mention, and appends their mentions to `mentions`.
  std::vector<PersonMentioned> resolve(const Article& article, const ArticleTokens& tokens,
                                       const std::vector<NameSpan>& names,
                                       std::vector<Mention>& mentions) const;

 private:
  struct Data;
  std::unique_ptr<const Data> data_;
};

}  // namespace dateline
