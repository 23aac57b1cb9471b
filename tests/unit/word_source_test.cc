// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/word_source.h"

#include <catch2/catch.hpp>
#include <random>

#include "common/analyzer.h"
#include "common/schema.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

const char* const kWords[] = {"grain", "port", "ferry", "border", "toll"};

std::string words(std::mt19937& random, std::size_t most) {
  std::string text;
  for (std::size_t i = 1 + up_to(random, most); i > 0; --i)
    text.append(text.empty() ? "" : " ").append(one_of(random, kWords));
  return text;
}

WordTest random_test(std::mt19937& random) {
  WordTest test;
  for (std::size_t i = 1 + up_to(random, 1); i > 0; --i) {
    Operand& operand = test.operands.emplace_back();
    for (std::size_t j = 1 + up_to(random, 1); j > 0; --j) {
      Sequence& sequence = operand.emplace_back();
      for (std::size_t k = 1 + up_to(random, 1); k > 0; --k)
        sequence.words.push_back({word_hash(one_of(random, kWords))});
      sequence.scope = static_cast<Scope>(random() % 3);
      sequence.slack = static_cast<std::uint32_t>(random() % 3);
    }
  }
  test.distance = static_cast<std::uint32_t>(1 + random() % 4);
  test.nearness = static_cast<Nearness>(random() % 4);
  test.at_least = static_cast<std::uint32_t>(1 + random() % 2);
  return test;
}

std::vector<Xapian::docid> matches(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  std::vector<Xapian::docid> ids;
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  for (auto match = found.begin(); match != found.end(); ++match) ids.push_back(*match);
  return ids;
}

}  // namespace

TEST_CASE("A word source finds what testing document after document does, alone or as a filter") {
  std::mt19937 random(1);
  std::vector<Entry> entries;
  for (int i = 0; i < 300; ++i)
    entries.push_back(entry("id" + std::to_string(i), words(random, 3), words(random, 8)));
  SmallArchive archive(entries);
  {  // so that ids have gaps, and some documents no words
    Xapian::WritableDatabase writable(archive.path(), Xapian::DB_OPEN);
    for (Xapian::docid id = 5; id < 300; id += 9) writable.delete_document(id);
    Xapian::Document bare;
    bare.add_term("grain");
    writable.replace_document(14, bare);
    writable.commit();
  }
  const Xapian::Database database(archive.path());
  std::size_t found = 0;
  for (int round = 0; round < 200; ++round) {
    const WordTest test = random_test(random);
    WordTester tester(test);
    std::vector<Xapian::docid> expected;
    std::vector<Xapian::docid> with_term;
    const std::string term = Analyzer().stem(one_of(random, kWords));
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
      const Xapian::Document document = database.get_document(*at);
      if (!tester.passes(document.get_value(kWordSlot))) continue;
      expected.push_back(*at);
      auto terms = document.termlist_begin();
      terms.skip_to(term);
      if (terms != document.termlist_end() && *terms == term) with_term.push_back(*at);
    }
    auto* source = new WordSource(test);
    const Xapian::Query alone(source->release());
    REQUIRE(matches(database, alone) == expected);
    const Xapian::Query filtered(Xapian::Query::OP_FILTER, Xapian::Query(term), alone);
    REQUIRE(matches(database, filtered) == with_term);
    const Xapian::Query both(Xapian::Query::OP_OR, filtered, alone);
    REQUIRE(matches(database, both) == expected);
    found += expected.size();
  }
  CHECK(found > 1000);
}

TEST_CASE("A word source finds nothing where there is nothing") {
  const TemporaryFolder folder;
  Xapian::WritableDatabase database(folder / "db", Xapian::DB_CREATE);
  WordTest test;
  test.operands = {{Sequence{{{word_hash("grain")}}}}};
  auto* source = new WordSource(test);
  const Xapian::Query query(source->release());
  CHECK(matches(database, query).empty());
  database.add_document(Xapian::Document());
  CHECK(matches(database, query).empty());
}
