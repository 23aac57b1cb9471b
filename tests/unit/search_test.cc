// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/ask.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

constexpr int kArticles = 130;

SmallArchive archive_of_many() {
  std::mt19937 random(1);
  std::vector<Entry> entries;
  for (int i = 0; i < kArticles; ++i) {
    std::string body = "quay";
    for (std::size_t k = up_to(random, 6); k > 0; --k) body += " ferry";
    for (std::size_t k = up_to(random, 30); k > 0; --k) body += " harbour";
    entries.push_back(entry("id" + std::to_string(i), random() % 5 == 0 ? "Ferry" : "Note", body));
    entries.back().article.date = *make_date(2015, 1, 1) + std::chrono::days{random() % 60};
  }
  return SmallArchive(entries);
}

std::vector<std::string> in_order(const SearchResults& results) {
  std::vector<std::string> ids;
  for (const Hit& hit : results.hits) ids.push_back(hit.article.id);
  return ids;
}

}  // namespace

TEST_CASE("Pages joined are the whole answer, whatever their size and order") {
  const SmallArchive archive = archive_of_many();
  const Index index = archive.open();
  Analyzer analyzer;
  for (const char* text : {"*", "ferry", "\"quay ferry\"", "ferry OR harbour"}) {
    const CompiledQuery query = compiled(text, index, analyzer);
    for (const SortOrder sort : {SortOrder::relevance, SortOrder::newest, SortOrder::oldest}) {
      PageOptions page;
      page.sort = sort;
      page.snippets = false;
      page.limit = 0;
      const SearchResults whole = search(index, query, page, analyzer);
      INFO(text);
      REQUIRE(whole.total == whole.hits.size());
      for (const std::uint64_t size : {1U, 7U, 50U, 1000U}) {
        std::vector<std::string> joined;
        page.limit = size;
        for (page.offset = 0; page.offset < whole.total; page.offset += size) {
          const SearchResults part = search(index, query, page, analyzer);
          REQUIRE(part.total == whole.total);
          REQUIRE(part.offset == page.offset);
          for (std::size_t i = 0; i < part.hits.size(); ++i)
            REQUIRE(part.hits[i].rank == page.offset + i + 1);
          for (std::string& id : in_order(part)) joined.push_back(std::move(id));
        }
        REQUIRE(joined == in_order(whole));
      }
    }
  }
}

TEST_CASE("Hits come in the order that was asked for") {
  const SmallArchive archive = archive_of_many();
  const Index index = archive.open();
  Analyzer analyzer;
  const CompiledQuery query = compiled("ferry", index, analyzer);
  PageOptions page;
  page.limit = 0;
  const SearchResults best = search(index, query, page, analyzer);
  page.sort = SortOrder::newest;
  const SearchResults newest = search(index, query, page, analyzer);
  page.sort = SortOrder::oldest;
  const SearchResults oldest = search(index, query, page, analyzer);
  REQUIRE(best.hits.size() > 50);
  for (std::size_t i = 1; i < best.hits.size(); ++i) {
    CHECK(best.hits[i - 1].score >= best.hits[i].score);
    const auto& [newer, older] = std::tie(newest.hits[i - 1], newest.hits[i]);
    CHECK(*newer.article.date >= *older.article.date);
    if (newer.article.date == older.article.date) CHECK(newer.score >= older.score);
    CHECK(*oldest.hits[i - 1].article.date <= *oldest.hits[i].article.date);
  }
  CHECK(ids_of(newest) == ids_of(best));
  CHECK(ids_of(oldest) == ids_of(best));
}

TEST_CASE("A page beyond the last is empty and knows the total") {
  const SmallArchive archive = archive_of_many();
  const Index index = archive.open();
  Analyzer analyzer;
  PageOptions page;
  for (const std::uint64_t offset : {std::uint64_t{kArticles}, std::uint64_t{UINT64_MAX}}) {
    page.offset = offset;
    const SearchResults results = search(index, compiled("*", index, analyzer), page, analyzer);
    CHECK(results.hits.empty());
    CHECK(results.total == kArticles);
  }
}

TEST_CASE("A filter changes which articles are found and not their scores") {
  const SmallArchive archive = archive_of_many();
  const Index index = archive.open();
  Analyzer analyzer;
  PageOptions page;
  page.limit = 0;
  std::map<std::string, double> scores;
  for (const Hit& hit : search(index, compiled("ferry", index, analyzer), page, analyzer).hits)
    scores[hit.article.id] = hit.score;
  const SearchResults fewer =
      search(index, compiled("ferry date:2015-01", index, analyzer), page, analyzer);
  REQUIRE_FALSE(fewer.hits.empty());
  CHECK(fewer.hits.size() < scores.size());
  for (const Hit& hit : fewer.hits) CHECK(hit.score == Approx(scores.at(hit.article.id)));
}

TEST_CASE("An article is found whole by its id, and its entities with it") {
  Entry one = entry("https://example.org/1", "Title", "Body\n\nMore");
  one.article.date = make_date(2016, 2, 29);
  one.article.author = "A. Writer";
  one.entities.persons = {person("Irina Orlova"), person("Mwai Kiprono")};
  one.entities.countries = {country("KE", true), country("FI", false)};
  const SmallArchive archive({one, entry("2", "x", "y")});
  const Index index = archive.open();
  const auto hit = find_article(index, "https://example.org/1");
  REQUIRE(hit);
  CHECK(hit->article.title == "Title");
  CHECK(hit->article.body == "Body\n\nMore");
  CHECK(hit->article.author == "A. Writer");
  CHECK(hit->article.date == one.article.date);
  CHECK(hit->persons == std::vector<std::string>{"Irina Orlova", "Mwai Kiprono"});
  CHECK(hit->countries == std::vector<std::string>{"KE", "FI"});
  CHECK(hit->about == std::vector<std::string>{"KE"});
  CHECK_FALSE(find_article(index, "https://example.org/"));
}
