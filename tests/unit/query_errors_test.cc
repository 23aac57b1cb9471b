// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the parser says of queries that it refuses, and where it points.
#include <catch2/catch.hpp>

#include "searcher/query_parser.h"

using namespace dateline;

namespace {

std::optional<ParseError> error_of(std::string_view text) {
  auto result = parse_query(text, {false, false, *make_date(2018, 5, 31)});
  if (auto* error = std::get_if<ParseError>(&result)) return std::move(*error);
  return std::nullopt;
}

}  // namespace

TEST_CASE("Every kind of mistake is pointed at") {
  // The caret's place is marked by the first ^, before the character that it points at.
  const char* const kMistakes[] = {
      "^",
      "a AND ^",
      "a OR ^",
      "NOT ^",
      "a AND ^OR b",
      "^AND b",
      "a ^(b",
      "a ^)",
      "(a OR ^)",
      "a ^\"b c",
      "a ^“b c",
      "^nofield:x",
      "person:^(a)",
      "date:^2016-13",
      "since:^..2016",
      "date:^\"03/04/2016\"",
      "date:^..",
      "ce^*se",
      "^*abc",
      "=^(a)",
      "a ^NEAR/0 b",
      "a NEAR/2 b ^NEAR/3 c",
      "a NEAR b ^ADJ c",
      "(^a b) NEAR c",
      "^person:x NEAR c",
      "a NEAR ^",
      "a SAME b ^PARA c",
      "a SAME ^person:x",
      "(^(a b) OR c) NEAR d",
      "ATLEAST/3 ^person:x",
      "^ATLEAST/0 a",
      "^ATLEAST a",
      "ATLEAST/3 ^",
      "a^~3",
      "a^~",
      "=a^~1",
      "a^~x",
      "(a b)^~1",
      "\"a b\"~2^~3",
      "\"a b\"^~501",
      "a^^",
      "a^^x",
      "person:\"x\"^^2",
      "person:x^^2",
      "date:\"2016\"^^2",
      "person:\"x\"^~1",
      "\"a ^* b\"",
      "\"a b^*c\"",
      "=\"a b^*\"",
      "=^title:a",
      "=^-a",
  };
  for (const std::string marked : kMistakes) {
    const std::size_t place = marked.find('^');
    const std::string text = marked.substr(0, place) + marked.substr(place + 1);
    INFO(marked);
    const auto error = error_of(text);
    REQUIRE(error);
    CHECK(error->offset == place);
    CHECK_FALSE(error->message.empty());
    CHECK_FALSE(error->hint.empty());
  }
}

TEST_CASE("A second weight is pointed at") {
  const auto error = error_of("a^2^3");
  REQUIRE(error);
  CHECK(error->offset == 3);
}

TEST_CASE("Nesting as deep as anybody writes is read, and the abyss is refused") {
  CHECK_FALSE(error_of(std::string(100, '(') + "a" + std::string(100, ')')));
  const auto error = error_of(std::string(300, '(') + "a" + std::string(300, ')'));
  REQUIRE(error);
  CHECK(error->offset <= 300);
}

TEST_CASE("The caret stands under the character, however many bytes come before it") {
  CHECK(show_place("é 中 )", 7) == "  é 中 )\n      ^");
  CHECK(show_place("a", 99) == "  a\n   ^");
}

TEST_CASE("Words joined by OR where --any is given are so at every level, and AND stays AND") {
  const auto text = [](std::string_view query) {
    return to_text(*std::get<ParsedQuery>(parse_query(query, {true, false, {}})).query);
  };
  CHECK(text("a (b c)") == "(a OR (b OR c))");
  CHECK(text("a AND b") == "(a AND b)");
}
