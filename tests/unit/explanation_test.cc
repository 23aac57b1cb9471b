// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/explanation.h"

#include <catch2/catch.hpp>

#include "tests/support/ask.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

SmallArchive harbour() {
  return SmallArchive({entry("a", "Ferry talks", "The union met. Tolls rise."),
                       entry("b", "Ferry strike", "The union left."),
                       entry("c", "Harbour", "Tolls fall; the border opens.")});
}

QueryPtr parsed(const std::string& text) {
  return std::get<ParsedQuery>(parse_query(text, parse_options())).query;
}

}  // namespace

TEST_CASE("A query is explained clause by clause, each counted by itself") {
  const SmallArchive archive = harbour();
  const Index index = archive.open();
  Analyzer analyzer;
  const auto explained =
      explain_query(*parsed("ferry (tolls OR strik*) NOT harbour"), index, analyzer);
  CHECK(explained.text == "AND");
  CHECK(explained.articles == 2);
  REQUIRE(explained.clauses.size() == 3);
  CHECK(explained.clauses[0].text == "ferry");
  CHECK(explained.clauses[0].articles == 2);
  REQUIRE(explained.clauses[0].became.size() == 2);
  CHECK(explained.clauses[0].became[0] == "stem ferri: ferry");
  CHECK(explained.clauses[0].became[1].substr(0, 13) == "adds at most ");
  CHECK(explained.clauses[1].text == "OR");
  REQUIRE(explained.clauses[1].clauses.size() == 2);
  CHECK(explained.clauses[1].clauses[1].became[0] == "words that begin with strik (1): strike");
  CHECK(explained.clauses[2].text == "NOT");
  CHECK(explained.clauses[2].articles == 2);
  CHECK(lines_of(explained).size() == 15);
}

TEST_CASE("What the order of several words takes from feedback is explained") {
  const SmallArchive archive = harbour();
  const Index index = archive.open();
  Analyzer analyzer;
  const auto explained = explain_query(*parsed("the OR ferry OR union"), index, analyzer);
  REQUIRE(explained.became.size() == 1);
  CHECK(explained.became[0].find("by the best 3: ") != std::string::npos);
  CHECK(explained.clauses[0].became.back() ==
        "a function word: beside others it counts nothing in the order");
  CHECK(explain_query(*parsed("ferry NOT union"), index, analyzer).became.empty());
}

TEST_CASE("Where nothing is found, the empty clauses are named and spellings offered") {
  const SmallArchive archive = harbour();
  const Index index = archive.open();
  Analyzer analyzer;
  const Diagnosis diagnosis = diagnose(*parsed("union fery"), index, analyzer);
  REQUIRE(diagnosis.clauses.size() == 2);
  CHECK(diagnosis.empty == std::vector<std::size_t>{1});
  CHECK(diagnosis.clauses[0].articles == 2);
  CHECK(diagnosis.clauses[0].without == 0U);
  CHECK(diagnosis.clauses[1].without == 2U);
  REQUIRE(diagnosis.clauses[1].nearest.size() == 1);
  CHECK(diagnosis.clauses[1].nearest[0].text == "ferry");
  CHECK(diagnosis.clauses[1].nearest[0].articles == 2);
  CHECK(diagnose(*parsed("NOT (fery OR *)"), index, analyzer).clauses[0].nearest.empty());
}

TEST_CASE("Where each clause is found but not all together, the fewest that are not are named") {
  const SmallArchive archive = harbour();
  const Index index = archive.open();
  Analyzer analyzer;
  const Diagnosis pair = diagnose(*parsed("union tolls border"), index, analyzer);
  CHECK(pair.empty.empty());
  CHECK(pair.together == std::vector<std::size_t>{0, 2});
  CHECK(
      diagnose(*parsed("strike tolls"), index, analyzer).together.empty());  // both: nothing to add
  CHECK(lines_of(pair).back() == "no article has together: union AND border");
}
