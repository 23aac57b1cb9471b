// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_parser.h"

#include <catch2/catch.hpp>
#include <random>

#include "searcher/query_dates.h"

using namespace dateline;

namespace {

const ParseOptions kOptions{false, false, *make_date(2018, 5, 31)};

std::string parsed(std::string_view text, const ParseOptions& options = kOptions) {
  const auto result = parse_query(text, options);
  if (const auto* error = std::get_if<ParseError>(&result))
    return "error at " + std::to_string(error->offset) + ": " + error->message;
  return to_text(*std::get<ParsedQuery>(result).query);
}

std::string dates(std::string_view text) {
  const auto result = parse_query_dates(text, kOptions.today);
  if (const auto* problem = std::get_if<DateProblem>(&result))
    return problem->message + "; " + problem->hint;
  return to_text(*make_query(std::get<DateQuery>(result)));
}

/// A query as somebody might type it, mostly well-formed.
std::string random_query(std::mt19937& random, int depth) {
  const auto word = [&] {
    static const char* const kWords[] = {"lavrov",
                                         "Kerry",
                                         "al-Assad",
                                         "U.S.",
                                         "=talks",
                                         "cease*",
                                         "\"grain deal\"",
                                         "title:truce",
                                         "lead:\"no deal\"",
                                         "person:lavrov",
                                         "country:RU",
                                         "date:2016-12",
                                         "-iran",
                                         "since:2w",
                                         "«oui»",
                                         "person:=\"S. Lavrov\"",
                                         "*",
                                         "and"};
    return std::string(kWords[random() % std::size(kWords)]);
  };
  if (depth == 0) return word();
  const std::string a = random_query(random, depth - 1);
  const std::string b = random_query(random, depth - 1);
  switch (random() % 7) {
    case 0:
      return a + " AND " + b;
    case 1:
      return a + " OR " + b;
    case 2:
      return "(" + a + ") NOT " + word();
    case 3:
      return "(" + a + " " + b + ")";
    case 4:
      return "(lavrov NEAR/3 \"x y\") OR " + b;
    case 5:
      return "title:(" + a + " " + word() + ")";
    default:
      return a + " " + b;
  }
}

}  // namespace

TEST_CASE("NOT binds tightest, then NEAR, AND, OR") {
  CHECK(parsed("a b OR c NOT d") == "((a AND b) OR (c AND (NOT d)))");
  CHECK(parsed("a NEAR/3 b c") == "((a NEAR/3 b) AND c)");
  CHECK(parsed("a AND b OR c AND d") == "((a AND b) OR (c AND d))");
  CHECK(parsed("a (b OR c)") == "(a AND (b OR c))");
  CHECK(parsed("Lavrov AND ceasefire") == "(lavrov AND ceasefire)");
}

TEST_CASE("Lower-case operators count between operands, with a note") {
  const auto result = parse_query("cats and dogs", kOptions);
  const auto& query = std::get<ParsedQuery>(result);
  CHECK(to_text(*query.query) == "(cats AND dogs)");
  CHECK(query.notes.size() == 1);
  CHECK(parsed("and") == "\"and\"");
  CHECK(parsed("cats or") == "(cats AND \"or\")");
  CHECK(parsed("not now") == "(\"not\" AND now)");
}

TEST_CASE("Everyday operators are read as ours, with a note, and are words at an end") {
  CHECK(parsed("a w/5 b") == "(a NEAR/5 b)");
  CHECK(parsed("a pre/3 b") == "(a ADJ/3 b)");
  CHECK(parsed("a /s b /s c") == "(a SAME b SAME c)");
  CHECK(parsed("a near5 b") == "(a NEAR/5 b)");
  CHECK(parsed("atleast3 a") == "(ATLEAST/3 a)");
  CHECK(parsed("a /p") == "(a AND \"/p\")");
  CHECK(parsed("w/5 a") == "(\"w/5\" AND a)");
  CHECK(parsed("cats and not dogs") == "(cats AND (NOT dogs))");
  const auto result = parse_query("a w/5 b w/5 c", kOptions);
  CHECK(std::get<ParsedQuery>(result).notes ==
        std::vector<std::string>{"'w/5' is read as NEAR/5; write \"w/5\" in quotes for the word"});
}

TEST_CASE("Nearness, counts, slack, slips and weights are read and printed") {
  CHECK(parsed("a SAME b c PARA d") == "((a SAME b) AND (c PARA d))");
  CHECK(parsed("(a OR \"b c\") ADJ/2 d*") == "((a OR \"b c\") ADJ/2 d*)");
  CHECK(parsed("ATLEAST/3 (a OR b)^2") == "(ATLEAST/3 (a OR b))^2");
  CHECK(parsed("\"a b\"~5") == "\"a b\"~5");
  CHECK(parsed("title:lavrv~2^0.5") == "title:lavrv~2^0.5");
  CHECK(parsed("=\"a b\"") == "=\"a b\"");
  CHECK(parsed("\"Cease*  fire\"") == "\"cease* fire\"");
  CHECK(parsed("(a^2)^3") == "(a^2)^3");
  CHECK(parsed("(a b)^2") == "(a AND b)^2");
}

TEST_CASE("Under --any a plus makes a word needed and a minus leaves it out") {
  const ParseOptions any{true, false, kOptions.today};
  CHECK(parsed("+a b c", any) == "(a AND (* OR b OR c))");
  CHECK(parsed("a b -c", any) == "((a OR b) AND (NOT c))");
  CHECK(parsed("+a +b", any) == "(a AND b)");
  CHECK(parsed("-a", any) == "(NOT a)");
  CHECK(parsed("+a b") == "(a AND b)");
  CHECK(std::get<ParsedQuery>(parse_query("+a b", kOptions)).notes.size() == 1);
}

