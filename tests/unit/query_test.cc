// SPDX-License-Identifier: GPL-2.0-or-later
//
// Trees of queries and their text: what to_text() writes, the parser reads as the same tree.
#include "searcher/query.h"

#include <catch2/catch.hpp>
#include <random>

#include "searcher/query_lexer.h"
#include "searcher/query_parser.h"
#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

namespace {

const Date kToday = *make_date(2018, 5, 31);

class RandomTrees {
 public:
  explicit RandomTrees(unsigned seed) : random_(seed) {}

  QueryPtr next(int depth) {
    if (depth == 0) return leaf();
    switch (random_() % 7) {
      case 5:
        return make_query(
            AtLeastQuery{text(), static_cast<std::uint32_t>(1 + random_() % kMostDistance)});
      case 6:
        return boosted(next(depth - 1));
      case 0:
        return make_query(NotQuery{next(depth - 1)});
      case 1:
        return make_query(AndQuery{several(depth - 1)});
      case 2:
        return make_query(OrQuery{several(depth - 1)});
      case 3:
        return near();
      default:
        return leaf();
    }
  }

  std::vector<std::string> values() {
    std::vector<std::string> made;
    for (std::size_t i = 1 + random_() % 3; i > 0; --i) made.push_back(value());
    return made;
  }

 private:
  std::vector<QueryPtr> several(int depth) {
    std::vector<QueryPtr> operands;
    for (std::size_t i = 2 + up_to(random_, 2); i > 0; --i) operands.push_back(next(depth));
    return operands;
  }

  /// What NEAR and ATLEAST take.
  QueryPtr text() {
    if (random_() % 4 != 0) return words();
    return make_query(OrQuery{{words(), words()}});
  }

  QueryPtr near() {
    NearQuery made;
    for (std::size_t i = 2 + up_to(random_, 2); i > 0; --i) made.operands.push_back(text());
    made.nearness = static_cast<Nearness>(random_() % 4);
    if (made.nearness == Nearness::words || made.nearness == Nearness::words_in_order)
      made.distance = static_cast<std::uint32_t>(1 + random_() % 500);
    return make_query(std::move(made));
  }

  std::string word() {
    static const char* const kWords[] = {"orlov", "Kovač", "al-Assad", "U.S.",  "and",  "NOT",
                                         "a:b",   "-iran", "中国",     "a*b",   "x=y",  "it's",
                                         "(c)",   "near",  "OR",       "10:30", "date", "»",
                                         "w/5",   "/s",    "atleast3", "a~1",   "b^2",  "+c"};
    return one_of(random_, kWords);
  }

  QueryPtr boosted(QueryPtr operand) {
    if (std::holds_alternative<FilterQuery>(operand->node) ||
        std::holds_alternative<DateQuery>(operand->node))
      return operand;
    return make_query(BoostQuery{std::move(operand), static_cast<double>(random_() % 1000) / 8});
  }

  QueryPtr words() {
    const auto scope = static_cast<Scope>(random_() % 3);
    switch (random_() % 6) {
      case 4:
        return make_query(FuzzyQuery{random_() % 2 == 0 ? "lavrv" : "w/5",
                                     static_cast<std::uint32_t>(1 + random_() % 2), scope});
      case 5:
        return make_query(PhraseQuery{word() + " cease* " + word(), scope, false,
                                      static_cast<std::uint32_t>(random_() % 500)});
      case 0:
        return make_query(PrefixQuery{random_() % 2 == 0 ? "cease" : "al-a", scope});
      case 1:
        return make_query(PhraseQuery{word() + ' ' + word(), scope});
      default:
        return make_query(WordQuery{word(), random_() % 4 == 0, scope});
    }
  }

  QueryPtr leaf() {
    switch (random_() % 6) {
      case 0:
        return make_query(AllQuery{});
      case 1:
        return make_query(FilterQuery{find_field(random_() % 2 == 0 ? "person" : "source"),
                                      values(), random_() % 3 == 0});
      case 2:
        return date();
      default:
        return words();
    }
  }

