// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "common/error.h"
#include "common/facet_values.h"
#include "common/schema.h"
#include "common/stored_article.h"
#include "common/xapian_error.h"
#include "searcher/facet_counter.h"
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
  if (const auto story = index.story(document.get_docid())) hit.copies = story->size - 1;
  return hit;
}

/// Articles without a date come last in either order.
void order_by_date(Xapian::MultiValueKeyMaker& by_date, SortOrder sort) {
  const bool newest = sort == SortOrder::newest;
  by_date.add_value(kDateSlot, newest, newest ? "" : "\xFF\xFF\xFF");
}

struct Match {
  Xapian::Document document;
  double weight = 0;
};

/// The matches of the page in their order. `limit` and `offset` count stories where `stories` is
/// given: the first match of each stands for it.
std::vector<Match> page_of(Xapian::Enquire& enquire, Xapian::MSet matches, std::uint64_t offset,
                           std::uint64_t limit, const StoryLookup& stories) {
  for (;;) {
    std::vector<Match> page;
    std::unordered_set<Xapian::docid> seen;
    std::uint64_t rank = 0;
    for (auto match = matches.begin(); match != matches.end() && page.size() < limit; ++match) {
      const auto lead = stories.lead(*match);
      if (lead && !seen.insert(*lead).second) continue;
      if (rank++ >= offset) page.push_back({match.get_document(), match.get_weight()});
    }
    const Xapian::doccount total = matches.get_matches_estimated();
    if (page.size() == limit || matches.size() == total) return page;
    // Copies took up more places than were asked for beyond the page.
    matches = enquire.get_mset(0, std::min(total, 4 * matches.size()), total);
  }
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
    const bool counts_stories = options.by_story || options.count_stories;
    const StoryLookup stories(counts_stories ? index.stories() : std::vector<StoryMember>{});
    FacetCounter facets(index.identities());
    MatchCounter counter(options.facets.empty() ? nullptr : &facets,
                         counts_stories ? &stories : nullptr, options.by_story);
    if (!options.facets.empty() || counts_stories) enquire.add_matchspy(&counter);

    // Xapian stops once the top hits are certain, and both total and facets would be of those it
    // saw; checking every document makes them exact.
    const Xapian::doccount all = database.get_doccount();
    const std::uint64_t limit =
        options.limit == 0 ? all : std::min<std::uint64_t>(options.limit, all);
    const std::uint64_t offset = std::min<std::uint64_t>(options.offset, all);
    constexpr std::uint64_t kSpare = 32;  // places for copies, so that one pass mostly does
    const Xapian::MSet matches =
        options.by_story ? enquire.get_mset(0,
                                            static_cast<Xapian::doccount>(std::min<std::uint64_t>(
                                                offset + limit + kSpare, all)),
                                            all)
                         : enquire.get_mset(static_cast<Xapian::doccount>(offset),
                                            static_cast<Xapian::doccount>(limit), all);
    enquire.clear_matchspies();

    SearchResults results;
    results.total = matches.get_matches_estimated();
    results.offset = options.offset;
    results.by_story = options.by_story;
    const std::uint64_t story_count = counter.finish();
    if (counts_stories) results.stories = story_count;
    SnippetMaker snippets(analyzer, query.highlights);
    const auto add_hit = [&](const Xapian::Document& document, double weight) {
      Hit hit = make_hit(index, document);
      hit.rank = offset + results.hits.size() + 1;
      hit.score = weight;
      if (options.snippets) {
        hit.title_highlights = snippets.marks(hit.article.title);
        hit.snippet = snippets.make(hit.article.body, kSnippetWords);
      }
      results.hits.push_back(std::move(hit));
    };
    if (options.by_story) {
      for (const Match& match : page_of(enquire, matches, offset, limit, stories))
        add_hit(match.document, match.weight);
    } else {
      for (auto match = matches.begin(); match != matches.end(); ++match)
        add_hit(match.get_document(), match.get_weight());
    }
    results.facets = facets.results(options.facets, options.facet_limit, index);
    return results;
  });
}

std::uint64_t count_stories(const Index& index, const Xapian::Query& query) {
  return with_xapian(index.path(), [&] {
    const StoryLookup stories(index.stories());
    MatchCounter counter(nullptr, &stories, false);
    Xapian::Enquire enquire(index.database());
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.add_matchspy(&counter);
    enquire.get_mset(0, 0, index.database().get_doccount());
    return counter.finish();
  });
}

std::vector<Hit> find_copies(const Index& index, const std::string& id) {
  return with_xapian(index.path(), [&]() -> std::vector<Hit> {
    const Xapian::Database& database = index.database();
    const std::string term = make_term(find_field("id")->prefix, id);
    const auto posting = database.postlist_begin(term);
    if (posting == database.postlist_end(term)) return {};
    const auto story = index.story(*posting);
    struct Copy {
      bool has_no_date;
      std::optional<Date> date;
      bool is_no_lead;
      Hit hit;
    };
    std::vector<Copy> copies;
    const auto add = [&](Xapian::docid article, bool is_lead) {
      Hit hit = make_hit(index, database.get_document(article));
      const auto date = hit.article.date;
      copies.push_back({!date, date, !is_lead, std::move(hit)});
    };
    if (!story) add(*posting, true);
    for (const StoryMember& member : story ? index.stories() : std::vector<StoryMember>{})
      if (member.lead == story->lead) add(member.article, member.article == member.lead);
    std::sort(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) {
      return std::tie(a.has_no_date, a.date, a.is_no_lead, a.hit.article.id) <
             std::tie(b.has_no_date, b.date, b.is_no_lead, b.hit.article.id);
    });
    std::vector<Hit> hits;
    for (Copy& copy : copies) {
      copy.hit.rank = hits.size() + 1;
      hits.push_back(std::move(copy.hit));
    }
    return hits;
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
