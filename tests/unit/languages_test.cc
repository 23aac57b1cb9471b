// SPDX-License-Identifier: GPL-2.0-or-later
//
// Articles in many languages: told apart, stemmed each in its own way, found by any form.
#include <catch2/catch.hpp>
#include <fstream>

#include "common/language.h"
#include "indexer/language_detector.h"
#include "searcher/xapian_query.h"
#include "tests/support/ask.h"
#include "tests/support/read_records.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

using Ids = std::set<std::string>;

/// languages.jsonl: two articles of each, "fr-1" and "fr-2"; none declares its language.
std::vector<Article> samples() {
  std::ifstream in(DATELINE_SOURCE_DIR "/tests/data/languages.jsonl", std::ios::binary);
  return read_records({std::istreambuf_iterator<char>(in), {}}, "jsonl").articles;
}

std::vector<Entry> entries(const std::vector<Article>& articles) {
  std::vector<Entry> made;
  for (const Article& article : articles) made.push_back({article, {}});
  return made;
}

std::string words_of(std::string_view language, std::string_view text, bool stems) {
  Analyzer analyzer(language);
  std::vector<Word> words;
  analyzer.analyze(text, words);
  std::string joined;
  for (const Word& word : words)
    joined += (joined.empty() ? "" : " ") +
              (stems ? std::string(without_stem_prefix(word.form->stem)) : word.form->exact);
  return joined;
}

std::string stems(std::string_view language, std::string_view text) {
  return words_of(language, text, true);
}

std::string cut(std::string_view language, std::string_view text) {
  return words_of(language, text, false);
}

}  // namespace

TEST_CASE("The language of every sample is told from its text") {
  const std::vector<Article> articles = samples();
  REQUIRE(articles.size() == 18);
  for (const Article& article : articles) {
    INFO(article.id);
    CHECK(article.language == article.id.substr(0, 2));
  }
}

TEST_CASE("What a source declares holds unless a long text is clearly in another language") {
  const std::vector<Article> articles = samples();
  for (const Article& article : articles) {
    INFO(article.id);
    CHECK(article_language("en", article.title, article.body) == article.language);
    CHECK(article_language("xx", "", "") == "xx");
    CHECK(article_language("fr-CA", "Oui", "Non.") == "fr");
  }
  CHECK(article_language("", "", "") == "en");
  CHECK(article_language("", "12345", "67 89") == "en");
}

TEST_CASE("Words of a language share a stem, with accents or without") {
  CHECK(stems("fr", "réforme") == stems("fr", "reformes"));
  CHECK(stems("fr", "négociation") == stems("fr", "NEGOCIATIONS"));
  CHECK(stems("de", "Verhandlung") == stems("de", "Verhandlungen"));
  CHECK(stems("es", "negociación") == stems("es", "negociaciones"));
  CHECK(stems("es", "negociacion") == stems("es", "negociaciones"));
  CHECK(stems("es", "decisión") == stems("es", "decisiones"));
  CHECK(stems("pt", "negociação") == stems("pt", "negociações"));
  CHECK(stems("ru", "переговоры") == stems("ru", "переговорах"));
  CHECK(stems("ar", "المفاوضات") == stems("ar", "مفاوضات"));
  CHECK(stems("ar", "والمفاوضات") == stems("ar", "مفاوضات"));
  CHECK(stems("ar", "الوزير") == stems("ar", "وزير"));
  CHECK(stems("xx", "talks") == "talks");
  CHECK(stems("en", "talks") == "talk");
}

TEST_CASE("Elided articles are words of their own in languages that write them") {
  CHECK(cut("fr", "l'accord qu’Obama n'a d'aujourd'hui") == "l accord qu obama n a d aujourd hui");
  CHECK(cut("it", "dell'accordo") == "dell accordo");
  CHECK(cut("en", "O'Brien don't") == "obrien dont");
}

