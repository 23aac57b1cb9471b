// SPDX-License-Identifier: GPL-2.0-or-later
//
// An archive after many runs, against a map from ids to the articles that came last.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <random>

#include "common/error.h"
#include "tests/support/ask.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;
namespace fs = std::filesystem;

namespace {

const char* const kWords[] = {"grain", "port", "ferry", "border", "toll"};
const char* const kPersons[] = {"Irina Orlova", "Tobias Lindqvist", "Mwai Kiprono"};

Entry random_entry(std::mt19937& random, std::size_t ids) {
  Entry made = entry("id" + std::to_string(random() % ids), one_of(random, kWords),
                     std::string(one_of(random, kWords)) + ' ' + one_of(random, kWords));
  made.article.date = *make_date(2016, 1, 1) + std::chrono::days{random() % 90};
  if (random() % 2 == 0) made.entities.persons.push_back(person(one_of(random, kPersons)));
  return made;
}

using Reference = std::map<std::string, Entry>;

std::set<std::string> ids_where(const Reference& reference, const auto& holds) {
  std::set<std::string> ids;
  for (const auto& [id, one] : reference)
    if (holds(one)) ids.insert(id);
  return ids;
}

/// The archive answers as the reference does.
void compare(const std::string& path, const Reference& reference) {
  const Index index = Index::open(path);
  REQUIRE(index.database().get_doccount() == reference.size());
  for (const auto& [id, one] : reference) {
    const auto hit = find_article(index, id);
    REQUIRE(hit);
    REQUIRE(hit->article.body == one.article.body);
    REQUIRE(hit->article.date == one.article.date);
  }
  for (const std::string word : kWords)
    REQUIRE(ids_found(word, index) == ids_where(reference, [&](const Entry& one) {
              return (one.article.title + ' ' + one.article.body).find(word) != std::string::npos;
            }));
  for (const std::string name : kPersons)
    REQUIRE(ids_found("person:=\"" + name + '"', index) ==
            ids_where(reference, [&](const Entry& one) {
              return !one.entities.persons.empty() && one.entities.persons[0].name == name;
            }));
}

}  // namespace

TEST_CASE("Runs of any size leave the last version of every article, merged or copied") {
  std::mt19937 random(1);
  const TemporaryFolder folder;
  const std::string path = folder / "archive";
  Reference reference;
  for (int run = 0; run < 14; ++run) {
    IndexWriter writer(path);
    REQUIRE(writer.recovered().added == 0);
    const std::size_t size = run % 3 == 0 ? 60 : 1 + up_to(random, 3);  // merged, else copied
    std::uint64_t written = 0;
    std::set<std::string> before;
    std::set<std::string> ids;
    for (const auto& [id, one] : reference) before.insert(id);
    for (std::uint64_t piece = 0; piece < 3; ++piece) {
      std::vector<Entry> entries;
      for (std::size_t i = 0; i < size; ++i) entries.push_back(random_entry(random, 150));
      for (const Entry& one : entries) {
        reference[one.article.id] = one;
        ids.insert(one.article.id);
      }
      write_piece(writer, piece, entries);
      written += size;
    }
    const FoldResult folded = writer.fold();
    REQUIRE(folded.added == reference.size() - before.size());
    REQUIRE(folded.replaced == ids.size() - folded.added);
    REQUIRE(folded.overwritten == written - ids.size());
    compare(path, reference);
  }
}

TEST_CASE("Folding by copying and by merging give the same answers and the same order") {
  std::mt19937 random(2);
  std::vector<Entry> old;
  for (int i = 0; i < 100; ++i) {
    old.push_back(random_entry(random, 1));
    old.back().article.id = "old" + std::to_string(i);
  }
  std::vector<Entry> fresh{random_entry(random, 1), random_entry(random, 1)};
  fresh[0].article.id = "new";
  fresh[1].article.id = "old17";
  SmallArchive copied(old);
  copied.add(fresh);
  std::vector<Entry> both = old;
  both.insert(both.end(), fresh.begin(), fresh.end());
  const SmallArchive merged(both);
  const Index a = copied.open();
  const Index b = merged.open();
  for (const char* text : {"*", "ferry", "\"ferry toll\"", "person:orlova", "date:2016-02",
                           "ferry OR grain", "NOT port"}) {
    INFO(text);
    CHECK(ids_found(text, a) == ids_found(text, b));
  }
  CHECK(find_article(a, "old17")->article.body == fresh[1].article.body);
  CHECK(find_article(b, "old17")->article.body == fresh[1].article.body);
}

TEST_CASE("What a killed run left is taken in once") {
  const TemporaryFolder folder;
  const std::string path = folder / "archive";
  {
    IndexWriter writer(path);
    write_piece(writer, 0, {entry("a", "x", "ferry")});
    write_piece(writer, 1, {entry("b", "x", "ferry")});
    // The writer goes without having folded: as if the process had been killed here.
  }
  CHECK(Index::open(path).database().get_doccount() == 0);
  {
    const IndexWriter writer(path);
    CHECK(writer.recovered().added == 2);
    CHECK(Index::open(path).database().get_doccount() == 2);
  }
  const IndexWriter writer(path);
  CHECK(writer.recovered().added == 0);
  CHECK(Index::open(path).database().get_doccount() == 2);
}

TEST_CASE("Names keep their numbers from run to run") {
  const TemporaryFolder folder;
  const std::string path = folder / "archive";
  std::uint32_t first = 0;
  {
    IndexWriter writer(path);
    Entry one = entry("a", "x", "y");
    one.entities.persons = {person("Irina Orlova")};
    write_piece(writer, 0, {one});
    writer.fold();
    first = writer.names().ordinal(Dictionary::person, "Irina Orlova");
  }
  IndexWriter writer(path);
  CHECK(writer.names().ordinal(Dictionary::person, "Irina Orlova") == first);
  CHECK(writer.names().ordinal(Dictionary::person, "Mwai Kiprono") != first);
}

TEST_CASE("A reader that has the archive open goes on with what it was") {
  SmallArchive archive({entry("a", "x", "ferry")});
  const Index before = archive.open();
  archive.add({entry("b", "x", "ferry")});
  CHECK(ids_found("ferry", before) == std::set<std::string>{"a"});
  CHECK(ids_found("ferry", archive.open()) == std::set<std::string>{"a", "b"});
}
