// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/united_names.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <span>

#include "searcher/cache_file.h"
#include "searcher/index.h"
#include "searcher/names_cache.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"
#include "tests/support/user_folder.h"

using namespace dateline;
using namespace dateline::test;

namespace {

const std::size_t kPersons = dictionary_place(Dictionary::person);

Entry about(const std::string& id, const std::vector<std::string>& names) {
  Entry made = entry(id, "Talks", "Talks at the harbour.");
  for (const std::string& name : names) made.entities.persons.push_back(person(name));
  return made;
}

std::vector<std::string> names_of(const Index& index) {
  std::vector<std::string> names;
  for (const auto& [number, name] : index.all_names(Dictionary::person)) names.push_back(name);
  return names;
}

void require_equal(const UnitedNames& a, const UnitedNames& b) {
  REQUIRE(a.parts.size() == b.parts.size());
  for (std::size_t part = 0; part < a.parts.size(); ++part) {
    for (std::size_t kind = 0; kind < a.homes.size(); ++kind)
      REQUIRE(std::ranges::equal(a.parts[part].names[kind], b.parts[part].names[kind]));
    for (std::uint32_t number = 0; number < a.parts[part].names[kPersons].size(); ++number)
      REQUIRE(a.parts[part].persons.person(number) == b.parts[part].persons.person(number));
  }
  for (std::size_t kind = 0; kind < a.homes.size(); ++kind) {
    REQUIRE(a.homes[kind].size() == b.homes[kind].size());
    for (std::size_t i = 0; i < a.homes[kind].size(); ++i) {
      REQUIRE(a.homes[kind][i].part == b.homes[kind][i].part);
      REQUIRE(a.homes[kind][i].number == b.homes[kind][i].number);
    }
  }
  // What is kept is filled up with NULs.
  REQUIRE(std::ranges::equal(a.added, std::span(b.added).first(a.added.size())));
}

std::vector<std::uint32_t> random_table(std::mt19937& random, std::size_t size, std::size_t end) {
  std::vector<std::uint32_t> numbers(end == 0 ? 0 : size);
  for (auto& number : numbers) number = static_cast<std::uint32_t>(random() % end);
  return numbers;
}

UnitedNames random_names(std::mt19937& random) {
  UnitedNames names;
  names.parts.resize(1 + up_to(random, 4));
  for (auto& homes : names.homes) {
    std::vector<NameHome> places(up_to(random, 30));
    for (NameHome& home : places)
      home = {static_cast<std::uint32_t>(random() % names.parts.size()), random_u32(random)};
    homes = SharedTable(std::move(places));
  }
  const std::size_t persons = names.homes[kPersons].size();
  for (PartNumbers& part : names.parts) {
    part.persons = IdentityMap(random_table(random, up_to(random, 20), persons));
    for (std::size_t kind = 0; kind < part.names.size(); ++kind)
      part.names[kind] =
          SharedTable(random_table(random, up_to(random, 20), names.homes[kind].size()));
  }
  names.persons = IdentityMap(random_table(random, persons, persons));
  std::string added;
  for (std::size_t left = up_to(random, 3); left > 0; --left)
    added += "Added Name" + std::string(1, '\0');
  names.added = SharedTable(std::vector<char>(added.begin(), added.end()));
  return names;
}

/// Bytes as they would lie in a file that is mapped.
std::optional<UnitedNames> unpacked(const std::string& bytes, const std::string& stamps) {
  auto owner = std::make_shared<std::vector<std::uint32_t>>(bytes.size() / 4 + 1);
  std::memcpy(owner->data(), bytes.data(), bytes.size());
  const auto* begin = reinterpret_cast<const char*>(owner->data());
  return unpack_names({owner, {begin, bytes.size()}}, stamps);
}

}  // namespace

TEST_CASE("Equal names of several archives get one number, others one each") {
  const UserFolder cache("XDG_CACHE_HOME");
  const SmallArchive first({about("a", {"Marta Orlova", "Ueli Brandt"})});
  const SmallArchive second({about("b", {"Ueli Brandt", "Ines Carvalho"})});
  const Index index = Index::open(ArchiveAddress{{first.path(), second.path()}});
  CHECK(names_of(index) ==
        std::vector<std::string>{"Marta Orlova", "Ueli Brandt", "Ines Carvalho"});
  CHECK(index.numbers(0).united(Dictionary::person, 1) == 1);
  CHECK(index.numbers(1).united(Dictionary::person, 0) == 1);
  CHECK(index.numbers(1).united(Dictionary::person, 1) == 2);
}

