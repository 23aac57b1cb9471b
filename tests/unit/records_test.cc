// SPDX-License-Identifier: GPL-2.0-or-later
//
// The records of the database: what is packed comes back, and no bytes can do harm.
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "common/facet_values.h"
#include "common/identity/name_facts.h"
#include "common/identity_map.h"
#include "common/schema.h"
#include "common/stored_article.h"
#include "common/varint.h"

using namespace dateline;

namespace {

std::string random_bytes(std::mt19937& random, std::size_t most) {
  std::string bytes(random() % (most + 1), '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

Article random_article(std::mt19937& random) {
  Article article;
  for (std::string* text : {&article.id, &article.title, &article.source, &article.url,
                            &article.author, &article.language, &article.path, &article.body})
    *text = random_bytes(random, 300);
  article.line = random();
  article.date_origin = static_cast<DateOrigin>(random() % 6);
  return article;
}

}  // namespace

TEST_CASE("Numbers of every size survive as varints, and a cut one is none") {
  std::mt19937_64 random(1);
  for (int round = 0; round < 2000; ++round) {
    const std::uint64_t number = random() >> (random() % 64);
    std::string bytes;
    put_varint(bytes, number);
    std::string_view whole(bytes);
    REQUIRE(take_varint(whole) == number);
    REQUIRE(whole.empty());
    std::string_view cut = std::string_view(bytes).substr(0, bytes.size() - 1);
    REQUIRE_FALSE(take_varint(cut));
  }
}

TEST_CASE("Facet values come back as they were packed") {
  std::mt19937 random(2);
  for (int round = 0; round < 2000; ++round) {
    FacetValues values;
    if (random() % 4 != 0) values.date = kFirstDay + std::chrono::days{random() % 3'000'000};
    if (random() % 4 != 0) values.source = random() % 1000;
    if (random() % 4 != 0) values.language = random() % 300;
    for (std::size_t i = random() % 6; i > 0; --i)
      values.countries.push_back({static_cast<std::uint32_t>(random() % 400), random() % 2 == 0});
    for (std::size_t i = random() % 12; i > 0; --i)
      values.persons.push_back(static_cast<std::uint32_t>(random() >> (random() % 32)));
    FacetValues back;
    REQUIRE(unpack_facets(pack_facets(values), back));
    REQUIRE(back == values);
  }
}

TEST_CASE("A stored article comes back whole, and a cut one not at all") {
  std::mt19937 random(3);
  ArticlePacker packer;
  for (int round = 0; round < 300; ++round) {
    const Article article = random_article(random);
    const std::string record(packer.pack(article));
    const auto back = unpack_article(record);
    REQUIRE(back);
    CHECK(back->id == article.id);
    CHECK(back->title == article.title);
    CHECK(back->body == article.body);
    CHECK(back->source == article.source);
    CHECK(back->url == article.url);
    CHECK(back->author == article.author);
    CHECK(back->language == article.language);
    CHECK(back->path == article.path);
    CHECK(back->line == article.line);
    CHECK(back->date_origin == article.date_origin);
    REQUIRE_FALSE(unpack_article(std::string_view(record).substr(0, random() % record.size())));
  }
}

TEST_CASE("A table of persons comes back as it was packed") {
  std::mt19937 random(4);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::uint32_t> persons;
    for (std::uint32_t name = 0; name < random() % 200; ++name)
      persons.push_back(random() % 4 == 0   ? static_cast<std::uint32_t>(random() % 500)
                        : random() % 9 == 0 ? IdentityMap::kDropped
                                            : name);
    const auto back = IdentityMap::unpack(IdentityMap(persons).pack());
    REQUIRE(back);
    REQUIRE(back->is_sound());
    std::map<std::uint32_t, std::vector<std::uint32_t>> names;
    for (std::uint32_t name = 0; name < persons.size() + 5; ++name) {
      const std::uint32_t person = name < persons.size() ? persons[name] : name;
      REQUIRE(back->person(name) == person);
      names[person].push_back(name);
    }
    for (const auto& [person, own] : names)
      if (person < persons.size()) REQUIRE(back->names_of(person) == own);
  }
}

TEST_CASE("A page of names comes back as it was packed, and a cut one not at all") {
  std::mt19937 random(6);
  for (int round = 0; round < 300; ++round) {
    std::vector<NameFacts> names(1 + random() % 30);
    for (NameFacts& facts : names) {
      facts = {random_bytes(random, 20), random() % 300, random() % 4 == 0, ""};
      if (facts.known) facts.country = random_bytes(random, 2);
    }
    const std::string bytes = pack_names(names);
    const std::string counts = pack_name_counts(names);
    std::vector<NameFacts> read;
    REQUIRE(unpack_name_page(bytes, counts, read));
    REQUIRE(read.size() == names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      REQUIRE(read[i].name == names[i].name);
      REQUIRE(read[i].articles == names[i].articles);
      REQUIRE(read[i].known == names[i].known);
      REQUIRE(read[i].country == names[i].country);
    }
    REQUIRE_FALSE(unpack_name_page(bytes.substr(0, random() % bytes.size()), counts, read));
    REQUIRE_FALSE(unpack_name_page(bytes, counts.substr(0, random() % counts.size()), read));
  }
}

TEST_CASE("No bytes crash the readers of records") {
  std::mt19937 random(5);
  FacetValues values;
  for (int round = 0; round < 5000; ++round) {
    const std::string bytes = random_bytes(random, 60);
    unpack_facets(bytes, values);
    unpack_article(bytes);
    IdentityMap::unpack(bytes.substr(0, 4));
  }
  CHECK_FALSE(unpack_article(""));
}

TEST_CASE("Packed days sort as the days do") {
  std::mt19937 random(6);
  for (int round = 0; round < 1000; ++round) {
    const Date a = kFirstDay + std::chrono::days{random() % 3'280'000};
    const Date b = kFirstDay + std::chrono::days{random() % 3'280'000};
    REQUIRE((pack_day(a) < pack_day(b)) == (a < b));
    REQUIRE(unpack_day(pack_day(a)) == a);
  }
}

TEST_CASE("A value too long for a term is cut to one, and stays distinct") {
  const std::string value(400, 'x');
  const std::string term = make_term("XP", value);
  CHECK(term.size() <= 245);
  CHECK(term != make_term("XP", value + 'y'));
  CHECK(make_term("XP", "short") == "XPshort");
}
