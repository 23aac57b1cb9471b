// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/entity_tagger.h"

#include <algorithm>
#include <tuple>

namespace dateline {

Entities EntityTagger::tag(const Article& article) {
  split_tokens(article.title, article.body, tokens_);
  const std::vector<NameSpan>& names = names_.tag(tokens_);
  Entities found;
  found.countries = data_.countries.tag(article, tokens_, names, found.mentions);
  found.persons = data_.persons.resolve(article, tokens_, names, found.mentions);
  std::sort(found.mentions.begin(), found.mentions.end(), [](const Mention& a, const Mention& b) {
    return std::tie(a.field, a.start, a.end, a.kind) < std::tie(b.field, b.start, b.end, b.kind);
  });
  return found;
}

}  // namespace dateline
