// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search.h"

#include <algorithm>
#include <tuple>

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

/// Fills in a hit what depends on the query.
class HitMaker {
 public:
  HitMaker(const Index& index, const CompiledQuery& query, bool snippets, Analyzer& analyzer)
      : index_(index), wanted_(snippets), snippets_(analyzer, query.highlights) {}

  Hit make(const Xapian::Document& document, std::uint64_t rank, double score) {
    Hit hit = make_hit(index_, document);
    hit.rank = rank;
    hit.score = score;
    if (wanted_) {
      hit.title_highlights = snippets_.marks(hit.article.title);
      hit.snippet = snippets_.make(hit.article.body, kSnippetWords);
    }
    return hit;
  }

 private:
  const Index& index_;
  const bool wanted_;
  SnippetMaker snippets_;
};

/// Collects every match, in sixteen bytes each.
class MatchCollector : public Xapian::MatchSpy {
 public:
  struct Match {
    double weight;
    Xapian::docid document;
    std::uint32_t day;  ///< that it is sorted by; 0 is earliest
  };

  explicit MatchCollector(SortOrder sort) : sort_(sort) {}

  void operator()(const Xapian::Document& document, double weight) override {
    matches_.push_back({weight, document.get_docid(), day_of(document)});
  }

  /// In the order in which Xapian would give them.
  const std::vector<Match>& sorted() {
    std::sort(matches_.begin(), matches_.end(), [](const Match& a, const Match& b) {
      return std::tie(a.day, b.weight, a.document) < std::tie(b.day, a.weight, b.document);
    });
    return matches_;
  }

 private:
  std::uint32_t day_of(const Xapian::Document& document) const {
    if (sort_ == SortOrder::relevance) return 0;
    const auto date = unpack_day(document.get_value(kDateSlot));
    if (!date) return UINT32_MAX;
    const auto day = static_cast<std::uint32_t>((*date - kFirstDay).count());
    return sort_ == SortOrder::newest ? UINT32_MAX - 1 - day : day;
  }

  const SortOrder sort_;
  std::vector<Match> matches_;
};

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
    HitMaker maker(index, query, options.snippets, analyzer);
    for (auto match = matches.begin(); match != matches.end(); ++match)
      results.hits.push_back(
          maker.make(match.get_document(), match.get_rank() + 1, match.get_weight()));
    results.facets = counter.results(options.facet_options(), index);
    return results;
  });
}

void search_all(const Index& index, const CompiledQuery& query, const PageOptions& options,
                Analyzer& analyzer, HitSink& sink) {
  with_xapian(index.path(), [&] {
    const Xapian::Database& database = index.database();
    Xapian::Enquire enquire(database);
    enquire.set_query(query.query);
    FacetCounter counter(index.identities());
    FacetSpy spy(counter);
    if (!options.facets.empty()) enquire.add_matchspy(&spy);
    MatchCollector collector(options.sort);
    enquire.add_matchspy(&collector);
    enquire.get_mset(0, 0, database.get_doccount());

    const auto& matches = collector.sorted();
    SearchResults results;
    results.total = matches.size();
    results.offset = options.offset;
    results.facets = counter.results(options.facet_options(), index);
    sink.begin(results);
    HitMaker maker(index, query, options.snippets, analyzer);
    const std::uint64_t left =
        matches.size() - std::min<std::uint64_t>(options.offset, matches.size());
    const std::uint64_t shown = options.limit == 0 ? left : std::min(left, options.limit);
    for (std::uint64_t i = options.offset; i < options.offset + shown; ++i)
      sink.hit(maker.make(database.get_document(matches[i].document), i + 1, matches[i].weight));
    return 0;
  });
}

std::vector<FacetResult> count_facets(const Index& index, const Xapian::Query& query,
                                      const FacetOptions& options) {
  return with_xapian(index.path(), [&] {
    const Xapian::Database& database = index.database();
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    FacetCounter counter(index.identities());
    FacetSpy spy(counter);
    enquire.add_matchspy(&spy);
    enquire.get_mset(0, 0, database.get_doccount());
    return counter.results(options, index);
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
