// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_compiler.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/ask.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

using Ids = std::set<std::string>;

Entry dated(Entry made, int year, int month, int day) {
  made.article.date = make_date(year, month, day);
  return made;
}

SmallArchive wire() {
  Entry a = dated(entry("a", "Ferry talks open",
                        "Orlova met the union. Tolls were discussed.\n\n"
                        "The strike goes on."),
                  2016, 2, 29);
  a.entities.persons = {person("Irina Orlova")};
  a.entities.countries = {country("RU", true), country("FI", false)};
  a.article.source = "Meridian Wire";
  Entry b =
      dated(entry("b", "Union strikes", "Ferries stopped. A talk about tolls failed."), 2016, 3, 1);
  b.entities.persons = {person("Irina Orlova"), person("Tobias Lindqvist")};
  b.entities.countries = {country("FI", true)};
  b.article.source = "Meridian Wire";
  Entry c =
      dated(entry("c", "Harbour dredged", "The U.S. firm al-Nasr began work; ceasefires hold."),
            2017, 12, 31);
  c.entities.persons = {person("Tobias Lindqvist")};
  c.article.source = "Harbour Post";
  c.article.language = "fi";
  Entry d = entry("d", "Notes", "Nothing about the ceasefire or ceasing.");
  return SmallArchive({a, b, c, d});
}

ParseError compile_error(const std::string& text, const Index& index) {
  const auto parsed = parse_query(text, parse_options());
  Analyzer analyzer;
  const auto made = compile_query(*std::get<ParsedQuery>(parsed).query, index, analyzer);
  if (!std::holds_alternative<ParseError>(made)) FAIL(text << " compiled");
  return std::get<ParseError>(made);
}

std::vector<std::string> notes(const std::string& text, const Index& index) {
  Analyzer analyzer;
  return compiled(text, index, analyzer).notes;
}

}  // namespace

TEST_CASE("Words are found in all of their forms, and in one alone where that is asked for") {
  const SmallArchive archive = wire();
  const Index index = archive.open();
  CHECK(ids_found("ferry", index) == Ids{"a", "b"});
  CHECK(ids_found("=ferries", index) == Ids{"b"});
  CHECK(ids_found("FERRIES", index) == Ids{"a", "b"});
  CHECK(ids_found("us", index) == Ids{"c"});
  CHECK(ids_found("al-nasr", index) == Ids{"c"});
  CHECK(ids_found("zeppelin", index).empty());
  CHECK(ids_found("*", index) == Ids{"a", "b", "c", "d"});
}

TEST_CASE("A prefix finds the words that begin so, and not their other forms") {
  const SmallArchive archive = wire();
  const Index index = archive.open();
  CHECK(ids_found("ceasef*", index) == Ids{"c", "d"});
  CHECK(ids_found("ceasefires*", index) == Ids{"c"});
  CHECK(ids_found("ferrie*", index) == Ids{"b"});
  CHECK(ids_found("title:str*", index) == Ids{"b"});
  CHECK(notes("qq*", index).size() == 1);
}

TEST_CASE("Operators, scopes and nearness combine") {
  const SmallArchive archive = wire();
  const Index index = archive.open();
  CHECK(ids_found("ferry AND strike", index) == Ids{"a", "b"});
  CHECK(ids_found("orlova OR dredged", index) == Ids{"a", "c"});
  CHECK(ids_found("ferry -orlova", index) == Ids{"b"});
  CHECK(ids_found("NOT ferry", index) == Ids{"c", "d"});
  CHECK(ids_found("NOT NOT ferry", index) == Ids{"a", "b"});
  // "ceasefires" of c, which is declared Finnish, is no form of ceasefire in that language.
  CHECK(ids_found("-ferry -ceasefire", index) == Ids{"c"});
  CHECK(ids_found("title:ferry", index) == Ids{"a"});
  CHECK(ids_found("lead:strike", index) == Ids{"b"});
  CHECK(ids_found("title:(ferry OR strike) tolls", index) == Ids{"a", "b"});
  CHECK(ids_found("\"ferry talks\"", index) == Ids{"a"});
  CHECK(ids_found("\"talks ferry\"", index).empty());
  CHECK(ids_found("\"open orlova\"", index).empty());  // from title to body
  CHECK(ids_found("talk NEAR/2 toll", index) == Ids{"b"});
  CHECK(ids_found("toll NEAR/2 talk", index) == Ids{"b"});
  CHECK(ids_found("toll ADJ/2 talk", index).empty());
  CHECK(ids_found("talk ADJ/1 toll", index).empty());
}

