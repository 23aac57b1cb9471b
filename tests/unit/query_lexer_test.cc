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
  CHECK_FALSE(tokens("AND")[0].lower_case);
  CHECK(tokens("and")[0].lower_case);
  CHECK(kinds("And Or anD ANDES") ==
        Kinds{TokenKind::word, TokenKind::word, TokenKind::word, TokenKind::word});
}

TEST_CASE("NEAR and ADJ have a distance from 1 to 500, ten where none is given") {
  CHECK(tokens("NEAR")[0].distance == kDefaultDistance);
  CHECK(tokens("ADJ/500")[0].distance == 500);
  CHECK(tokens("NEAR/1")[0].kind == TokenKind::op_near);
  CHECK(kinds("NEARBY ADJ5") == Kinds{TokenKind::word, TokenKind::word});
  for (const char* wrong : {"NEAR/0", "NEAR/501", "ADJ/", "NEAR/x", "ADJ/-1", "NEAR/99999999999"}) {
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
                           "”grain deal”", "“grain deal\""}) {
    INFO(text);
    const auto found = tokens(text);
    CHECK(found[0].kind == TokenKind::phrase);
    CHECK(found[0].text == "grain deal");
  }
}

TEST_CASE("Tokens stand where their offset says, in order, and the last is the end") {
  static const std::string kPieces[] = {"(",      ")", "\"",   "“",      "”",   " ",
                                        "ab",     "-", "=",    "title:", "AND", "not",
                                        "NEAR/3", "é", "\xFF", "*",      ":"};
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
