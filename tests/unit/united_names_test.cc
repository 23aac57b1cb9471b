// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/united_names.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "searcher/index.h"
#include "searcher/names_cache.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

const std::size_t kPersons = dictionary_place(Dictionary::person);

Entry about(const std::string& id, const std::vector<std::string>& names) {
  Entry made = entry(id, "Talks", "Talks at the harbour.");
  for (const std::string& name : names) made.entities.persons.push_back(person(name));
  return made;
}

/// Puts the user's cache where the test can see it, for as long as it lives.
class CacheFolder {
 public:
  CacheFolder() { ::setenv("XDG_CACHE_HOME", folder_.path().c_str(), 1); }
  CacheFolder(const CacheFolder&) = delete;
  CacheFolder& operator=(const CacheFolder&) = delete;
  ~CacheFolder() { ::unsetenv("XDG_CACHE_HOME"); }

  std::vector<std::filesystem::path> files() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path()))
      if (entry.is_regular_file()) files.push_back(entry.path());
    return files;
  }

 private:
  TemporaryFolder folder_;
};

std::vector<std::string> names_of(const Index& index) {
  std::vector<std::string> names;
  for (const auto& [number, name] : index.all_names(Dictionary::person)) names.push_back(name);
  return names;
}

void require_equal(const UnitedNames& a, const UnitedNames& b) {
  REQUIRE(a.parts.size() == b.parts.size());
  for (std::size_t part = 0; part < a.parts.size(); ++part) {
    REQUIRE(a.parts[part].names == b.parts[part].names);
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
}

/// Names of a few parts that share some.
UnitedNames random_names(std::mt19937& random) {
  std::vector<NameTables> tables(1 + up_to(random, 4));
  std::array<std::uint32_t, kDictionaries.size()> known{};
  for (NameTables& part : tables)
    for (std::size_t kind = 0; kind < part.size(); ++kind)
      for (std::size_t left = up_to(random, 20); left > 0; --left) {
        const auto number = static_cast<std::uint32_t>(up_to(random, known[kind]));
        if (number == known[kind]) ++known[kind];
        part[kind].push_back(number);
      }
  std::vector<std::uint32_t> persons(known[kPersons]);
  for (std::uint32_t name = 0; name < persons.size(); ++name)
    persons[name] = random() % 3 == 0   ? static_cast<std::uint32_t>(random() % persons.size())
                    : random() % 9 == 0 ? IdentityMap::kDropped
                                        : name;
  return *united_names(std::move(tables), IdentityMap(std::move(persons)));
}

}  // namespace

TEST_CASE("Equal names of several archives get one number, others one each") {
  const CacheFolder cache;
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
  const CacheFolder cache;
  const SmallArchive first({about("a", {"Marta Orlova"})});
  SmallArchive second({about("b", {"Ueli Brandt"})});
  const ArchiveAddress both{{first.path(), second.path()}};
  CHECK(names_of(Index::open(both)).size() == 2);
  REQUIRE(cache.files().size() == 1);
  {
    const Index index = Index::open(both);
    const auto kept = kept_names(index.parts(), stamps_of(index.parts()));
    REQUIRE(kept.has_value());
    require_equal(*kept, unite_names(index.parts(), std::vector<IdentityMap>(2)));
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
  const CacheFolder cache;
  const SmallArchive first({about("a", {"Marta Orlova"})});
  const SmallArchive second({about("b", {"Ueli Brandt"})});
  const ArchiveAddress both{{first.path(), second.path()}};
  CHECK(names_of(Index::open(both)).size() == 2);
  std::ofstream(cache.files().at(0), std::ios::binary) << "DLUNITE1 nonsense";
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
    const auto read = unpack_names(bytes, "stamps");
    REQUIRE(read.has_value());
    require_equal(names, *read);
    REQUIRE_FALSE(unpack_names(bytes, "other").has_value());
  }
}

TEST_CASE("No changed byte and no cut of a file of names is taken for one") {
  std::mt19937 random(2);
  const std::string bytes = pack_names(random_names(random), "stamps");
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ (1 << (random() % 8)));
    REQUIRE_FALSE(unpack_names(changed, "stamps").has_value());
    REQUIRE_FALSE(unpack_names(bytes.substr(0, at), "stamps").has_value());
  }
}

TEST_CASE("Tables that number what they do not have are refused") {
  NameTables beyond;
  beyond[kPersons] = {0, 2};
  CHECK_FALSE(united_names({beyond}, IdentityMap()).has_value());
  NameTables two;
  two[kPersons] = {0, 1};
  CHECK(united_names({two}, IdentityMap({1, 1})).has_value());
  CHECK_FALSE(united_names({two}, IdentityMap({2, 1})).has_value());
}
