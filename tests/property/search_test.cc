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

#include "indexer/article_reader.h"
#include "indexer/index_writer.h"
#include "indexer/input_files.h"
#include "indexer/pipeline.h"
#include "searcher/query_compiler.h"
#include "searcher/query_parser.h"
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

Answer ask(const Index& index, const Query& query, Analyzer& analyzer) {
  const auto compiled = compile_query(query, index, analyzer);
  REQUIRE(std::holds_alternative<CompiledQuery>(compiled));
  PageOptions page;
  page.limit = 0;
  page.facet_limit = 0;
  page.snippets = false;
  for (const FacetRow& row : kFacets) page.facets.push_back(row.facet);
  const SearchResults results = search(index, std::get<CompiledQuery>(compiled), page, analyzer);
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
        ask(index, i % 2 == 0 ? query : *std::get<ParsedQuery>(again).query, analyzer);
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
