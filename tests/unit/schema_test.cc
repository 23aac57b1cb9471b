// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/schema.h"

#include <xapian.h>

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/support/random_values.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using namespace dateline::test;

TEST_CASE("Every field and facet is found by its name, and no other name is one") {
  for (const Field& field : kFields) CHECK(find_field(field.name) == &field);
  for (const FacetRow& row : kFacets) CHECK(find_facet(row.name) == &row);
  CHECK(find_field("Person") == nullptr);
  CHECK(find_field("") == nullptr);
  CHECK(find_facet("id") == nullptr);
}

TEST_CASE("Values that differ only after the longest term's end have different terms") {
  const std::string prefix = "XS";
  for (std::size_t length = 200; length < 300; ++length) {
    std::set<std::string> terms;
    for (const char last : {'a', 'b', 'c'})
      terms.insert(make_term(prefix, std::string(length, 'x') + last));
    CHECK(terms.size() == 3);
    for (const std::string& term : terms) CHECK(term.size() <= 245);
  }
}

TEST_CASE("A term is cut between characters") {
  for (std::size_t pad = 0; pad < 6; ++pad) {
    std::string value(pad, 'x');
    for (int i = 0; i < 100; ++i) value += "語";
    std::string term = make_term("Q", value);
    CHECK(repair_utf8(term) == 0);
  }
}

TEST_CASE("Xapian takes whatever term is made of a value") {
  const TemporaryFolder folder;
  Xapian::WritableDatabase database(folder / "db", Xapian::DB_CREATE);
  std::vector<std::string> values{std::string(243, 'x'), std::string(244, 'x'),
                                  std::string(245, 'x'), std::string(5000, 'x')};
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    values.push_back(random_text(random, 200));
    std::erase(values.back(), '\0');  // which no reader lets through
  }
  for (const std::string& value : values) {
    Xapian::Document document;
    document.add_boolean_term(make_term("Q", value));
    database.add_document(document);
  }
  database.commit();
  for (const std::string& value : values) CHECK(database.term_exists(make_term("Q", value)));
}

TEST_CASE("Days, months and years have terms of their own") {
  CHECK(day_term(*make_date(2016, 2, 9)) == "D20160209");
  CHECK(month_term(2016, 2) == "M201602");
  CHECK(year_term(1000) == "Y1000");
  CHECK_FALSE(unpack_day(""));
  CHECK_FALSE(unpack_day("1234"));
}

TEST_CASE("A key says which name it numbers, and begins as its kind does") {
  std::mt19937 random(2);
  for (int round = 0; round < 1000; ++round) {
    const auto ordinal = static_cast<std::uint32_t>(random() >> (random() % 32));
    const std::string word = random_text(random, 30);
    REQUIRE(keys::ordinal_of(keys::name_by_ordinal(Dictionary::person, ordinal)) == ordinal);
    const std::string key = keys::person_word(word, ordinal);
    REQUIRE(keys::ordinal_of(key) == ordinal);
    REQUIRE(key.starts_with(keys::person_word_prefix(word)));
    REQUIRE(key.size() == keys::person_word_prefix(word).size() + 4);
    const std::string form = person_form(ordinal, word);
    REQUIRE(form.starts_with(person_form_prefix(ordinal)));
    REQUIRE(term_number(form.substr(kPersonForms.size(), kTermNumberBytes)) == ordinal);
    REQUIRE(form.substr(kPersonForms.size() + kTermNumberBytes) == word);
    const std::string held = person_form_word(word, ordinal);
    const std::string prefix = person_form_word_prefix(word);
    REQUIRE(held.starts_with(prefix));
    REQUIRE(term_number(held.substr(prefix.size())) == ordinal);
  }
}

TEST_CASE("Keys of different kinds and of different words differ") {
  const std::set<std::string> all{keys::name_by_ordinal(Dictionary::person, 7),
                                  keys::name_by_ordinal(Dictionary::source, 7),
                                  keys::name_by_ordinal(Dictionary::person, 8),
                                  keys::person_word("talk", 7),
                                  keys::stem_of_word("talk"),
                                  keys::word_of_stem("talk", "s"),
                                  keys::word_of_stem("talks", ""),
                                  keys::country_alias("talk"),
                                  keys::country_name("talk")};
  CHECK(all.size() == 9);
}

TEST_CASE("Xapian takes the keys of the longest words") {
  const TemporaryFolder folder;
  Xapian::WritableDatabase database(folder / "db", Xapian::DB_CREATE);
  const std::string longest(200, 'x');
  for (const std::string& key :
       {keys::person_word(longest, 1), keys::stem_of_word(longest),
        keys::word_of_stem(longest, longest), keys::country_alias(std::string(999, 'x'))}) {
    database.set_metadata(key, "value");
    database.commit();
    CHECK(database.get_metadata(key) == "value");
  }
}
