// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/property/comparison.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include "common/stored_article.h"
#include "indexer/article_reader.h"
#include "searcher/columns.h"
#include "searcher/matching.h"
#include "searcher/query_compiler.h"
#include "searcher/query_parser.h"
#include "searcher/resident.h"
#include "searcher/search.h"
#include "searcher/timeline.h"
#include "tests/property/random_queries.h"

namespace dateline::test {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kUsualQueries = 60;
#else
constexpr int kUsualQueries = 300;
#endif

/// For each archive; DATELINE_QUERIES asks for another number.
int query_count(int cost) {
  const char* const wanted = std::getenv("DATELINE_QUERIES");
  return wanted == nullptr ? kUsualQueries / cost : std::max(1, std::atoi(wanted));
}

/// DATELINE_SEED asks other queries.
unsigned seed_of_run() {
  const char* const wanted = std::getenv("DATELINE_SEED");
  return wanted == nullptr ? 0 : static_cast<unsigned>(std::atoi(wanted)) << 8;
}

/// The two ways to run a query give the same hits in the same order, weights, total and facets.
void require_same(const SearchResults& a, const SearchResults& b) {
  REQUIRE(a.total == b.total);
  REQUIRE(a.stories == b.stories);
  REQUIRE(a.hits.size() == b.hits.size());
  for (std::size_t i = 0; i < a.hits.size(); ++i) {
    REQUIRE(a.hits[i].rank == b.hits[i].rank);
    REQUIRE(a.hits[i].score == Approx(b.hits[i].score).epsilon(1e-12).margin(1e-12));
    REQUIRE(a.hits[i].article.id == b.hits[i].article.id);
  }
  REQUIRE(a.facets.size() == b.facets.size());
  for (std::size_t f = 0; f < a.facets.size(); ++f) {
    REQUIRE(a.facets[f].distinct == b.facets[f].distinct);
    REQUIRE(a.facets[f].values.size() == b.facets[f].values.size());
    for (std::size_t v = 0; v < a.facets[f].values.size(); ++v) {
      REQUIRE(a.facets[f].values[v].value == b.facets[f].values[v].value);
      REQUIRE(a.facets[f].values[v].count == b.facets[f].values[v].count);
    }
  }
}

/// What a hit is ordered by: what sorts first is shown first.
using Place = std::tuple<double, bool, long, double, std::string>;

Place place_of(const Hit& hit, SortOrder sort) {
  const long day = hit.article.date ? (*hit.article.date - kFirstDay).count() : 0;
  const bool undated = !hit.article.date;
  if (sort == SortOrder::relevance) return {-hit.score, undated, -day, 0, hit.article.id};
  return {0, undated, sort == SortOrder::newest ? -day : day, -hit.score, hit.article.id};
}

/// Every hit of `all` stands before the next, and `page` is a part of it.
void require_order(const SearchResults& all, const SearchResults& page, SortOrder sort) {
  for (std::size_t i = 1; i < all.hits.size(); ++i)
    REQUIRE(place_of(all.hits[i - 1], sort) < place_of(all.hits[i], sort));
  const std::size_t left = all.hits.size() - std::min(all.hits.size(), std::size_t{page.offset});
  REQUIRE(page.hits.size() == std::min<std::size_t>(left, 10));
  for (std::size_t i = 0; i < page.hits.size(); ++i)
    REQUIRE(page.hits[i].article.id == all.hits[page.offset + i].article.id);
}

CompiledQuery compiled(const Query& query, const Index& index, Analyzer& analyzer) {
  auto made = compile_query(query, index, analyzer);
  REQUIRE(std::holds_alternative<CompiledQuery>(made));
  return std::get<CompiledQuery>(std::move(made));
}

using Ids = std::set<std::string>;

/// What the reference answers.
struct Expected {
  Ids ids;
  std::map<Facet, std::map<std::string, std::uint64_t>> facets;
};

Expected answer_of(ReferenceArchive& reference, const Query& query) {
  Expected expected{reference.find(query), {}};
  for (const FacetRow& row : kFacets)
    expected.facets[row.facet] = reference.facet(row.facet, expected.ids);
  return expected;
}

void require_facets(const std::vector<FacetResult>& facets, const Expected& expected) {
  REQUIRE(facets.size() == std::size(kFacets));
  for (const FacetResult& facet : facets) {
    std::map<std::string, std::uint64_t> counted;
    for (const FacetValue& value : facet.values) counted[value.value] = value.count;
    REQUIRE(counted == expected.facets.at(facet.facet));
  }
}

/// A page of ten hits and all of every facet.
PageOptions first_page() {
  PageOptions page;
  page.facet_limit = 0;
  page.snippets = false;
  for (const FacetRow& row : kFacets) page.facets.push_back(row.facet);
  return page;
}

SortOrder sort_of(int turn) {
  constexpr SortOrder kSorts[] = {SortOrder::relevance, SortOrder::newest, SortOrder::relevance,
                                  SortOrder::oldest};
  return kSorts[turn % 4];
}

/// An archive that is asked with Xapian's matcher, here or on servers.
class Matched {
 public:
  explicit Matched(const ArchiveAddress& address) : index_(Index::open(address)) {
    const Xapian::Database& database = index_.database();
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
      const std::string record = database.get_document(*at).get_value(kArticleSlot);
      names_.emplace(*at, unpack_article(record)->id);
    }
  }

