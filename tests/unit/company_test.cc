// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/company.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/support/ask.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

static const char* const kNames[] = {"Marta Orlova", "Ueli Brandt", "Ines Carvalho", "Olu Adeyemi"};

struct Mentioned {
  bool matches = false;
  std::vector<std::string> names;
};

std::vector<Mentioned> random_mentions(std::mt19937& random) {
  std::vector<Mentioned> articles(10 + up_to(random, 60));
  for (Mentioned& one : articles) {
    one.matches = random() % 3 == 0;
    for (const char* const name : kNames)
      if (random() % 4 == 0) one.names.emplace_back(name);
  }
  return articles;
}

SmallArchive archive_of(const std::vector<Mentioned>& articles) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    std::string body = "A long text.";
    for (const std::string& name : articles[i].names) body += " Here " + name + " spoke.";
    Entry one = entry("a" + std::to_string(i), articles[i].matches ? "Ferry" : "Toll", body);
    for (const std::string& name : articles[i].names) one.entities.persons.push_back(person(name));
    entries.push_back(std::move(one));
  }
  return SmallArchive(entries);
}

}  // namespace

TEST_CASE("Company is ranked by how much more often it is there, as counting by hand finds") {
  std::mt19937 random(1);
  Analyzer analyzer;
  for (int round = 0; round < 30; ++round) {
    const auto articles = random_mentions(random);
    const SmallArchive archive = archive_of(articles);
    const Index index = archive.open();
    const auto found =
        find_company(index, compiled("ferry", index, analyzer), Facet::person, 0, analyzer);
    const auto total = std::count_if(articles.begin(), articles.end(),
                                     [](const Mentioned& one) { return one.matches; });
    double lift = 1e9;
    for (const Companion& one : found) {
      std::uint64_t count = 0;
      std::uint64_t all = 0;
      for (const Mentioned& article : articles) {
        const bool named =
            std::find(article.names.begin(), article.names.end(), one.value) != article.names.end();
        all += named ? 1 : 0;
        count += named && article.matches ? 1 : 0;
      }
      REQUIRE(one.count == count);
      REQUIRE(one.archive == all);
      REQUIRE(one.lift == Approx(static_cast<double>(count) * static_cast<double>(articles.size()) /
                                 (static_cast<double>(all) * static_cast<double>(total))));
      REQUIRE(one.lift <= lift);
      REQUIRE(one.count >= (total < 30 ? 2 : 3));
      REQUIRE(one.sentence.find(one.value) != std::string::npos);
      lift = one.lift;
    }
  }
}

TEST_CASE("Whoever the query names is no company, and a limit is kept") {
  std::vector<Mentioned> articles(9);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    articles[i].matches = i < 6;
    if (i < 5) articles[i].names = {"Marta Orlova", "Ueli Brandt", "Ines Carvalho"};
  }
  const SmallArchive archive = archive_of(articles);
  const Index index = archive.open();
  Analyzer analyzer;
  const auto names = [&](const std::string& query, std::size_t limit) {
    std::vector<std::string> values;
    for (const Companion& one :
         find_company(index, compiled(query, index, analyzer), Facet::person, limit, analyzer))
      values.push_back(one.value);
    return values;
  };
  CHECK(names("ferry person:orlova", 0) ==
        std::vector<std::string>{"Ines Carvalho", "Ueli Brandt"});
  CHECK(names("ferry", 1).size() == 1);
  CHECK(names("xylophone", 0).empty());
}