TEST_CASE("Sentences, paragraphs, counts, slack and slips are looked at") {
  const SmallArchive archive = wire();
  const Index index = archive.open();
  CHECK(ids_found("orlova SAME union", index) == Ids{"a"});
  CHECK(ids_found("orlova SAME tolls", index).empty());
  CHECK(ids_found("orlova PARA tolls", index) == Ids{"a"});
  CHECK(ids_found("orlova PARA strike", index).empty());
  CHECK(ids_found("\"tolls discussed\"~1", index) == Ids{"a"});
  CHECK(ids_found("\"discussed tolls\"~1", index) == Ids{"a"});
  CHECK(ids_found("\"discussed tolls\"", index).empty());
  CHECK(ids_found("\"toll* were\"", index) == Ids{"a"});
  CHECK(ids_found("\"about tol*\"", index) == Ids{"b"});
  CHECK(ids_found("al-na*", index) == Ids{"c"});
  CHECK(ids_found("ATLEAST/2 ceas*", index) == Ids{"d"});
  CHECK(ids_found("ATLEAST/2 (ferry OR union OR strikes)", index) == Ids{"a", "b"});
  CHECK(ids_found("(strike OR talk) ADJ/2 toll", index) == Ids{"b"});
  CHECK(ids_found("title:(ferry NEAR/2 talks)", index) == Ids{"a"});
  CHECK(ids_found("orlva~1", index) == Ids{"a"});
  CHECK(ids_found("rolova~1", index) == Ids{"a"});
  CHECK(ids_found("orlva~1 SAME uniom~1", index) == Ids{"a"});
  CHECK(notes("orlva~1", index) == std::vector<std::string>{"orlva~1 takes orlova"});
  CHECK(notes("qqqq~1", index) == std::vector<std::string>{"no article holds a word like qqqq~1"});
  CHECK(ids_found("ferry^3 OR dredged^0", index) == Ids{"a", "b", "c"});
  CHECK(compile_error("x \"ferry\"~2", index).offset == 2);
  CHECK(compile_error("x al-nasr~1", index).offset == 2);
}

TEST_CASE("Filters take names as people write them, and several with bars between") {
  const SmallArchive archive = wire();
  const Index index = archive.open();
  CHECK(ids_found("person:orlova", index) == Ids{"a", "b"});
  CHECK(ids_found("person:\"tobias lindqvist\"", index) == Ids{"b", "c"});
  CHECK(ids_found("person:=\"Irina Orlova\"", index) == Ids{"a", "b"});
  CHECK(ids_found("person:=\"irina orlova\"", index).empty());
  CHECK(ids_found("person:orlova|lindqvist", index) == Ids{"a", "b", "c"});
  CHECK(ids_found("country:finland", index) == Ids{"a", "b"});
  CHECK(ids_found("country:Finnish", index) == Ids{"a", "b"});
  CHECK(ids_found("country:fi about:RU|FI", index) == Ids{"a", "b"});
  CHECK(ids_found("about:russia", index) == Ids{"a"});
  CHECK(ids_found("source:\"Meridian Wire\"", index) == Ids{"a", "b"});
  CHECK(ids_found("source:\"meridian wire\"", index) == Ids{"a", "b"});
  CHECK(ids_found("source:=\"meridian wire\"", index).empty());
  CHECK(notes("source:meridian", index)[0].find("nearest: Meridian Wire (2)") != std::string::npos);
  CHECK(ids_found("lang:fi", index) == Ids{"c"});
  CHECK(ids_found("id:d", index) == Ids{"d"});
}

