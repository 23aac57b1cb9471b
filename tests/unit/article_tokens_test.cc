// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/article_tokens.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

using namespace dateline;

namespace {

/// The tokens of a body, joined: " " between tokens, " / " before one that starts a sentence and
/// " // " before one that starts a paragraph.
std::string cut(std::string_view body) {
  ArticleTokens article;
  split_tokens({}, body, article);
  std::string result;
  for (const TextToken& token : article.tokens) {
    if (!result.empty())
      result += token.starts_paragraph ? " // " : token.starts_sentence ? " / " : " ";
    result += article.text(token);
  }
  return result;
}

}  // namespace

TEST_CASE("A possessive is a token of its own, straight or curly") {
  CHECK(cut("France's envoy") == "France 's envoy");
  CHECK(cut("France’s envoy") == "France ’s envoy");
  CHECK(cut("FRANCE'S ENVOY") == "FRANCE 'S ENVOY");
  CHECK(cut("the U.S.'s ally") == "the U.S. 's ally");
  CHECK(cut("the ministers' wish") == "the ministers ' wish");
}

TEST_CASE("Marks inside a word or a number stay in it") {
  CHECK(cut("Jean-Marc O'Brien, al-Assad") == "Jean-Marc O'Brien , al-Assad");
  CHECK(cut("they don’t pay $1,000.5 or 7-3/4 pct") == "they don’t pay $ 1,000.5 or 7-3/4 pct");
  CHECK(cut("a rebel--now dead--spoke...") == "a rebel -- now dead -- spoke ...");
  CHECK(cut("\"Yes,\" (he) said") == "\" Yes , \" ( he ) said");
}

TEST_CASE("An abbreviation keeps its full stop and ends no sentence") {
  CHECK(cut("Mr. Orlov met Gen. J. Smith on Dec. 10 in the U.S. Congress.") ==
        "Mr. Orlov met Gen. J. Smith on Dec. 10 in the U.S. Congress .");
  CHECK(cut("Their No. 2 left at 8 p.m. local time") == "Their No. 2 left at 8 p.m. local time");
}

TEST_CASE("An abbreviation may close a sentence when a new one plainly begins") {
  CHECK(cut("He left the U.S. The talks failed.") == "He left the U.S. / The talks failed .");
  CHECK(cut("He left the U.S. “We tried.”") == "He left the U.S. / “ We tried . ”");
  CHECK(cut("He left the U.S.\n\nTalks failed.") == "He left the U.S. // Talks failed .");
}

TEST_CASE("Marks that close a quotation belong to the sentence that ends") {
  CHECK(cut("“It ended.” Others wept.") == "“ It ended . ” / Others wept .");
  CHECK(cut("(It ended.) Others wept.") == "( It ended . ) / Others wept .");
  CHECK(cut("\"Who?\" he asked") == "\" Who ? \" he asked");
  CHECK(cut("It ended.The end.") == "It ended . / The end .");
}

TEST_CASE("A single newline is white space, a blank line or an indented one starts a paragraph") {
  CHECK(cut("one line\nand more") == "one line and more");
  CHECK(cut("one line\n\nAnd more") == "one line // And more");
  CHECK(cut("one line\r\n\r\nAnd more") == "one line // And more");
  CHECK(cut("one line\n    And more") == "one line // And more");
}

TEST_CASE("A dateline is followed by a new sentence") {
  CHECK(cut("QUITO (Wire) - Troops left.") == "QUITO ( Wire ) - / Troops left .");
  CHECK(cut("QUITO, March 9 — Troops left.") == "QUITO , March 9 — / Troops left .");
}

TEST_CASE("What an agency puts before a headline is no part of its first word") {
  const auto first_words = [](std::string_view title) {
    ArticleTokens article;
    split_tokens(title, {}, article);
    std::string words;
    for (std::size_t i = 0; i < 4; ++i) words += std::string(article.text(article.tokens[i])) + " ";
    return words;
  };
  CHECK(first_words("SOCCER-Ortega scores twice") == "SOCCER - Ortega scores ");
  CHECK(first_words("UPDATE 1-Rebels take port") == "UPDATE 1 - Rebels ");
  CHECK(first_words("Jean-Luc Ortega scores twice") == "Jean-Luc Ortega scores twice ");
}

TEST_CASE("Letters of any script are letters") {
  CHECK(cut("Señor Škvorecký, Лавров и 毛泽东。") == "Señor Škvorecký , Лавров и 毛泽东 。");
  CHECK(cut("no\u00A0break\u2003space") == "no break space");
}

TEST_CASE("The tokens of the title come first and keep their field") {
  ArticleTokens article;
  split_tokens("Truce holds", "It held.", article);
  REQUIRE(article.tokens.size() == 5);
  CHECK(article.tokens[1].field == TextField::title);
  CHECK(article.tokens[2].field == TextField::body);
  CHECK(article.tokens[2].starts_paragraph);
  CHECK(article.text(article.tokens[2]) == "It");
}

TEST_CASE("Whatever the bytes, tokens are ordered and leave out nothing but white space") {
  constexpr std::string_view kPieces[] = {"a",  "Z",    "9",  ".",  "'",    "s",  "’",
                                          "\n", " ",    "-",  "“",  "\xE2", "é",  "\xBF",
                                          "Mr", "U.S.", "\"", "中", "\xF0", "\t", "?"};
  std::mt19937 random(20161210);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto pieces = random() % 12; pieces > 0; --pieces)
      text += kPieces[random() % std::size(kPieces)];
    ArticleTokens article;
    split_tokens({}, text, article);
    std::size_t at = 0;
    std::string between;
    for (const TextToken& token : article.tokens) {
      REQUIRE(token.start >= at);
      REQUIRE(token.end > token.start);
      REQUIRE(token.end <= text.size());
      between += text.substr(at, token.start - at);
      at = token.end;
    }
    between += text.substr(at);
    INFO(text);
    REQUIRE(between.find_first_not_of(" \t\n") == std::string::npos);
    REQUIRE((article.tokens.empty() || article.tokens[0].starts_paragraph));
  }
}
