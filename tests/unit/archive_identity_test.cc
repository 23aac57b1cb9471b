// SPDX-License-Identifier: GPL-2.0-or-later
//
// The table of persons that many small runs leave, against one computed anew from the whole
// archive.
#include "indexer/archive_identity.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

const char* const kFirst[] = {"Sergei", "Sergey", "Muhammad", "Mohamed", "Bill", "William", "J."};
const char* const kMiddle[] = {" ", " ", " ", " A. ", " Anton ", "-"};
const char* const kLast[] = {"Lavrov", "Lavrow", "Tarik",   "Tarek",
                             "Bakir",  "Baker",  "Gaddafi", "Qaddafi"};

std::string random_name(std::mt19937& random) {
  if (random() % 8 == 0) return one_of(random, kLast);
  std::string name = one_of(random, kFirst);
  return name.append(one_of(random, kMiddle)).append(one_of(random, kLast));
}

const char* const kCorrections[] = {
    "",
    "alias Karl Tarik = Bill Tarek; Lavrov\nmerge Sergey Lavrow = Muhammad Qaddafi\n",
    "merge Anton Unheard = William Baker\nalias William Bakir = Baker\ndrop Bill Lavrov\n",
    "split Sergei Lavrov = Sergey Lavrov\nmerge Bill Tarik = Mohamed Tarek\n",
};

/// Each name that an article has, with the name of its person.
std::map<std::string, std::string> persons_of(const Index& index) {
  std::map<std::string, std::string> persons;
  for (const auto& [ordinal, name] : index.all_names(Dictionary::person)) {
    if (index.count(make_term(find_field("person")->prefix, name)) == 0) continue;
    const std::uint32_t person = index.identities().person(ordinal);
    persons[name] =
        person == IdentityMap::kDropped ? "dropped" : index.name(Dictionary::person, person);
  }
  return persons;
}

}  // namespace

TEST_CASE("Persons after many runs are those that the whole archive gives, whatever came when") {
  for (unsigned seed = 0; seed < 12; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    const std::string corrections = kCorrections[seed % std::size(kCorrections)];
    std::map<std::string, Entry> reference;
    SmallArchive archive({entry("start", "Talks", "They met.")});
    IndexWriter(archive.path()).correct_names(corrections);
    for (int run = 0; run < 12; ++run) {
      std::vector<Entry> entries;
      for (std::size_t left = 1 + up_to(random, run % 3 == 0 ? 40 : 4); left > 0; --left) {
        Entry made = entry("id" + std::to_string(random() % 150), "Talks", "They met.");
        for (std::size_t names = up_to(random, 3); names > 0; --names)
          made.entities.persons.push_back(person(random_name(random)));
        reference.insert_or_assign(made.article.id, made);
        entries.push_back(std::move(made));
      }
      archive.add(entries);
    }
    const auto step_by_step = persons_of(archive.open());
    IndexWriter(archive.path()).correct_names(corrections);
    REQUIRE(persons_of(archive.open()) == step_by_step);

    std::vector<Entry> all;
    for (const auto& [id, made] : reference) all.push_back(made);
    SmallArchive at_once({entry("start", "Talks", "They met.")});
    IndexWriter(at_once.path()).correct_names(corrections);
    at_once.add(all);
    REQUIRE(persons_of(at_once.open()) == step_by_step);
    CHECK(step_by_step.size() > 40);
  }
}

TEST_CASE("A person that only a correction names keeps its number apart from new names'") {
  SmallArchive archive({entry("start", "Talks", "They met.")});
  Entry first = entry("a", "Talks", "They met.");
  first.entities.persons = {person("Bill Tarek")};
  Entry second = entry("b", "Talks", "They met.");
  second.entities.persons = {person("Irina Orlova")};
  {
    IndexWriter writer(archive.path());
    write_piece(writer, 0, {first});
    writer.fold();
    writer.correct_names("alias Karl Unheard = Bill Tarek\n");
    write_piece(writer, 0, {second});
    writer.fold();
  }
  const auto persons = persons_of(archive.open());
  CHECK(persons.at("Bill Tarek") == "Karl Unheard");
  CHECK(persons.at("Irina Orlova") == "Irina Orlova");
}
