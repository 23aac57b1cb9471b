// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_lexer.h"

#include <catch2/catch.hpp>
#include <random>

#include "searcher/query_parser.h"
#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

namespace {

std::vector<Token> tokens(std::string_view text) {
  const auto result = lex_query(text);
  if (const auto* error = std::get_if<ParseError>(&result)) FAIL(error->message);
  return std::get<std::vector<Token>>(result);
}

std::vector<TokenKind> kinds(std::string_view text) {
  std::vector<TokenKind> found;
  for (const Token& token : tokens(text)) found.push_back(token.kind);
  found.pop_back();  // the end
  return found;
}

using Kinds = std::vector<TokenKind>;

}  // namespace

TEST_CASE("Operators are operators in capitals and by their signs, and lower case is remembered") {
  CHECK(kinds("a AND b && c") == Kinds{TokenKind::word, TokenKind::op_and, TokenKind::word,
                                       TokenKind::op_and, TokenKind::word});
  CHECK(kinds("OR || NOT") == Kinds{TokenKind::op_or, TokenKind::op_or, TokenKind::op_not});
  CHECK_FALSE(tokens("AND")[0].everyday);
  CHECK(tokens("and")[0].everyday);
  CHECK(kinds("And Or anD ANDES") ==
        Kinds{TokenKind::word, TokenKind::word, TokenKind::word, TokenKind::word});
}

TEST_CASE("NEAR and ADJ have a distance from 1 to 500, ten where none is given") {
  CHECK(tokens("NEAR")[0].number == kDefaultDistance);
  CHECK(tokens("ADJ/500")[0].number == 500);
  CHECK(tokens("NEAR/1")[0].kind == TokenKind::op_near);
  CHECK(kinds("NEARBY ADJOURN") == Kinds{TokenKind::word, TokenKind::word});
  for (const char* wrong : {"NEAR/0", "NEAR/501", "ADJ/", "NEAR/x", "ADJ/-1", "NEAR/99999999999"}) {
    INFO(wrong);
    CHECK(std::holds_alternative<ParseError>(lex_query(wrong)));
  }
}

TEST_CASE(
    "Operators as other tools write them are told, and are words where their number is none") {
  const std::pair<const char*, TokenKind> kForms[] = {
      {"w/5", TokenKind::op_near}, {"W/12", TokenKind::op_near},     {"w-5", TokenKind::op_near},
      {"/5", TokenKind::op_near},  {"near5", TokenKind::op_near},    {"pre/3", TokenKind::op_adj},
      {"adj3", TokenKind::op_adj}, {"/s", TokenKind::op_same},       {"w/s", TokenKind::op_same},
      {"/p", TokenKind::op_para},  {"atleast3", TokenKind::at_least}};
  for (const auto& [text, kind] : kForms) {
    INFO(text);
    CHECK(tokens(text)[0].kind == kind);
    CHECK(tokens(text)[0].everyday);
    CHECK(reads_as_operator(text));
  }
  CHECK(tokens("NEAR5")[0].number == 5);
  CHECK_FALSE(tokens("ATLEAST/3")[0].everyday);
  for (const char* text :
       {"w/x", "w/0", "/2016", "near", "same", "para", "w5", "24/7", "pre-war"}) {
    INFO(text);
    CHECK(kinds(text) == Kinds{TokenKind::word});
    CHECK_FALSE(reads_as_operator(text));
  }
}

TEST_CASE("Tildes and circumflexes count right after words, quoted texts and brackets") {
  const auto fuzzy = tokens("lavrv~1^2.5");
  REQUIRE(fuzzy.size() == 4);
  CHECK(fuzzy[0].text == "lavrv");
  CHECK(fuzzy[1].kind == TokenKind::tilde);
  CHECK(fuzzy[1].number == 1);
  CHECK(fuzzy[2].kind == TokenKind::boost);
  CHECK(fuzzy[2].factor == 2.5);
  CHECK(kinds("(a)^2") ==
        Kinds{TokenKind::open, TokenKind::word, TokenKind::close, TokenKind::boost});
  CHECK(kinds("\"a b\"~5") == Kinds{TokenKind::phrase, TokenKind::tilde});
  CHECK(kinds("~500 ^a") == Kinds{TokenKind::word, TokenKind::word});
  CHECK(tokens("id:https://example.org/~kim/(1)")[1].text == "https://example.org/~kim/");
  CHECK(kinds("AND~1") == Kinds{TokenKind::word, TokenKind::tilde});
  for (const char* wrong : {"a~x", "a^", "a^x", "a^1.2.3", "a^2000", "\"a b\"~501", "a~1b"}) {
    INFO(wrong);
    CHECK(std::holds_alternative<ParseError>(lex_query(wrong)));
  }
}

