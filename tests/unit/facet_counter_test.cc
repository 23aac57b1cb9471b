// SPDX-License-Identifier: GPL-2.0-or-later
//
// The facets of an answer, against counting with maps.
#include "searcher/facet_counter.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/support/ask.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

// So different that nobody takes two of them for one.
const char* const kPersons[] = {"Irina Orlova",   "Tobias Lindqvist", "Mwai Kiprono",
                                "Ximena Arteaga", "Bao Thuy",         "Gareth Pugh"};
const char* const kCountries[] = {"RU", "FI", "KE", "MX", "VN"};
const char* const kSources[] = {"", "Harbour Post", "Meridian Wire", "Quay Gazette"};
const char* const kLanguages[] = {"en", "fi", "es"};

std::vector<Entry> random_entries(std::mt19937& random, int count) {
  std::vector<Entry> entries;
  for (int i = 0; i < count; ++i) {
    Entry made = entry(std::to_string(i), "x", random() % 2 == 0 ? "odd" : "even");
    made.article.source = one_of(random, kSources);
    made.article.language = one_of(random, kLanguages);
    if (random() % 4 != 0)
      made.article.date = *make_date(2014, 12, 25) + std::chrono::days{random() % 400};
    for (const char* name : kPersons)
      if (random() % 4 == 0) made.entities.persons.push_back(person(name));
    for (const char* code : kCountries)
      if (random() % 3 == 0) made.entities.countries.push_back(country(code, random() % 2 == 0));
    entries.push_back(std::move(made));
  }
  return entries;
}

std::vector<std::string> values_of(const Entry& one, Facet facet) {
  std::vector<std::string> values;
  switch (facet) {
    case Facet::person:
      for (const auto& person : one.entities.persons) values.push_back(person.name);
      break;
    case Facet::country:
      for (const auto& country : one.entities.countries) values.push_back(country.code);
      break;
    case Facet::about:
      for (const auto& country : one.entities.countries)
        if (country.about) values.push_back(country.code);
      break;
    case Facet::source:
      if (!one.article.source.empty()) values.push_back(one.article.source);
      break;
    case Facet::lang:
      values.push_back(one.article.language);
      break;
    case Facet::month:
    case Facet::year:
      if (one.article.date)
        values.push_back(to_iso(*one.article.date).substr(0, facet == Facet::year ? 4 : 7));
      break;
  }
  return values;
}

using Row = std::pair<std::string, std::uint64_t>;

/// Commonest first, ties by value.
std::vector<Row> expected(const std::vector<Entry>& entries, const std::set<std::string>& ids,
                          Facet facet) {
  std::map<std::string, std::uint64_t> counts;
  for (const Entry& one : entries)
    if (ids.contains(one.article.id))
      for (const std::string& value : values_of(one, facet)) ++counts[value];
  std::vector<Row> rows(counts.begin(), counts.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.second > b.second; });
  return rows;
}

}  // namespace

TEST_CASE("Facets count every match, the commonest first, however few are shown") {
  std::mt19937 random(1);
  const std::vector<Entry> entries = random_entries(random, 120);
  const SmallArchive archive(entries);
  const Index index = archive.open();
  Analyzer analyzer;
  for (const char* query : {"*", "odd", "person:orlova", "date:2015", "zeppelin"}) {
    const CompiledQuery made = compiled(query, index, analyzer);
    const std::set<std::string> ids = ids_found(query, index);
    for (const std::size_t limit : {0U, 1U, 2U, 3U, 5U, 100U}) {
      PageOptions page = everything();
      page.facet_limit = limit;
      page.limit = 1;  // facets are of all matches, not of the page
      const SearchResults results = search(index, made, page, analyzer);
      REQUIRE(results.facets.size() == kFacetCount);
      for (const FacetResult& facet : results.facets) {
        INFO(query << ", " << kFacets[static_cast<std::size_t>(facet.facet)].name << ", " << limit);
        std::vector<Row> rows = expected(entries, ids, facet.facet);
        CHECK(facet.distinct == rows.size());
        if (limit > 0 && rows.size() > limit) rows.resize(limit);
        std::vector<Row> counted;
        for (const FacetValue& value : facet.values) counted.emplace_back(value.value, value.count);
        CHECK(counted == rows);
      }
    }
  }
}

TEST_CASE("Countries are counted by their codes and shown with their names") {
  Entry one = entry("1", "x", "y");
  one.entities.countries = {country("FI", true)};
  const SmallArchive archive({one});
  const Index index = archive.open();
  Analyzer analyzer;
  PageOptions page;
  page.facets = {Facet::about};
  const SearchResults results = search(index, compiled("*", index, analyzer), page, analyzer);
  REQUIRE(results.facets.size() == 1);
  REQUIRE(results.facets[0].values.size() == 1);
  CHECK(results.facets[0].values[0].value == "FI");
  CHECK(results.facets[0].values[0].name == "Finland");
}

TEST_CASE("Broken records in the archive cost their article's facets and nothing else") {
  std::mt19937 random(2);
  const SmallArchive archive(random_entries(random, 100));
  {
    Xapian::WritableDatabase database(archive.path(), Xapian::DB_OPEN);
    for (Xapian::docid id = 1; id <= 100; ++id) {
      Xapian::Document document = database.get_document(id);
      std::string record = document.get_value(kFacetSlot);
      record.resize(up_to(random, record.size()));
      for (std::size_t i = up_to(random, 3); i > 0 && !record.empty(); --i)
        record[random() % record.size()] = static_cast<char>(random() % 128);
      document.add_value(kFacetSlot, record);
      database.replace_document(id, document);
    }
    database.commit();
  }
  CHECK(ids_found("*", archive.open()).size() == 100);
}
