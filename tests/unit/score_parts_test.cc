// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/score_parts.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "searcher/ranking.h"
#include "searcher/search.h"
#include "tests/support/ask.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

SmallArchive random_archive(std::mt19937& random) {
  static const char* const kWords[] = {"ferry",  "toll",   "union", "harbour",
                                       "strike", "border", "envoy", "grain"};
  std::vector<Entry> entries;
  for (int i = 0; i < 60; ++i) {
    std::string title(one_of(random, kWords));
    std::string body;
    for (std::size_t left = 1 + up_to(random, 20); left > 0; --left)
      body.append(one_of(random, kWords)).append(left % 7 == 0 ? ". " : " ");
    entries.push_back(entry("a" + std::to_string(i), title, body));
  }
  return SmallArchive(entries);
}

double sum(const std::vector<ScorePart>& parts) {
  double all = 0;
  for (const ScorePart& part : parts) all += part.score;
  return all;
}

}  // namespace

TEST_CASE("The parts of a score add up to it, whatever the query") {
  std::mt19937 random(1);
  const SmallArchive archive = random_archive(random);
  const Index index = archive.open();
  Analyzer analyzer;
  for (const char* const text :
       {"ferry", "ferry toll", "ferry OR (toll grain)", "(ferry envoy) OR (toll border) OR grain",
        "ferry NOT toll", "\"ferry toll\" OR harbour", "ferry^3 OR toll", "title:ferry grain",
        "stri* OR border", "ferry NEAR/3 toll", "ATLEAST/2 ferry", "=ferry OR =toll", "the ferry",
        "*"}) {
    INFO(text);
    const CompiledQuery query = compiled(text, index, analyzer);
    PageOptions page;
    page.limit = 50;
    double best = 0;
    double most_feedback = 0;
    for (const Hit& hit : search(index, query, page, analyzer).hits) {
      double by_words = 0;
      for (const ScorePart& part : ScoreExplainer(index, query).parts_of(hit)) {
        CHECK(part.score > 0);
        if (part.text == "feedback")
          most_feedback = std::max(most_feedback, part.score);
        else
          by_words += part.score;
      }
      best = std::max(best, by_words);
      CHECK(sum(ScoreExplainer(index, query).parts_of(hit)) == Approx(hit.score).margin(2e-6));
    }
    CHECK(most_feedback ==
          Approx(query.refinement.feedback ? kFeedbackShare * best : 0).margin(2e-6));
  }
}

TEST_CASE("A word counts only where its branch of the query matches") {
  const SmallArchive archive({entry("a", "Ferry", "The grain."), entry("b", "Ferry", "The toll."),
                              entry("c", "Quay", "A quay."), entry("d", "Quay", "A quay.")});
  const Index index = archive.open();
  Analyzer analyzer;
  const CompiledQuery query = compiled("(ferry toll) OR grain", index, analyzer);
  std::map<std::string, std::vector<ScorePart>> parts;
  for (const Hit& hit : search(index, query, {}, analyzer).hits)
    parts[hit.article.id] = ScoreExplainer(index, query).parts_of(hit);
  REQUIRE(parts.size() == 2);
  CHECK(std::none_of(parts["a"].begin(), parts["a"].end(),
                     [](const ScorePart& part) { return part.text == "ferri"; }));
  CHECK(std::any_of(parts["b"].begin(), parts["b"].end(),
                    [](const ScorePart& part) { return part.text == "ferri"; }));
}