TEST_CASE("United names are kept, and read again while no part has changed") {
  const UserFolder cache("XDG_CACHE_HOME");
  const SmallArchive first({about("a", {"Marta Orlova"})});
  SmallArchive second({about("b", {"Ueli Brandt"})});
  const ArchiveAddress both{{first.path(), second.path()}};
  CHECK(names_of(Index::open(both)).size() == 2);
  REQUIRE(cache.files().size() == 1);
  {
    const Index index = Index::open(both);
    const auto kept = kept_names(index.parts(), stamps_of(index.parts()));
    REQUIRE(kept.has_value());
    require_equal(*kept, unite_names(index.parts()));
  }
  second.add({about("c", {"Ines Carvalho"})});
  {
    const Index index = Index::open(both);
    CHECK_FALSE(kept_names(index.parts(), stamps_of(index.parts())).has_value());
    CHECK(names_of(index).size() == 3);
    CHECK(kept_names(index.parts(), stamps_of(index.parts())).has_value());
  }
  CHECK(cache.files().size() == 1);
}

TEST_CASE("A file of names that is damaged counts as none") {
  const UserFolder cache("XDG_CACHE_HOME");
  const SmallArchive first({about("a", {"Marta Orlova"})});
  const SmallArchive second({about("b", {"Ueli Brandt"})});
  const ArchiveAddress both{{first.path(), second.path()}};
  CHECK(names_of(Index::open(both)).size() == 2);
  std::ofstream(cache.files().at(0), std::ios::binary) << "DLUNITE2 nonsense";
  CHECK(names_of(Index::open(both)).size() == 2);
}

TEST_CASE("Without a place to keep them, names are united each time") {
  const SmallArchive first({about("a", {"Marta Orlova"})});
  const SmallArchive second({about("b", {"Ueli Brandt"})});
  ::setenv("XDG_CACHE_HOME", "/dev/null", 1);
  const ArchiveAddress both{{first.path(), second.path()}};
  for (int round = 0; round < 2; ++round) CHECK(names_of(Index::open(both)).size() == 2);
  ::unsetenv("XDG_CACHE_HOME");
}

TEST_CASE("Kept names come back as they were, and only for their stamps") {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    const UnitedNames names = random_names(random);
    const std::string bytes = pack_names(names, "stamps");
    const auto read = unpacked(bytes, "stamps");
    REQUIRE(read.has_value());
    require_equal(names, *read);
    REQUIRE_FALSE(unpacked(bytes, "other").has_value());
  }
}

TEST_CASE("No changed byte and no cut of a file of names is taken for one") {
  std::mt19937 random(2);
  const std::string bytes = pack_names(random_names(random), "stamps");
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ (1 << (random() % 8)));
    REQUIRE_FALSE(unpacked(changed, "stamps").has_value());
    REQUIRE_FALSE(unpacked(bytes.substr(0, at), "stamps").has_value());
  }
}

TEST_CASE("A file of names that leads out of its tables is refused") {
  std::mt19937 random(3);
  for (int round = 0; round < 100; ++round) {
    UnitedNames names = random_names(random);
    const std::size_t persons = names.homes[kPersons].size();
    const auto beyond = static_cast<std::uint32_t>(persons);
    PartNumbers& part = names.parts[random() % names.parts.size()];
    if (round % 4 == 0)
      part.persons = IdentityMap(std::vector<std::uint32_t>{beyond + 1});
    else if (round % 4 == 1)
      names.added = SharedTable(std::vector<char>{'N', 'o', ' ', 'e'});
    else if (round % 4 == 2)
      part.names[kPersons] = SharedTable(std::vector<std::uint32_t>{beyond + 1});
    else
      names.homes[0] = SharedTable(
          std::vector<NameHome>(persons + 1, {static_cast<std::uint32_t>(names.parts.size()),
                                              static_cast<std::uint32_t>(names.added.size() + 3)}));
    REQUIRE_FALSE(unpacked(pack_names(names, "stamps"), "stamps").has_value());
  }
}
