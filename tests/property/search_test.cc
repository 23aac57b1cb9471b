// SPDX-License-Identifier: GPL-2.0-or-later
//
// The real index against the reference archive: the same articles, the same random queries, equal
// sets of articles and equal counts of every facet. DATELINE_WHOLE_COLLECTIONS=1 takes all files of
// the collections, and minutes;
// DATELINE_QUERIES=10000 asks so many queries of each archive.
#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <tuple>

#include "indexer/article_reader.h"
#include "indexer/index_writer.h"
#include "indexer/input_files.h"
#include "indexer/pipeline.h"
#include "searcher/query_compiler.h"
#include "searcher/query_parser.h"
#include "searcher/resident.h"
#include "searcher/search.h"
#include "tests/property/random_queries.h"
#include "tests/property/reference_archive.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using namespace dateline::test;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kUsualQueries = 60;
#else
constexpr int kUsualQueries = 300;
#endif

/// For each archive; DATELINE_QUERIES asks for another number.
int query_count() {
  const char* const wanted = std::getenv("DATELINE_QUERIES");
  return wanted == nullptr ? kUsualQueries : std::max(1, std::atoi(wanted));
}

/// Of a collection of many files the first, or all where DATELINE_WHOLE_COLLECTIONS is set.
std::size_t most_files() {
  return std::getenv("DATELINE_WHOLE_COLLECTIONS") == nullptr ? 1 : SIZE_MAX;
}

ReferenceArchive read_reference(const std::vector<std::string>& files, const EntityData& data) {
  ReferenceArchive archive;
  EntityTagger tagger(data);
  for (const std::string& file : files) {
    const auto reader = open_articles(file, nullptr, {});
    while (const auto record = reader->next())
      if (const auto* article = std::get_if<Article>(&*record)) archive.add(*article, tagger);
  }
  archive.finish();
  return archive;
}

struct Answer {
  std::set<std::string> ids;
  std::vector<FacetResult> facets;
  std::uint64_t total = 0;
};

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

Answer ask(const Index& index, const Query& query, Analyzer& analyzer, Resident& resident) {
  const auto compiled = compile_query(query, index, analyzer);
  REQUIRE(std::holds_alternative<CompiledQuery>(compiled));
  PageOptions page;
  page.limit = 0;
  page.facet_limit = 0;
  page.snippets = false;
  for (const FacetRow& row : kFacets) page.facets.push_back(row.facet);
  page.count_stories = true;
  const SearchResults results = search(index, std::get<CompiledQuery>(compiled), page, analyzer);
  require_same(results, resident.search(std::get<CompiledQuery>(compiled), page, analyzer));
  const CompiledQuery& good = std::get<CompiledQuery>(compiled);
  const SortOrder by_date = results.total % 2 == 0 ? SortOrder::newest : SortOrder::oldest;
  for (const SortOrder sort : {SortOrder::relevance, by_date}) {
    page.limit = 0;
    page.offset = 0;
    page.sort = sort;
    const SearchResults all = search(index, good, page, analyzer);
    page.limit = 10;
    page.offset = results.total % 7;
    const SearchResults some = search(index, good, page, analyzer);
    require_same(some, resident.search(good, page, analyzer));
    require_order(all, some, sort);
  }
  REQUIRE(resident.count(std::get<CompiledQuery>(compiled).plan) == results.total);
  Answer answer{{}, results.facets, results.total};
  for (const Hit& hit : results.hits) answer.ids.insert(hit.article.id);
  return answer;
}

void compare(const std::vector<std::string>& files, unsigned seed) {
  const EntityData data;
  ReferenceArchive archive = read_reference(files, data);
  const TemporaryFolder folder;
  const std::string path = folder / "archive";
  IndexerOptions options;
  options.jobs = 2;
  std::atomic<bool> stop = false;
  Reporter reporter(ProgressStyle::none, "", true);
  IndexWriter writer(path);
  Catalogue catalogue(path);
  const InputPlan plan = plan_to_read(files);
  const auto counts = run_pipeline(options, plan, catalogue, writer, reporter, stop);
  REQUIRE(counts.added == archive.articles().size());

  const Index index = Index::open(path);
  Analyzer analyzer;
  constexpr std::size_t kMemory = std::size_t{64} << 20;
  Resident resident(index, std::make_shared<const Columns>(Index::open(path)), kMemory);
  RandomQueries queries(archive, seed);
  int found = 0;
  const int count = query_count();
  for (int i = 0; i < count; ++i) {
    const std::string text = queries.next();
    INFO("seed " << seed << ", query " << i << ": " << text);
    const auto parsed = parse_query(text, {});
    REQUIRE(std::holds_alternative<ParsedQuery>(parsed));
    const Query& query = *std::get<ParsedQuery>(parsed).query;
    const auto again = parse_query(to_text(query), {});
    REQUIRE(std::holds_alternative<ParsedQuery>(again));
    REQUIRE(to_text(*std::get<ParsedQuery>(again).query) == to_text(query));
    const std::set<std::string> expected = archive.find(query);
    // What is printed means the same.
    const Answer answer =
        ask(index, i % 2 == 0 ? query : *std::get<ParsedQuery>(again).query, analyzer, resident);
    REQUIRE(answer.ids == expected);
    REQUIRE(answer.total == expected.size());
    if (!expected.empty()) ++found;
    for (const FacetResult& facet : answer.facets) {
      std::map<std::string, std::uint64_t> counted;
      for (const FacetValue& value : facet.values) counted[value.value] = value.count;
      REQUIRE(counted == archive.facet(facet.facet, expected));
    }
  }
  // Or the queries would say nothing.
  CHECK(found > count / 3);
}

std::vector<std::string> data_files(const std::string& folder) {
  const std::string path = std::string(DATELINE_SHARED_DATA) + "/" + folder;
  if (!std::filesystem::exists(path)) return {};
  std::vector<std::string> files = list_input_files({path});
  if (files.size() > most_files()) files.resize(most_files());
  return files;
}

}  // namespace

TEST_CASE("The index finds and counts in the sample archive what reading every word does") {
  compare(list_input_files({std::string(DATELINE_SOURCE_DIR) + "/corpus/articles"}), 1);
}

TEST_CASE("The index finds and counts in Reuters-21578 what reading every word does") {
  const auto files = data_files("reuters21578");
  if (files.empty()) {
    WARN("skipped: the data is not here");
    return;
  }
  compare(files, 2);
}

TEST_CASE("The index finds and counts in Reuters news of 2017 what reading every word does") {
  const auto files = data_files("reuters2017");
  if (files.empty()) {
    WARN("skipped: the data is not here");
    return;
  }
  compare(files, 3);
}

TEST_CASE("The index finds and counts in many languages what reading every word does") {
  compare({std::string(DATELINE_SOURCE_DIR) + "/tests/data/languages.jsonl"}, 4);
}
