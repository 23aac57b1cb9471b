// SPDX-License-Identifier: GPL-2.0-or-later
//
// Finds who and where in an article: tokens, names, countries, persons, in that order. One for
// each thread; the result depends on the article and the built-in data alone.
#pragma once

#include "common/article.h"
#include "indexer/entities/article_tokens.h"
#include "indexer/entities/country_tagger.h"
#include "indexer/entities/person_resolver.h"
#include "indexer/ner/name_tagger.h"

namespace dateline {

/// The immutable part of tagging, loaded once and shared by all threads.
struct EntityData {
  const NameModel& names = built_in_name_model();
  CountryTagger countries;
  PersonResolver persons;
};

class EntityTagger {
 public:
  explicit EntityTagger(const EntityData& data) : data_(data), names_(data.names) {}

  Entities tag(const Article& article);

  /// The tokens of the article that was tagged last. They view its title and body.
  const ArticleTokens& tokens() const { return tokens_; }

 private:
  const EntityData& data_;
  NameTagger names_;
  ArticleTokens tokens_;
};

}  // namespace dateline
