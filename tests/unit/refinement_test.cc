// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/refinement.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "searcher/named_countries.h"
#include "searcher/ranking.h"
#include "searcher/score_parts.h"
#include "tests/support/ask.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

Entry dispatch(const std::string& id, const std::string& body,
               const std::vector<CountryMentioned>& countries) {
  Entry made = entry(id, "Dispatch", body);
  made.entities.countries = countries;
  return made;
}

/// Of equal words, about Russia, about France and with a word on Russia.
SmallArchive grain_dispatches() {
  return SmallArchive({dispatch("mention", "Russia sells grain.", {country("RU", false)}),
                       dispatch("french", "Russia sells grain.", {country("FR", true)}),
                       dispatch("russian", "Russia sells grain.", {country("RU", true)}),
                       dispatch("other", "The mill is old.", {country("RU", true)})});
}

std::map<std::string, double> scores(const Index& index, const std::string& text,
                                     SortOrder sort = SortOrder::relevance) {
  Analyzer analyzer;
  PageOptions page;
  page.sort = sort;
  std::map<std::string, double> found;
  for (const Hit& hit : search(index, compiled(text, index, analyzer), page, analyzer).hits)
    found[hit.article.id] = hit.score;
  return found;
}

}  // namespace

TEST_CASE("Articles about a country that the question names go up, by a part of the best weight") {
  const SmallArchive archive = grain_dispatches();
  const Index index = archive.open();
  for (const char* const text : {"russia", "russia grain", "grain OR russia"}) {
    INFO(text);
    auto found = scores(index, text);
    REQUIRE(found.size() == 3);
    CHECK(found["mention"] == found["french"]);
    CHECK(found["russian"] > found["mention"]);
  }
  auto found = scores(index, "russia");
  CHECK(found["russian"] == Approx((1 + kAboutShare) * found["mention"]).margin(2e-6));
}

TEST_CASE("No country goes up where none is named by words alone, nor by date") {
  const SmallArchive archive = grain_dispatches();
  const Index index = archive.open();
  for (const char* const text :
       {"grain", "\"russia sells\"", "russia NOT old", "country:russia grain"}) {
    INFO(text);
    auto found = scores(index, text);
    CHECK(found["russian"] == found["mention"]);
  }
  auto by_date = scores(index, "russia", SortOrder::newest);
  CHECK(by_date["russian"] == by_date["mention"]);
}

TEST_CASE("What a country adds is a part of the score that is told") {
  const SmallArchive archive = grain_dispatches();
  const Index index = archive.open();
  Analyzer analyzer;
  for (const char* const text : {"russia", "russia grain"}) {
    INFO(text);
    const CompiledQuery query = compiled(text, index, analyzer);
    for (const Hit& hit : search(index, query, {}, analyzer).hits) {
      double sum = 0;
      bool told = false;
      for (const ScorePart& part : ScoreExplainer(index, query).parts_of(hit)) {
        sum += part.score;
        told = told || part.text == "about Russia";
      }
      CHECK(sum == Approx(hit.score).margin(2e-6));
      CHECK(told == (hit.article.id == "russian"));
    }
  }
}

TEST_CASE("Countries are known by names and adjectives, the longest first") {
  const SmallArchive archive = grain_dispatches();
  const Index index = archive.open();
  using Words = std::vector<std::string>;
  const auto named = [&](const Words& words) { return named_countries(index, words); };
  CHECK(named({"grain", "Russia"}) == Words{"RU"});
  CHECK(named({"Russian", "and", "french", "ministers", "russia"}) == Words{"RU", "FR"});
  CHECK(named({"north", "korea", "talks"}) == Words{"KP"});
  CHECK(named({"north", "talks"}).empty());
  CHECK(named({"the", "united", "arab", "emirates"}) == Words{"AE"});
  CHECK(named({"US", "talks"}) == Words{"US"});
  CHECK(named({"tell", "us"}).empty());
  CHECK(named({"TELL", "US"}).empty());  // capitals tell nothing here
  CHECK(named({"US"}) == Words{"US"});
  CHECK(named({"in", "IT", "of"}).empty());
  CHECK(named({}).empty());
}