TEST_CASE("A value after an equals sign is the one that facets list") {
  Entry a = entry("a", "Talks", "They met.");
  a.entities.persons = {person("Sergei Lavrov"), person("Anna Lavrov")};
  a.entities.persons[0].form = "S. Lavrov";
  a.article.source = "BBC News";
  Entry b = entry("b", "Talks", "They met.");
  b.entities.persons = {person("Sergey Lavrov")};
  b.article.source = "bbc news";
  Entry c = entry("c", "Talks", "They met.");
  c.entities.persons = {person("Sergei Lavrov")};
  c.entities.countries = {country("SU", true)};
  c.article.source = "A|B News";
  c.article.date = make_date(1987, 2, 3);
  Entry d = entry("d", "Talks", "They met.");
  d.entities.countries = {country("RU", false)};
  d.article.source = "A";
  const SmallArchive archive({a, b, c, d});
  const Index index = archive.open();
  CHECK(ids_found("person:lavrov", index) == Ids{"a", "b", "c"});
  CHECK(ids_found("person:=\"Sergei Lavrov\"", index) == Ids{"a", "b", "c"});
  CHECK(ids_found("person:=\"Anna Lavrov\"", index) == Ids{"a"});
  CHECK(ids_found("person:=\"Anna Lavrov|Sergei Lavrov\"", index) == Ids{"a", "b", "c"});
  CHECK(notes("person:=\"Sergei Lavrov\"", index).empty());
  CHECK(notes("person:=\"Sergey Lavrov\"", index)[0] ==
        "no person is exactly 'Sergey Lavrov'; nearest: Sergei Lavrov (3)");
  CHECK(ids_found("form:\"s. lavrov\"", index) == Ids{"a"});
  CHECK(ids_found("form:=\"S. Lavrov\"", index) == Ids{"a"});
  CHECK(ids_found("form:=\"s. lavrov\"", index).empty());
  CHECK(ids_found("form:\"sergei lavrov\"", index) == Ids{"c"});
  CHECK(ids_found("source:\"BBC NEWS\"", index) == Ids{"a", "b"});
  CHECK(notes("source:\"BBC NEWS\"", index) ==
        std::vector<std::string>{"source:BBC NEWS takes bbc news (1), BBC News (1)"});
  CHECK(ids_found("source:=\"BBC News\"", index) == Ids{"a"});
  CHECK(notes("source:=\"BBC NEWS\"", index)[0].starts_with("no source is exactly 'BBC NEWS'"));
  CHECK(ids_found("source:\"A|B News\"", index) == Ids{"d"});
  CHECK(ids_found("source:\"A\\|B News\"", index) == Ids{"c"});
  CHECK(ids_found("source:=\"A|BBC News\"", index) == Ids{"a", "d"});
  CHECK(ids_found("country:russia", index) == Ids{"c", "d"});
  CHECK(ids_found("country:=RU", index) == Ids{"d"});
  CHECK(ids_found("country:=SU", index) == Ids{"c"});
  CHECK(ids_found("date:=1987-02", index) == Ids{"c"});
}

TEST_CASE("What was understood by a name is said, and a slip is answered with what is near") {
  const SmallArchive archive = wire();
  const Index index = archive.open();
  REQUIRE(notes("person:orlova", index).size() == 1);
  CHECK(notes("person:orlova", index)[0].find("Irina Orlova (2)") != std::string::npos);
  CHECK(notes("person:orlofa", index)[0].find("nearest: Irina Orlova (2)") != std::string::npos);
  const ParseError error = compile_error("ferry country:finlamd", index);
  CHECK(error.offset == 6);
  CHECK(error.hint == "nearest: Finland (2)");
}