TEST_CASE("A minus or an equals sign counts before a word, and inside one belongs to it") {
  CHECK(kinds("-a") == Kinds{TokenKind::minus, TokenKind::word});
  CHECK(kinds("al-Assad") == Kinds{TokenKind::word});
  CHECK(kinds("a - b") == Kinds{TokenKind::word, TokenKind::word, TokenKind::word});
  CHECK(tokens("=talks")[0].exact);
  CHECK(tokens("=\"S. Orlov\"")[0].exact);
  CHECK_FALSE(tokens("a=b")[0].exact);
  CHECK_FALSE(tokens("=a b")[1].exact);
}

TEST_CASE("A field's value holds any mark: after '=', after a backslash or in quotes") {
  CHECK(tokens("source:=-Minus")[1].text == "-Minus");
  CHECK(tokens("source:=-Minus")[1].exact);
  CHECK(tokens("source:==X")[1].text == "=X");
  CHECK(tokens("source:=\"=X\"")[1].text == "=X");
  CHECK(tokens("source:a\\\"b c")[1].text == "a\\\"b");
  CHECK(tokens("source:\"The \\\"Post\\\"\" x")[1].text == "The \\\"Post\\\"");
  CHECK(kinds("source:\"a\\\\\" b") == Kinds{TokenKind::field, TokenKind::phrase, TokenKind::word});
  CHECK(kinds("\"a\\\" b") == Kinds{TokenKind::phrase, TokenKind::word});
  for (const char* wrong : {"source:=(a)", "source:==\"X\"", "source:\"a\\\""}) {
    INFO(wrong);
    CHECK(std::holds_alternative<ParseError>(lex_query(wrong)));
  }
}

TEST_CASE("A field is letters before a colon with a value, and its value is never an operator") {
  CHECK(kinds("person:orlov") == Kinds{TokenKind::field, TokenKind::word});
  CHECK(kinds("person:or") == Kinds{TokenKind::field, TokenKind::word});
  CHECK(kinds("title:(a)") ==
        Kinds{TokenKind::field, TokenKind::open, TokenKind::word, TokenKind::close});
  CHECK(kinds("10:30") == Kinds{TokenKind::word});
  CHECK(kinds("Iran: talks") == Kinds{TokenKind::word, TokenKind::word});
}

TEST_CASE("All common quotes enclose a phrase") {
  for (const char* text : {"\"grain deal\"", "“grain deal”", "„grain deal“", "«grain deal»",
                           "”grain deal”", "“grain deal\"", "»grain deal«", "\"grain deal”"}) {
    INFO(text);
    const auto found = tokens(text);
    CHECK(found[0].kind == TokenKind::phrase);
    CHECK(found[0].text == "grain deal");
  }
  CHECK(tokens("\"a” b\"")[0].text == "a” b");
  CHECK(tokens("«a \"b\"»")[0].text == "a \"b\"");
}

TEST_CASE("Tokens stand where their offset says, in order, and the last is the end") {
  static const std::string kPieces[] = {
      "(",   ")",      "\"", "“",    "”", " ", "ab", "-",  "=", "title:", "AND",
      "not", "NEAR/3", "é",  "\xFF", "*", ":", "~",  "^2", "+", "w/5",    "ATLEAST"};
  std::mt19937 random(1);
  int lexed = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t i = up_to(random, 10); i > 0; --i) text += one_of(random, kPieces);
    const auto result = lex_query(text);
    INFO(text);
    if (const auto* error = std::get_if<ParseError>(&result)) {
      REQUIRE(error->offset < text.size());
      REQUIRE_FALSE(error->hint.empty());
      continue;
    }
    ++lexed;
    const auto& found = std::get<std::vector<Token>>(result);
    REQUIRE(found.back().kind == TokenKind::end);
    REQUIRE(found.back().offset == text.size());
    for (std::size_t i = 0; i + 1 < found.size(); ++i) {
      REQUIRE(found[i].offset < found[i + 1].offset);
      if (found[i].kind == TokenKind::word || found[i].kind == TokenKind::field)
        REQUIRE(text.substr(found[i].offset).starts_with(found[i].text));
    }
  }
  CHECK(lexed > 5000);
}