  const Index& index() const { return index_; }

  /// Orders, and what is asked beside the matches, take turns.
  void require(const Query& query, const Expected& expected, int turn) {
    const CompiledQuery good = compiled(query, index_, analyzer_);
    Ids ids;
    for (const Xapian::docid id : find_matches(index_, good.plan)) ids.insert(names_.at(id));
    REQUIRE(ids == expected.ids);
    PageOptions page = first_page();
    if (turn % 3 == 0)
      REQUIRE(count_matches(index_, good.plan) == expected.ids.size());
    else if (turn % 3 == 1)
      REQUIRE(make_timeline(index_, good.plan, Period::automatic).total == expected.ids.size());
    else
      require_facets(count_facets(index_, good.plan, page), expected);
    page.sort = sort_of(turn / 3);
    const SearchResults results = search(index_, good, page, analyzer_);
    REQUIRE(results.total == expected.ids.size());
    REQUIRE(results.hits.size() == std::min(results.total, page.limit));
    for (const Hit& hit : results.hits) REQUIRE(expected.ids.contains(hit.article.id));
    require_facets(results.facets, expected);
  }

 private:
  const Index index_;
  Analyzer analyzer_;
  std::map<Xapian::docid, std::string> names_;
};

/// A database that is asked from memory too.
class Remembered {
 public:
  explicit Remembered(const std::string& path)
      : index_(Index::open(path)),
        resident_(index_, std::make_shared<const Columns>(Index::open(path)), kMemory) {}

  void require(const Query& query, const Expected& expected, int turn) {
    const CompiledQuery good = compiled(query, index_, analyzer_);
    PageOptions page = first_page();
    page.count_stories = true;
    page.limit = 0;
    page.sort = sort_of(turn);
    const SearchResults all = search(index_, good, page, analyzer_);
    require_same(all, resident_.search(good, page, analyzer_));
    Ids ids;
    for (const Hit& hit : all.hits) ids.insert(hit.article.id);
    REQUIRE(ids == expected.ids);
    REQUIRE(all.total == expected.ids.size());
    require_facets(all.facets, expected);
    page.limit = 10;
    page.offset = all.total % 7;
    const SearchResults some = search(index_, good, page, analyzer_);
    require_same(some, resident_.search(good, page, analyzer_));
    require_order(all, some, page.sort);
    REQUIRE(resident_.count(good.plan) == expected.ids.size());
  }

 private:
  static constexpr std::size_t kMemory = std::size_t{64} << 20;
  const Index index_;
  Resident resident_;
  Analyzer analyzer_;
};

/// What is printed means the same as what was read.
std::vector<Query> parsed(const std::string& text) {
  const auto once = parse_query(text, {});
  REQUIRE(std::holds_alternative<ParsedQuery>(once));
  const Query& query = *std::get<ParsedQuery>(once).query;
  const auto again = parse_query(to_text(query), {});
  REQUIRE(std::holds_alternative<ParsedQuery>(again));
  const Query& printed = *std::get<ParsedQuery>(again).query;
  REQUIRE(to_text(printed) == to_text(query));
  return {query, printed};
}

}  // namespace

ReferenceArchive read_reference(const std::vector<std::string>& files) {
  const EntityData data;
  EntityTagger tagger(data);
  ReferenceArchive archive;
  for (const std::string& file : files) {
    const auto reader = open_articles(file, nullptr, {});
    while (const auto record = reader->next())
      if (const auto* article = std::get_if<Article>(&*record)) archive.add(*article, tagger);
  }
  archive.finish();
  return archive;
}

void compare_queries(ReferenceArchive& reference, const std::string& database,
                     const std::vector<ArchiveAddress>& others, unsigned seed, int cost) {
  Remembered remembered(database);
  std::vector<Matched> matched;
  matched.emplace_back(ArchiveAddress{{database}});
  for (const ArchiveAddress& address : others) matched.emplace_back(address);
  RandomQueries queries(reference, seed + seed_of_run());
  int found = 0;
  const int count = query_count(cost);
  for (int i = 0; i < count; ++i) {
    const std::string text = queries.next();
    INFO("seed " << seed << ", query " << i << ": " << text);
    const std::vector<Query> forms = parsed(text);
    const Query& query = forms[static_cast<std::size_t>(i % 2)];
    const Expected expected = answer_of(reference, query);
    if (!expected.ids.empty()) ++found;
    remembered.require(query, expected, i);
    for (Matched& archive : matched) archive.require(query, expected, i);
  }
  // Or the queries would say nothing.
  CHECK(found > count / 3);
}

}  // namespace dateline::test