  /// Marks and other characters in any order.
  std::string value() {
    static const char* const kMarks[] = {"|", "\\", "\"", "=",  "“", "»",
                                         "(", " ",  ":",  "~1", "A", "é"};
    std::string made;
    for (std::size_t i = 1 + random_() % 5; i > 0; --i)
      made += random_() % 2 == 0 ? one_of(random_, kMarks) : word();
    return made;
  }

  QueryPtr date() {
    const Date first = kToday - std::chrono::days{random_() % 3000};
    const Date last = first + std::chrono::days{random_() % 500};
    switch (random_() % 3) {
      case 0:
        return make_query(DateQuery{first, std::nullopt});
      case 1:
        return make_query(DateQuery{std::nullopt, last});
      default:
        return make_query(DateQuery{first, last});
    }
  }

  std::mt19937 random_;
};

std::string reparsed(const std::string& text) {
  const auto result = parse_query(text, {false, false, kToday});
  if (const auto* error = std::get_if<ParseError>(&result))
    return "error at " + std::to_string(error->offset) + ": " + error->message;
  CHECK(std::get<ParsedQuery>(result).notes.empty());
  return to_text(*std::get<ParsedQuery>(result).query);
}

}  // namespace

TEST_CASE("The text of any tree of operators parses to the same text, without notes") {
  RandomTrees trees(1);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = to_text(*trees.next(round % 4));
    INFO(text);
    REQUIRE(reparsed(text) == text);
  }
}

TEST_CASE("The values of a field are read as they were, whatever marks they hold") {
  RandomTrees trees(4);
  for (int round = 0; round < 5000; ++round) {
    const FilterQuery filter{find_field("source"), trees.values(), round % 2 == 0};
    const std::string text = to_text(*make_query(filter));
    INFO(text);
    const auto parsed = parse_query(text, {false, false, kToday});
    const auto& read = std::get<FilterQuery>(std::get<ParsedQuery>(parsed).query->node);
    REQUIRE(read.values == filter.values);
    REQUIRE(read.exact == filter.exact);
    std::string option;
    for (const std::string& value : filter.values)
      option.append(option.empty() ? "" : "|").append(escaped_value(value));
    REQUIRE(split_values(option) == filter.values);
  }
}

TEST_CASE("A bar parts values, a backslash makes it part of one, and others stay as they are") {
  using Values = std::vector<std::string>;
  CHECK(split_values("A|B") == Values{"A", "B"});
  CHECK(split_values("A\\|B") == Values{"A|B"});
  CHECK(split_values("A\\\\|B") == Values{"A\\", "B"});
  CHECK(split_values("say \\\"no\\\"") == Values{"say \"no\""});
  CHECK(split_values("C:\\news") == Values{"C:\\news"});
  CHECK(split_values("|A||") == Values{"A"});
  CHECK(split_values("|").empty());
  CHECK(split_values("A\\") == Values{"A\\"});
}

TEST_CASE("The text of a plain query parses to the same text, whatever marks its words hold") {
  static const std::string kMarks[] = {"&&", "||", "“", "”", "«", "»",   "\"",  "(",
                                       "*",  "=",  "-", ":", "a", "é",   "AND", "not",
                                       "＂", "（", "~", "^", "+", "w/5", "/s",  "5"};
  std::mt19937 random(2);
  for (int round = 0; round < 5000; ++round) {
    std::string words;
    for (std::size_t i = 1 + up_to(random, 5); i > 0; --i) words += one_of(random, kMarks);
    const auto plain = parse_query(words + " x", {false, true, kToday});
    const std::string text = to_text(*std::get<ParsedQuery>(plain).query);
    INFO(words << " -> " << text);
    REQUIRE(reparsed(text) == text);
  }
}

TEST_CASE("The text of a word, prefix or phrase with unusual letters parses to the same text") {
  std::mt19937 random(3);
  for (int round = 0; round < 5000; ++round) {
    const std::string letters = "a" + random_text(random, 4);
    const auto parsed = parse_query(letters + (round % 2 == 0 ? "*" : ""), {false, false, kToday});
    if (std::holds_alternative<ParseError>(parsed)) continue;
    const std::string text = to_text(*std::get<ParsedQuery>(parsed).query);
    INFO(letters << " -> " << text);
    REQUIRE(reparsed(text) == text);
  }
}
