// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/read_records.h"

using namespace dateline;
using dateline::test::read_records;

TEST_CASE("One object, an array, objects in a row and an API's answer give the same articles") {
  const std::string a = "{\n \"title\": \"A\",\n \"body\": \"{ [ \\\" text\"\n}";
  const std::string b = "{\"title\": \"B\"}";
  for (const std::string& content :
       {"[" + a + ",\n" + b + "]", a + "\n" + b,
        "{\"status\":\"ok\",\"response\":{\"docs\":[" + a + "," + b + "]}}",
        "{\"hits\":{\"hits\":[{\"_source\":" + a + "},{\"_source\":" + b + "}]}}"}) {
    INFO(content);
    const auto records = read_records(content, "json");
    CHECK(records.bad.empty());
    REQUIRE(records.articles.size() == 2);
    CHECK(records.articles[0].title == "A");
    CHECK(records.articles[0].body == "{ [ \" text");
    CHECK(records.articles[1].title == "B");
  }
  CHECK(read_records(a).articles.size() == 1);
}

TEST_CASE("A broken element of an array costs only itself") {
  const auto records = read_records(
      "[{\"title\":\"A\"},\n{\"title\":oops},\n{\"title\":\"C\"},\n{\"x\":1}]", "json");
  CHECK(records.articles.size() == 2);
  REQUIRE(records.bad.size() == 2);
  CHECK(records.bad[0].line == 2);
  CHECK(records.bad[0].reason == RejectReason::syntax);
  CHECK(records.bad[1].reason == RejectReason::empty);
}

TEST_CASE("An element over the limit costs only itself, and a cut file is told") {
  ReaderOptions options;
  options.record_limit = 50;
  const auto records = read_records("[{\"title\":\"A\"},{\"title\":\"" + std::string(100, 'x') +
                                        "\"},{\"title\":\"C\"},{\"title\":\"D",
                                    "json", options);
  CHECK(records.articles.size() == 2);
  REQUIRE(records.bad.size() == 2);
  CHECK(records.bad[0].reason == RejectReason::too_large);
  CHECK(records.bad[1].reason == RejectReason::syntax);
}
