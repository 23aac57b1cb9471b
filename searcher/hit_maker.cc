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

HitEntities read_entities(const Index& index, Xapian::docid id, const Xapian::Document& document) {
  HitEntities entities;
  entities.date = unpack_day(document.get_value(kDateSlot));
  FacetValues values;
  if (!unpack_facets(document.get_value(kFacetSlot), values)) return entities;
  const PartNumbers& numbers = index.numbers(index.part_of(id));
  for (const auto& country : values.countries) {
    const std::uint32_t number = numbers.united(Dictionary::country, country.ordinal);
    entities.countries.push_back(number);
    if (country.about) entities.about.push_back(number);
  }
  std::vector<std::uint32_t>& persons = entities.persons;
  for (const std::uint32_t name : values.persons) {
    const std::uint32_t person = numbers.persons.person(name);
    if (person != IdentityMap::kDropped &&
        std::find(persons.begin(), persons.end(), person) == persons.end())
      persons.push_back(person);
  }
  return entities;
}

std::uint64_t copies_of(const Index& index, Xapian::docid id) {
  const auto story = index.story(id);
  return story ? story->size - 1 : 0;
}

void name_entities(const Index& index, const HitEntities& entities, Hit& hit) {
  const auto name = [&](Dictionary kind, const std::vector<std::uint32_t>& ordinals,
                        std::vector<std::string>& names) {
    for (const std::uint32_t ordinal : ordinals) names.push_back(index.name(kind, ordinal));
  };
  name(Dictionary::country, entities.countries, hit.countries);
  name(Dictionary::country, entities.about, hit.about);
  name(Dictionary::person, entities.persons, hit.persons);
}

/// Its article but for the date.
Hit make_bare_hit(const Index& index, Xapian::docid id, const Xapian::Document& document) {
  auto article = unpack_article(document.get_value(kArticleSlot));
  if (!article)
    throw Error("the database " + index.parts()[index.part_of(id)].name + " is damaged: article " +
                    std::to_string(index.id_in_part(id)) + " cannot be read",
                "index the archive again");
  Hit hit;
  hit.article = std::move(*article);
  return hit;
}

}  // namespace

Hit make_hit(const Index& index, Xapian::docid id) {
  const Xapian::Document document = index.database().get_document(id);
  Hit hit = make_bare_hit(index, id, document);
  const HitEntities entities = read_entities(index, id, document);
  hit.article.date = entities.date;
  hit.copies = copies_of(index, id);
  name_entities(index, entities, hit);
  return hit;
}

Hit HitMaker::make(Xapian::docid id, std::uint64_t rank, double score) {
  const Xapian::Document document = index_.database().get_document(id);
  return make(id, document, with_entities_ ? read_entities(index_, id, document) : HitEntities{},
              rank, score);
}

Hit HitMaker::make(Xapian::docid id, const HitEntities& entities, std::uint64_t rank,
                   double score) {
  return make(id, index_.database().get_document(id), entities, rank, score);
}

Hit HitMaker::make(Xapian::docid id, const Xapian::Document& document, const HitEntities& entities,
                   std::uint64_t rank, double score) {
  Hit hit = make_bare_hit(index_, id, document);
  hit.rank = rank;
  hit.score = score;
  hit.article.date = entities.date;
  if (with_entities_) {
    hit.copies = copies_of(index_, id);
    name_entities(index_, entities, hit);
  }
  if (with_snippets_) {
    SnippetMaker snippets(analyzers_.of(hit.article.language), highlights_);
    hit.title_highlights = snippets.marks(hit.article.title);
    hit.snippet = snippets.make(hit.article.body, kSnippetWords);
  }
  return hit;
}

}  // namespace dateline
