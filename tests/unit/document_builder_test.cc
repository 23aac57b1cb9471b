// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/document_builder.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "common/schema.h"
#include "indexer/content_hash.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

IndexedDocument build(DocumentBuilder& builder, const Entry& one) {
  ArticleTokens tokens;
  split_tokens(one.article.title, one.article.body, tokens);
  return builder.build(one.article, tokens, one.entities);
}

std::map<std::string, unsigned> terms_of(const IndexedDocument& document) {
  std::map<std::string, unsigned> terms;
  for (const auto& [term, count] : document.terms) terms[term] += count;
  return terms;
}

Entry full() {
  Entry made = entry("wire-7", "Ferry talks", "Talks about ferries. Orlova left.\n\nTolls rose.");
  made.article.source = "Harbour Post";
  made.article.date = make_date(2016, 2, 9);
  made.entities.persons = {person("Irina Orlova")};
  made.entities.countries = {country("FI", true), country("RU", false)};
  return made;
}

}  // namespace

TEST_CASE("Words count by how often they stand, title and opening above others") {
  std::mt19937 random(1);
  const char* const kWords[] = {"grain", "ports", "ferry", "ferries", "toll"};
  NameDictionary names;
  DocumentBuilder builder(names);
  Analyzer analyzer;
  for (int round = 0; round < 300; ++round) {
    std::string title;
    std::string body;
    std::map<std::string, unsigned> expected;
    for (std::size_t i = up_to(random, 5); i > 0; --i) {
      const std::string word = one_of(random, kWords);
      title += word + ' ';
      expected[analyzer.stem(word)] += kTitleWeight;
    }
    for (std::size_t i = 0, length = up_to(random, 2 * kOpeningWords); i < length; ++i) {
      const std::string word = one_of(random, kWords);
      body += word + (random() % 4 == 0 ? ". " : " ");
      expected[analyzer.stem(word)] += i < kOpeningWords ? kOpeningWeight : 1;
    }
    auto terms = terms_of(build(builder, entry("x", title, body)));
    std::erase_if(terms, [](const auto& term) { return term.first[0] < 'a'; });
    INFO(title << "| " << body);
    REQUIRE(terms == expected);
  }
}

TEST_CASE("A document has a term for each thing that it can be filtered by") {
  NameDictionary names;
  DocumentBuilder builder(names);
  const auto terms = terms_of(build(builder, full()));
  for (const char* term : {"Qwire-7", "XPIrina Orlova", "XCFI", "XCRU", "XAFI", "XSHarbour Post",
                           "Len", "D20160209", "M201602", "Y2016"}) {
    INFO(term);
    REQUIRE(terms.contains(term));
    CHECK(terms.at(term) == 0);  // no weight
  }
  CHECK_FALSE(terms.contains("XARU"));
}

TEST_CASE("What cannot be said of an article has no term and no value") {
  NameDictionary names;
  DocumentBuilder builder(names);
  Entry bare = entry("x", "", "word");
  bare.article.language.clear();
  const IndexedDocument document = build(builder, bare);
  CHECK(terms_of(document).size() == 2);  // the id and the word
  CHECK(document.value(kDateSlot).empty());
  FacetValues facets;
  REQUIRE(unpack_facets(document.value(kFacetSlot), facets));
  CHECK(facets == FacetValues{});
}

TEST_CASE("The values of a document are the records of its parts") {
  NameDictionary names;
  DocumentBuilder builder(names);
  const Entry one = full();
  const IndexedDocument document = build(builder, one);
  CHECK(unpack_day(document.value(kDateSlot)) == one.article.date);
  const Fingerprint print = unpack_fingerprint(document.value(kFingerprintSlot));
  CHECK(print.content == fingerprint(one.article));
  CHECK(print.file == hash_of(one.article.file));
  const auto stored = unpack_article(document.value(kArticleSlot));
  REQUIRE(stored);
  CHECK(stored->body == one.article.body);
  FacetValues facets;
  REQUIRE(unpack_facets(document.value(kFacetSlot), facets));
  CHECK(facets.persons == std::vector{names.ordinal(Dictionary::person, "Irina Orlova")});
  REQUIRE(facets.countries.size() == 2);
  CHECK(facets.countries[0].ordinal == names.ordinal(Dictionary::country, "FI"));
  CHECK(facets.countries[0].about);
  CHECK_FALSE(facets.countries[1].about);
}

