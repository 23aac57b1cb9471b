// SPDX-License-Identifier: GPL-2.0-or-later
//
// Stories in the archive: written at folding, whatever the order, and asked for by the searcher.
#include "indexer/stories/archive_stories.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/support/copied_articles.h"

using namespace dateline;
using namespace dateline::test;

TEST_CASE("Stories are the same in whatever order and sizes the articles came") {
  std::mt19937 random(1);
  std::vector<Entry> entries = random_copies(random, 60);
  const SmallArchive at_once(entries);
  const Stories expected = all_stories(at_once.open());
  CHECK(std::any_of(expected.begin(), expected.end(),
                    [](const auto& story) { return story.second.size() > 2; }));
  for (int round = 0; round < 5; ++round) {
    std::shuffle(entries.begin(), entries.end(), random);
    SmallArchive archive({entries[0]});
    for (std::size_t at = 1; at < entries.size();) {
      const std::size_t size = std::min(entries.size() - at, 1 + random() % 25);
      archive.add({entries.begin() + static_cast<std::ptrdiff_t>(at),
                   entries.begin() + static_cast<std::ptrdiff_t>(at + size)});
      at += size;
    }
    REQUIRE(all_stories(archive.open()) == expected);
  }
}

TEST_CASE("Articles that are replaced or deleted leave their stories, merged or copied") {
  std::mt19937 random(2);
  SmallArchive archive(random_copies(random, 40));
  std::vector<Entry> current = random_copies(random, 40);
  for (int round = 0; round < 8; ++round) {
    // The first ones, so that a merge shifts the numbers of the rest.
    const std::size_t size = round % 2 == 0 ? 2 : 15;
    const std::vector<Entry> changed = random_copies(random, size);
    archive.add(changed);
    if (round == 0) archive.add(current);
    std::copy(changed.begin(), changed.end(), current.begin());
    if (round == 0) {
      archive.add(changed);
    }
    const SmallArchive fresh(current);
    REQUIRE(all_stories(archive.open()) == all_stories(fresh.open()));
  }
  {
    Xapian::WritableDatabase database(archive.path(), Xapian::DB_OPEN);
    for (std::size_t i = 0; i < 10; ++i) database.delete_document("Q" + current[i].article.id);
    write_stories(database, {[](Xapian::docid) { return false; }});
    database.commit();
  }
  current.erase(current.begin(), current.begin() + 10);
  const SmallArchive fresh(current);
  CHECK(all_stories(archive.open()) == all_stories(fresh.open()));
}

TEST_CASE("What the archive takes for copies is kept and can be changed") {
  SmallArchive archive({article("a", 1, words(1)), article("b", 2, words(1, 0, 25)),
                        article("c", 3, words(1)), article("d", 3, words(2))});
  CHECK(copies_of(archive.open(), "b") == std::vector<std::string>{"a", "b", "c"});
  IndexWriter(archive.path()).group_copies(Dedup::exact);
  CHECK(copies_of(archive.open(), "c") == std::vector<std::string>{"a", "c"});
  CHECK(copies_of(archive.open(), "b") == std::vector<std::string>{"b"});
  CHECK(archive.add({article("e", 9, words(1)), article("f", 9, words(2, 0, 25))}).grouped == 1);
  CHECK(copies_of(archive.open(), "c") == std::vector<std::string>{"a", "c", "e"});
  IndexWriter(archive.path()).group_copies(Dedup::off);
  CHECK(copies_of(archive.open(), "c") == std::vector<std::string>{"c"});
  IndexWriter(archive.path()).group_copies(Dedup::near);
  CHECK(copies_of(archive.open(), "b") == std::vector<std::string>{"a", "b", "c", "e"});
  CHECK(find_article(archive.open(), "b")->copies == 3);
  CHECK(find_article(archive.open(), "d")->copies == 1);
  CHECK(copies_of(archive.open(), "none").empty());
}

TEST_CASE("Grouped by story, hits, totals and facets are those of the articles put together") {
  std::mt19937 random(3);
  const SmallArchive archive(random_copies(random, 80));
  const Index index = archive.open();
  for (const std::string query : {"report", "w1005", "w2001 OR w3001", "country:FR", "nowhere"}) {
    Analyzer analyzer;
    const PageOptions page = everything();
    const SearchResults all = search(index, compiled(query, index, analyzer), page, analyzer);
    const auto lead = [&](const std::string& id) { return copies_of(index, id)[0]; };
    std::vector<std::string> expected;  // the first hit of each story
    std::map<std::string, std::set<std::string>> of_source;
    std::map<std::string, std::set<std::string>> of_person;
    std::set<std::string> seen;
    for (const Hit& hit : all.hits) {
      const std::string story = lead(hit.article.id);
      if (seen.insert(story).second) expected.push_back(hit.article.id);
      of_source[hit.article.source].insert(story);
      for (const std::string& name : hit.persons) of_person[name].insert(story);
    }
    const SearchResults stories = grouped(index, query, page);
    std::vector<std::string> ids;
    for (const Hit& hit : stories.hits) {
      ids.push_back(hit.article.id);
      CHECK(hit.rank == ids.size());
    }
    CHECK(ids == expected);
    CHECK(stories.total == all.total);
    CHECK(stories.stories == expected.size());
    CHECK(count_stories(index, compiled(query, index, analyzer).plan) == expected.size());
    for (const FacetResult& facet : stories.facets) {
      if (facet.facet != Facet::source && facet.facet != Facet::person) continue;
      const auto& wanted = facet.facet == Facet::source ? of_source : of_person;
      CHECK(facet.values.size() == wanted.size());
      for (const FacetValue& value : facet.values)
        CHECK(value.count == wanted.at(value.value).size());
    }
    PageOptions part = everything();
    part.offset = 2;
    part.limit = 3;
    std::vector<std::string> on_page;
    for (const Hit& hit : grouped(index, query, part).hits) on_page.push_back(hit.article.id);
    const std::size_t from = std::min<std::size_t>(2, expected.size());
    const std::size_t to = std::min<std::size_t>(5, expected.size());
    CHECK(on_page == std::vector<std::string>(expected.begin() + static_cast<std::ptrdiff_t>(from),
                                              expected.begin() + static_cast<std::ptrdiff_t>(to)));
  }
}