TEST_CASE("What holds no word to look for is refused with its place") {
  const SmallArchive archive = wire();
  const Index index = archive.open();
  CHECK(compile_error("ferry &", index).offset == 6);
  CHECK(compile_error("\"?!\"", index).offset == 0);
  CHECK(compile_error("ferry NEAR !", index).offset == 11);
  std::string longest = "\"";
  for (std::size_t i = 0; i < kMaxGroups; ++i) longest += "a ";
  CHECK(ids_found(longest + "\"", index).empty());
  CHECK(compile_error("b " + longest + "a\"", index).offset == 2);
}

TEST_CASE("Dates find the articles of their days, whichever terms they are made of") {
  std::mt19937 random(1);
  const Date begin = *make_date(2014, 11, 20);
  std::vector<Entry> entries{entry("undated", "x", "y")};
  for (int i = 0; i < 150; ++i) {
    entries.push_back(entry(std::to_string(i), "x", "y"));
    entries.back().article.date = begin + std::chrono::days{random() % 1200};
  }
  const SmallArchive archive(entries);
  const Index index = archive.open();
  for (int round = 0; round < 300; ++round) {
    DateQuery range;
    if (random() % 5 != 0)
      range.first = begin + std::chrono::days{random() % 1300} - std::chrono::days{50};
    if (random() % 5 != 0)
      range.last = range.first.value_or(begin) + std::chrono::days{random() % 900};
    if (!range.first && !range.last) continue;
    Ids expected;
    for (const Entry& one : entries) {
      const auto& date = one.article.date;
      if (date && (!range.first || *range.first <= *date) && (!range.last || *date <= *range.last))
        expected.insert(one.article.id);
    }
    const std::string text = to_text(*make_query(range));
    INFO(text);
    REQUIRE(ids_found(text, index) == expected);
  }
}

TEST_CASE("Only what an article is to hold is marked in it") {
  const SmallArchive archive = wire();
  const Index index = archive.open();
  Analyzer analyzer;
  const HighlightWords words =
      compiled("ferry =tolls cease* -strike NOT (union OR person:lindqvist) person:orlova", index,
               analyzer)
          .highlights;
  // The archive holds an article in Finnish, so the word is looked up as one of that language too.
  CHECK(words.stems == std::unordered_set<std::string>{"ferri", Analyzer("fi").stem("ferry")});
  CHECK(words.exact ==
        std::unordered_set<std::string>{"tolls", "ceasefire", "ceasefires", "irina", "orlova"});
}

TEST_CASE(
    "A country is found by the state before it too, in that state's time, and a note says so") {
  Entry old = dated(entry("old", "Summit", "The summit began."), 1987, 4, 1);
  old.entities.countries = {country("SU", true)};
  Entry now = dated(entry("now", "Talks", "The talks began."), 2016, 4, 1);
  now.entities.countries = {country("RU", true), country("SU", false)};
  Entry memory = dated(entry("memory", "Museum", "A museum opened."), 2016, 4, 2);
  memory.entities.countries = {country("SU", true)};
  Entry balkans = dated(entry("balkans", "War", "The war went on."), 1999, 4, 1);
  balkans.entities.countries = {country("YU", true)};
  const SmallArchive archive({old, now, memory, balkans});
  const Index index = archive.open();
  CHECK(ids_found("country:russia", index) == Ids{"old", "now"});
  CHECK(ids_found("about:RU", index) == Ids{"old", "now"});
  CHECK(ids_found("country:=RU", index) == Ids{"now"});
  CHECK(ids_found("country:SU", index) == Ids{"old", "now", "memory"});
  CHECK(ids_found("country:ukraine", index).empty());
  CHECK(ids_found("country:serbia", index) == Ids{"balkans"});
  CHECK(ids_found("country:croatia", index).empty());
  CHECK(notes("country:russia", index) ==
        std::vector<std::string>{"country:russia takes RU, Russia (1) and SU, Soviet Union (1), of "
                                 "which it is a successor; country:=RU takes it alone"});
  CHECK(notes("country:=russia country:su country:hr", index).empty());
}
