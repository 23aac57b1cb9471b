// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/hit_maker.h"

#include <algorithm>

#include "common/error.h"
#include "common/facet_values.h"
#include "common/schema.h"
#include "common/stored_article.h"
#include "searcher/snippet.h"

namespace dateline {
namespace {

void name_entities(const Index& index, const std::string& record, Hit& hit) {
  FacetValues values;
  if (!unpack_facets(record, values)) return;
  for (const auto& country : values.countries) {
    std::string code = index.name(Dictionary::country, country.ordinal);
    if (country.about) hit.about.push_back(code);
    hit.countries.push_back(std::move(code));
  }
  std::vector<std::uint32_t> persons;
  for (const std::uint32_t name : values.persons) {
    const std::uint32_t person = index.identities().person(name);
    if (person == IdentityMap::kDropped ||
        std::find(persons.begin(), persons.end(), person) != persons.end())
      continue;
    persons.push_back(person);
    hit.persons.push_back(index.name(Dictionary::person, person));
  }
}

/// Without its persons and countries.
Hit make_bare_hit(const Index& index, const Xapian::Document& document) {
  auto article = unpack_article(document.get_value(kArticleSlot));
  if (!article)
    throw Error("the database " + index.path() + " is damaged: article " +
                    std::to_string(document.get_docid()) + " cannot be read",
                "index the archive again");
  Hit hit;
  hit.article = std::move(*article);
  hit.article.date = unpack_day(document.get_value(kDateSlot));
  if (const auto story = index.story(document.get_docid())) hit.copies = story->size - 1;
  return hit;
}

}  // namespace

Hit make_hit(const Index& index, const Xapian::Document& document) {
  Hit hit = make_bare_hit(index, document);
  name_entities(index, document.get_value(kFacetSlot), hit);
  return hit;
}

Hit HitMaker::make(const Xapian::Document& document, std::uint64_t rank, double score) {
  Hit hit = make_bare_hit(index_, document);
  if (with_entities_) name_entities(index_, document.get_value(kFacetSlot), hit);
  hit.rank = rank;
  hit.score = score;
  if (with_snippets_) {
    SnippetMaker snippets(analyzers_.of(hit.article.language), highlights_);
    hit.title_highlights = snippets.marks(hit.article.title);
    hit.snippet = snippets.make(hit.article.body, kSnippetWords);
  }
  return hit;
}

}  // namespace dateline