TEST_CASE("Chinese, Japanese and Thai are cut by dictionary") {
  CHECK(cut("zh", "双方同意停火") == "双方 同意 停火");
  CHECK(cut("ja", "両国が停戦で合意") == "両国 が 停戦 で 合意");
  CHECK(cut("th", "ตกลงหยุดยิง") == "ตกลง หยุด ยิง");
}

TEST_CASE("Stems of two languages are never the same term") {
  CHECK(stem_prefix("en").empty());
  CHECK(stem_prefix("") == stem_prefix("en"));
  CHECK(stem_prefix("zh") == stem_prefix("pl"));
  CHECK(stem_prefix("fr") != stem_prefix("de"));
  CHECK(Analyzer("fr").stem("die") != Analyzer("de").stem("die"));
  CHECK(without_stem_prefix(Analyzer("ru").stem("мира")) == "мир");
  CHECK(without_stem_prefix("talk") == "talk");
}

TEST_CASE("Every article is found by other forms of its words, and by its language") {
  const SmallArchive archive(entries(samples()));
  const Index index = archive.open();
  CHECK(ids_found("réforme", index) == Ids{"fr-1", "fr-2", "en-1", "de-2"});
  CHECK(ids_found("=réforme", index) == Ids{"fr-1"});
  CHECK(ids_found("négociations lang:fr", index) == Ids{"fr-1", "fr-2"});
  CHECK(ids_found("negociaciones", index) == Ids{"es-1"});
  CHECK(ids_found("Verhandlung", index) == Ids{"de-1", "de-2"});
  CHECK(ids_found("переговоры", index) == Ids{"ru-1", "ru-2"});
  CHECK(ids_found("переговорах", index) == Ids{"ru-1", "ru-2"});
  CHECK(ids_found("=переговорах", index) == Ids{"ru-2"});
  CHECK(ids_found("مفاوضات", index) == Ids{"ar-1"});
  CHECK(ids_found("停火", index) == Ids{"zh-1"});
  CHECK(ids_found("停戦", index) == Ids{"ja-1"});
  CHECK(ids_found("หยุดยิง", index) == Ids{"th-1"});
  CHECK(ids_found("Obama", index) == Ids{"fr-2", "en-1"});
  CHECK(ids_found("\"l'accord conclu\"", index) == Ids{"fr-1"});
  CHECK(ids_found("перегов*", index) == Ids{"ru-1", "ru-2"});
  CHECK(ids_found("title:переговоры", index) == Ids{"ru-1", "ru-2"});
  CHECK(ids_found("переговоры NEAR/5 Минск", index) == Ids{"ru-1"});
  CHECK(ids_found("lang:ru", index) == Ids{"ru-1", "ru-2"});
  CHECK(ids_found("lang:zh OR lang:th", index) == Ids{"th-1", "th-2", "zh-1", "zh-2"});
}

TEST_CASE("What was found in another language is marked in its snippet") {
  const SmallArchive archive(entries(samples()));
  const Index index = archive.open();
  Analyzer analyzer;
  for (const auto& [query, marked] :
       {std::pair<std::string, std::string>{"negociación lang:es", "negociaciones"},
        {"переговоры id:ru-2", "переговорах"},
        {"停火 title:停火", "停火"}}) {
    PageOptions page;
    const SearchResults results = search(index, compiled(query, index, analyzer), page, analyzer);
    REQUIRE(results.hits.size() == 1);
    const Snippet& snippet = results.hits[0].snippet;
    bool found = false;
    for (const auto& [start, end] : snippet.highlights)
      found = found || snippet.text.substr(start, end - start) == marked;
    INFO(query << ": " << snippet.text);
    CHECK(found);
  }
}

TEST_CASE("An archive in English holds nothing of other languages, and looks nothing up in them") {
  Entry english = entry("en", "Talks resume", "Ministers said that the talks would resume.");
  const SmallArchive archive({english});
  const Index index = archive.open();
  CHECK(index.languages() == std::vector<std::string>{"en"});
  Analyzer analyzer;
  CHECK(to_xapian(compiled("talk", index, analyzer).plan, {index, 0, Weighing::bm25})
            .get_description() == "Query(talk)");
}
