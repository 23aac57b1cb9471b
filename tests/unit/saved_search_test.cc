// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/saved_search.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "common/error.h"
#include "tests/support/ask.h"
#include "tests/support/small_archive.h"
#include "tests/support/user_folder.h"

using namespace dateline;
using namespace dateline::test;

namespace {

SearcherOptions asked(const std::string& query) {
  SearcherOptions options;
  options.query = query;
  return options;
}

}  // namespace

TEST_CASE("A search comes back with its words, filters and ways of reading") {
  const UserFolder state("XDG_STATE_HOME");
  SearcherOptions saved = asked("ferry -toll");
  saved.any = true;
  saved.plain = true;
  saved.filters = {{find_field("country"), "NO|SE", false}, {find_field("person"), "orlova", true}};
  save_search("ferries", saved);
  SearcherOptions options = asked("");
  load_search("ferries", options);
  CHECK(options.query == "ferry -toll");
  CHECK(options.any);
  CHECK(options.plain);
  REQUIRE(options.filters.size() == 2);
  CHECK(options.filters[0].field == find_field("country"));
  CHECK(options.filters[0].value == "NO|SE");
  CHECK(options.filters[1].negated);
}

TEST_CASE("Further words narrow a saved search") {
  const UserFolder state("XDG_STATE_HOME");
  save_search("a", asked("ferry OR toll"));
  save_search("all", asked("*"));
  SearcherOptions options = asked("union OR strike");
  load_search("a", options);
  CHECK(options.query == "(ferry OR toll) (union OR strike)");
  options = asked("union");
  load_search("all", options);
  CHECK(options.query == "union");
  options = asked("*");
  load_search("a", options);
  CHECK(options.query == "ferry OR toll");
}

TEST_CASE("A query of several lines stays one line of its file") {
  const UserFolder state("XDG_STATE_HOME");
  save_search("lines", asked("ferry\nany\nperson x"));
  SearcherOptions options = asked("");
  load_search("lines", options);
  CHECK(options.query == "ferry any person x");
  CHECK_FALSE(options.any);
  CHECK(options.filters.empty());
}

TEST_CASE("A name that no file should have is refused, and so is one that nobody saved") {
  const UserFolder state("XDG_STATE_HOME");
  for (const char* const name : {"", ".", "..", "../up", "a/b", "a b", "a\tb", ".hidden"})
    CHECK_THROWS_AS(save_search(name, asked("x")), Error);
  CHECK_THROWS_AS(save_search(std::string(101, 'x'), asked("x")), Error);
  SearcherOptions options = asked("");
  CHECK_THROWS_AS(load_search("none", options), Error);
  CHECK(saved_searches().empty());
}

TEST_CASE("Searches are listed by name, in any format") {
  const UserFolder state("XDG_STATE_HOME");
  save_search("b", asked("=truce"));
  save_search("a", asked("ferry"));
  const auto searches = saved_searches();
  const auto printed = [&](std::string_view format) {
    std::ostringstream out;
    print_saved(searches, format, out);
    return out.str();
  };
  CHECK(printed("text") == "a\tferry\nb\t=truce\n");
  CHECK(printed("csv") == "name,query\r\na,ferry\r\nb,'=truce\r\n");
  CHECK(printed("json") ==
        "{\"format_version\":1,\"searches\":[{\"name\":\"a\",\"query\":\"ferry\"},"
        "{\"name\":\"b\",\"query\":\"=truce\"}]}\n");
}

TEST_CASE("Only what a search had not found before is new, of each archive by itself") {
  const UserFolder state("XDG_STATE_HOME");
  SmallArchive archive({entry("a", "Ferry", "One."), entry("b", "Ferry", "Two.")});
  Analyzer analyzer;
  const auto fresh = [&](const SmallArchive& where) {
    const Index index = where.open();
    return unseen("ferry", index, all_matches(index, compiled("ferry", index, analyzer).plan));
  };
  const auto mark = [&] {
    const Index index = archive.open();
    mark_seen("ferry", index, all_matches(index, compiled("ferry", index, analyzer).plan));
  };
  CHECK(fresh(archive).size() == 2);
  mark();
  CHECK(fresh(archive).empty());
  archive.add({entry("c", "Ferry", "Three."), entry("d", "Toll", "Four.")});
  CHECK(fresh(archive).size() == 1);
  mark();
  CHECK(fresh(archive).empty());
  const SmallArchive other({entry("a", "Ferry", "One.")});
  CHECK(fresh(other).size() == 1);
}