TEST_CASE("The word sequence knows the title, the sentences and the paragraphs") {
  NameDictionary names;
  DocumentBuilder builder(names);
  const std::string record(build(builder, full()).value(kWordSlot));
  WordSequenceReader reader;
  std::vector<Occurrence> found;
  const std::vector<std::vector<std::uint32_t>> groups{
      {word_hash("talks"), word_hash("orlova"), word_hash("tolls")}};
  REQUIRE(reader.find(record, groups, found));
  REQUIRE(found.size() == 4);
  const std::uint32_t body = 2 + kTitleGap;
  const std::array<std::array<std::uint32_t, 3>, 4> kExpected{
      {{1, 0, 0}, {body, 1, 1}, {body + 3, 2, 1}, {body + 5, 3, 2}}};
  for (std::size_t i = 0; i < 4; ++i) {
    INFO(i);
    CHECK(found[i].position == kExpected[i][0]);
    CHECK(found[i].sentence == kExpected[i][1]);
    CHECK(found[i].paragraph == kExpected[i][2]);
  }
}

TEST_CASE("New words and names are told once, with their stems") {
  NameDictionary names;
  DocumentBuilder builder(names);
  build(builder, full());
  const Metadata first = builder.take_new_metadata();
  const auto value_of = [&](const std::string& key) {
    for (const auto& [name, value] : first)
      if (name == key) return value;
    return std::string();
  };
  CHECK(value_of(keys::stem_of_word("ferries")) == "ferri");
  CHECK(value_of(keys::word_of_stem("ferri", "ferries")) == keys::kPresent);
  const std::uint32_t orlova = names.ordinal(Dictionary::person, "Irina Orlova");
  CHECK(value_of(keys::name_by_ordinal(Dictionary::person, orlova)) == "Irina Orlova");
  CHECK(value_of(keys::person_word("orlova", orlova)) == keys::kPresent);
  CHECK(value_of(keys::person_word("irina", orlova)) == keys::kPresent);
  for (const auto& [key, value] : first) CHECK_FALSE(value.empty());  // Xapian keeps none
  build(builder, full());
  CHECK(builder.take_new_metadata().empty());
  build(builder, entry("y", "", "dredging"));
  CHECK(builder.take_new_metadata().size() == 2);  // the word's stem, the stem's word
}

TEST_CASE("A builder builds the same document again, whatever came between") {
  NameDictionary names;
  DocumentBuilder builder(names);
  const IndexedDocument first = build(builder, full());
  std::mt19937 random(2);
  for (int i = 0; i < 50; ++i)
    build(builder, entry("y", random_text(random, 20), random_text(random, 200)));
  CHECK(build(builder, full()) == first);
}

TEST_CASE("The fingerprint changes with all that was read and not with where it was read") {
  const Article article = full().article;
  std::set<std::uint64_t> prints{fingerprint(article)};
  Article other;
  for (std::string Article::*part : {&Article::title, &Article::body, &Article::source,
                                     &Article::url, &Article::author, &Article::language}) {
    other = article;
    other.*part += 'x';
    prints.insert(fingerprint(other));
  }
  other = article;
  other.date.reset();
  prints.insert(fingerprint(other));
  other = article;
  other.title += other.body[0];
  other.body.erase(0, 1);
  prints.insert(fingerprint(other));
  CHECK(prints.size() == 9);
  other = article;
  other.path = "elsewhere";
  other.line = 99;
  CHECK(fingerprint(other) == fingerprint(article));
  CHECK(pack_fingerprint({1, 2}).size() == 16);
  CHECK(unpack_fingerprint("short").content == 0);
}
