// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search.h"

#include <algorithm>

#include "common/error.h"
#include "common/facet_values.h"
#include "common/schema.h"
#include "common/stored_article.h"
#include "common/xapian_error.h"
#include "searcher/facet_counter.h"
#include "searcher/snippet.h"

namespace dateline {
namespace {

constexpr std::size_t kSnippetWords = 36;

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

Hit make_hit(const Index& index, const Xapian::Document& document) {
  auto article = unpack_article(document.get_value(kArticleSlot));
  if (!article)
    throw Error("the database " + index.path() + " is damaged: article " +
                    std::to_string(document.get_docid()) + " cannot be read",
                "index the archive again");
  Hit hit;
  hit.article = std::move(*article);
  hit.article.date = unpack_day(document.get_value(kDateSlot));
  name_entities(index, document.get_value(kFacetSlot), hit);
  return hit;
}

/// Articles without a date come last in either order.
void order_by_date(Xapian::MultiValueKeyMaker& by_date, SortOrder sort) {
  const bool newest = sort == SortOrder::newest;
  by_date.add_value(kDateSlot, newest, newest ? "" : "\xFF\xFF\xFF");
}

}  // namespace

SearchResults search(const Index& index, const CompiledQuery& query, const PageOptions& options,
                     Analyzer& analyzer) {
  return with_xapian(index.path(), [&] {
    const Xapian::Database& database = index.database();
    Xapian::Enquire enquire(database);
    enquire.set_query(query.query);
    Xapian::MultiValueKeyMaker by_date;
    if (options.sort != SortOrder::relevance) {
      order_by_date(by_date, options.sort);
      enquire.set_sort_by_key_then_relevance(&by_date, false);
    }
    FacetCounter counter(index.identities());
    FacetSpy spy(counter);
    if (!options.facets.empty()) enquire.add_matchspy(&spy);

    // Xapian stops once the top hits are certain, and both total and facets would be of those it
    // saw; checking every document makes them exact.
    const Xapian::doccount all = database.get_doccount();
    const auto limit =
        options.limit == 0
            ? all
            : static_cast<Xapian::doccount>(std::min<std::uint64_t>(options.limit, all));
    const auto first = static_cast<Xapian::doccount>(std::min<std::uint64_t>(options.offset, all));
    const Xapian::MSet matches = enquire.get_mset(first, limit, all);

    SearchResults results;
    results.total = matches.get_matches_estimated();
    results.offset = options.offset;
    SnippetMaker snippets(analyzer, query.highlights);
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      Hit hit = make_hit(index, match.get_document());
      hit.rank = match.get_rank() + 1;
      hit.score = match.get_weight();
      if (options.snippets) {
        hit.title_highlights = snippets.marks(hit.article.title);
        hit.snippet = snippets.make(hit.article.body, kSnippetWords);
      }
      results.hits.push_back(std::move(hit));
    }
    results.facets = counter.results(options.facets, options.facet_limit, index);
    return results;
  });
}

std::optional<Hit> find_article(const Index& index, const std::string& id) {
  return with_xapian(index.path(), [&]() -> std::optional<Hit> {
    const std::string term = make_term(find_field("id")->prefix, id);
    const auto posting = index.database().postlist_begin(term);
    if (posting == index.database().postlist_end(term)) return std::nullopt;
    Hit hit = make_hit(index, index.database().get_document(*posting));
    hit.rank = 1;
    return hit;
  });
}

}  // namespace dateline
