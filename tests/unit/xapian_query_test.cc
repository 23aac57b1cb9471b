// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/xapian_query.h"

#include <catch2/catch.hpp>

#include "searcher/matching.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

SmallArchive truce_archive() {
  return SmallArchive(
      {entry("a", "Harbour", "The truce holds."), entry("b", "Market", "A truce.")});
}

/// The second replaces the first: its number is free then.
void change(SmallArchive& archive) {
  archive.add({entry("a", "Harbour", "The truce is over.")});
}

std::string query_of(const Plan& plan, const Index& index, Weighing weighing) {
  return to_xapian(plan, {index, 0, weighing}).get_description();
}

Plan days() {
  return {DaysPlan{*make_date(2016, 1, 1), *make_date(2016, 12, 31), {"truce"}}};
}

}  // namespace

TEST_CASE("A term of all articles that has no weight is asked for as all articles") {
  SmallArchive archive = truce_archive();
  change(archive);
  const Index index = archive.open();
  REQUIRE(index.database().get_doccount() < index.database().get_lastdocid());
  const auto weighed = [&](const Plan& plan) { return query_of(plan, index, Weighing::bm25); };
  const Plan word = Plan::term("truce");
  const Plan other = Plan::term("harbour");
  CHECK(query_of(word, index, Weighing::none) == "Query(<alldocuments>)");
  CHECK(weighed(Plan::filter("truce")) == "Query(0 * <alldocuments>)");
  CHECK(weighed(Plan::scaled(Plan::any({word, other}), 0)) ==
        "Query(0 * (<alldocuments> OR harbour))");
  // Together they are less than any number.
  const std::string nothing_left = weighed(Plan::scaled(Plan::scaled(word, 1e-200), 1e-200));
  CHECK(nothing_left.find("truce") == std::string::npos);
  CHECK(weighed(Plan::without(other, word)) == "Query((harbour AND_NOT <alldocuments>))");
  CHECK(weighed(days()) == "Query(0 * <alldocuments>)");
  CHECK(weighed(Plan::all({word, Plan::filter("truce")})) ==
        "Query((truce AND 0 * <alldocuments>))");
}

TEST_CASE("Terms are asked for as they are where they weigh, and where no number is missing") {
  SmallArchive archive = truce_archive();
  const Plan word = Plan::term("truce");
  CHECK(query_of(word, archive.open(), Weighing::none) == "Query(truce)");
  CHECK(query_of(Plan::without(word, word), archive.open(), Weighing::bm25) ==
        "Query((truce AND_NOT truce))");
  change(archive);
  const Index index = archive.open();
  CHECK(query_of(word, index, Weighing::bm25) == "Query(truce)");
  CHECK(query_of(Plan::term("harbour"), index, Weighing::none) == "Query(harbour)");
  CHECK(count_matches(index, word) == 2);
}

TEST_CASE("Parts that are searched as one keep a term that only some hold in all their articles") {
  SmallArchive full = truce_archive();
  change(full);
  SmallArchive other({entry("c", "Harbour", "A truce."), entry("d", "Market", "A storm."),
                      entry("e", "River", "A flood.")});
  const Index index = Index::open(ArchiveAddress{{full.path(), other.path()}});
  const auto asked = [&](const std::string& term) {
    return to_xapian(Plan::term(term), {index, std::nullopt, Weighing::none}).get_description();
  };
  CHECK(asked("truce") == "Query((<alldocuments> AND_NOT (<alldocuments> AND_NOT truce)))");
  CHECK(asked("harbour") == "Query(harbour)");
  CHECK(count_matches(index, Plan::term("truce")) == 3);
}