TEST_CASE("Quotes may be curly or guillemets") {
  CHECK(parsed("“grain deal”") == "\"grain deal\"");
  CHECK(parsed("«grain deal»") == "\"grain deal\"");
}

TEST_CASE("Plain text has no operators, and --any joins by OR") {
  CHECK(parsed("a OR (b", {false, true, kOptions.today}) == "(a AND \"or\" AND \"(b\")");
  CHECK(parsed("Syria – truce - (now)", {false, true, kOptions.today}) ==
        "(syria AND truce AND \"(now)\")");
  CHECK(parsed("a b", {true, false, kOptions.today}) == "(a OR b)");
}

TEST_CASE("Errors name the place") {
  CHECK(parsed("a AND (b OR c") == "error at 6: this bracket is not closed");
  CHECK(parsed("a \"b") == "error at 2: this quote is not closed");
  CHECK(parsed("a foo:b").starts_with("error at 2: there is no field 'foo'"));
  CHECK(parsed("a )").starts_with("error at 2: this bracket closes nothing"));
  CHECK(parsed("").starts_with("error at 0: the query is empty"));
  CHECK(parsed("date:03/04/2016").starts_with("error at 5: '03/04/2016' can be read in two ways"));
}

TEST_CASE("What a query prints parses to the same query") {
  std::mt19937 random(11);
  int good = 0;
  for (int round = 0; round < 5000; ++round) {
    const std::string text = random_query(random, static_cast<int>(random() % 4));
    const std::string printed = parsed(text);
    if (printed.starts_with("error")) continue;
    ++good;
    INFO(text);
    REQUIRE(parsed(printed) == printed);
  }
  CHECK(good > 3000);
}

TEST_CASE("Whatever is typed parses or fails inside the text") {
  static const std::string kPieces[] = {
      "(",      ")",  "\"",  "“",   "”",     " ",      "a",   "-",     "=",  "*",    ":", "person:",
      "title:", "OR", "AND", "NOT", "NEAR/", "NEAR/5", "ADJ", "date:", "..", "2016", "é", "\xFF"};
  std::mt19937 random(12);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t i = random() % 12; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    const auto result = parse_query(text, kOptions);
    if (const auto* error = std::get_if<ParseError>(&result)) {
      INFO(text);
      REQUIRE(error->offset <= text.size());
      REQUIRE_FALSE(error->message.empty());
    }
  }
  CHECK(parsed(std::string(100000, '(')).starts_with("error"));
  CHECK(parsed(std::string(1000, '-') + "a").starts_with("error"));
}

TEST_CASE("Dates in queries are days, months, years, relative, or ranges of these") {
  CHECK(dates("2016-12-10") == "date:2016-12-10");
  CHECK(dates("20161210") == "date:2016-12-10");
  CHECK(dates("2016-02") == "date:2016-02-01..2016-02-29");
  CHECK(dates("feb-2015") == "date:2015-02-01..2015-02-28");
  CHECK(dates("2016") == "date:2016-01-01..2016-12-31");
  CHECK(dates("2016-12..2017-01") == "date:2016-12-01..2017-01-31");
  CHECK(dates("..2017") == "date:..2017-12-31");
  CHECK(dates("yesterday") == "date:2018-05-30");
  CHECK(dates("2w..") == "date:2018-05-17..");
  CHECK(dates("3m") == "date:2018-02-28");
  CHECK(dates("2 weeks ago") == "date:2018-05-17");
  CHECK(dates("P2W..") == "date:2018-05-17..");
  CHECK(dates("last 2 weeks") == "date:2018-05-17..2018-05-31");
  CHECK(dates("last week") == "date:2018-05-21..2018-05-27");
  CHECK(dates("this month") == "date:2018-05-01..2018-05-31");
  CHECK(dates("last month") == "date:2018-04-01..2018-04-30");
  CHECK(dates("last year") == "date:2017-01-01..2017-12-31");
  CHECK(dates("December 2016") == "date:2016-12-01..2016-12-31");
  CHECK(dates("dec-2016..January 2017") == "date:2016-12-01..2017-01-31");
  CHECK(dates("10 Dec 2016") == "date:2016-12-10");
  CHECK(dates("Dec 10th, 2016") == "date:2016-12-10");
  CHECK(dates("2016/12/10") == "date:2016-12-10");
  CHECK(dates("2016-Q4") == "date:2016-10-01..2016-12-31");
  CHECK(dates("q1 2016") == "date:2016-01-01..2016-03-31");
  CHECK(dates("1990s") == "date:1990-01-01..1999-12-31");
  CHECK(dates("2016 to 2017") == "date:2016-01-01..2017-12-31");
  CHECK(dates("2016–2017") == "date:2016-01-01..2017-12-31");
  CHECK(dates("decembr 2016") == "'decembr' is no month; nearest: december");
  CHECK(dates("dec 16").starts_with("'dec 16' has no year of four digits"));
  CHECK(dates(">2016").find("since:2016") != std::string::npos);
  CHECK(dates("2016-13").starts_with("'2016-13' is no date: months are 01 to 12"));
  CHECK(dates("-2w").starts_with("'-2w' is no date"));
  CHECK(dates("2017..2016").starts_with("the range ends before it begins"));
  CHECK(dates("2015-02-29").starts_with("'2015-02-29' is no date"));
  CHECK(dates("03/04/2016") ==
        "'03/04/2016' can be read in two ways; write 2016-04-03 or 2016-03-04");
  CHECK(dates("31/12/2016") == "'31/12/2016' is not how dates are written here; write 2016-12-31");
}
