// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/identity/person_identity.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "common/identity/name_key.h"

namespace dateline {
namespace {

using Facts = std::vector<NameFacts>;

PersonIdentity identify(const Facts& facts, std::string_view corrections = "") {
  return PersonIdentity(facts, parse_names_file(corrections, "names.txt"));
}

TEST_CASE("Spellings of one name are one person, called by the commonest") {
  const auto who = identify({{"Gerald Brandmoor", 40, false, ""},
                             {"GERALD BRANDMOOR", 2, false, ""},
                             {"Gérald Brandmoor", 1, false, ""},
                             {"Gerald K. Brandmoor", 12, false, ""},
                             {"Gerry Brandmoor", 3, false, ""}});
  for (const char* name :
       {"GERALD BRANDMOOR", "Gerald K. Brandmoor", "Gerry Brandmoor", "gerald brandmoor"}) {
    CHECK(who.person_of(name) == "Gerald Brandmoor");
  }
  CHECK(who.persons().size() == 1);
}

TEST_CASE("A known person's name is the canonical one, however rare") {
  const auto who = identify({{"Sergey Lavrov", 90, false, "RU"}, {"Sergei Lavrov", 1, true, "RU"}});
  CHECK(who.person_of("Sergey Lavrov") == "Sergei Lavrov");
}

TEST_CASE("Persons who share a surname, and known persons who look alike, stay apart") {
  const auto who = identify({{"James Baker", 9, true, "US"},
                             {"Howard Baker", 9, true, "US"},
                             {"Mohammed Tarik", 5, true, "EG"},
                             {"Muhammad Tarek", 5, true, "EG"},
                             {"Baker", 3, false, ""}});
  CHECK(who.persons().size() == 5);
}

TEST_CASE("The country tells namesakes of other spelling apart") {
  CHECK(identify({{"Mohammed Tarik", 5, false, "EG"}, {"Mohamed Tarik", 4, false, "MY"}})
            .persons()
            .size() == 2);
  CHECK(identify({{"Mohammed Tarik", 5, false, "EG"}, {"Mohamed Tarik", 4, false, ""}})
            .persons()
            .size() == 1);
}

TEST_CASE("A name that is like two persons joins one only if that one is far better known") {
  Facts facts = {{"John Alan Petrik", 10, false, "GB"},
                 {"John Boris Petrik", 9, false, "GB"},
                 {"John Petrik", 1, false, ""}};
  CHECK(identify(facts).person_of("John Petrik") == "John Petrik");
  facts[0].articles = 100;
  CHECK(identify(facts).person_of("John Petrik") == "John Alan Petrik");
}

TEST_CASE("The user's corrections win") {
  const Facts facts = {{"Karl Petrik", 9, false, ""},    {"Carl Petrik", 5, false, ""},
                       {"Muhammad Tarek", 3, false, ""}, {"Mohamed Tarek", 2, false, ""},
                       {"Omar Nagib", 7, false, ""},     {"Le Bourget", 2, false, ""},
                       {"Uwe Brac", 4, false, ""}};
  const auto who = identify(facts,
                            "split Karl Petrik = Carl Petrik\n"
                            "merge Omar Nagib = Mohamed Tarek\n"
                            "alias Uwe van Brac = UWE BRAC\n"
                            "drop le bourget\n");
  CHECK(who.person_of("Karl Petrik") == "Karl Petrik");
  CHECK(who.person_of("Carl Petrik") == "Carl Petrik");
  CHECK(who.person_of("Muhammad Tarek") == "Omar Nagib");
  CHECK(who.person_of("Mohamed Tarek") == "Omar Nagib");
  CHECK(who.person_of("Uwe Brac") == "Uwe van Brac");
  CHECK(who.person_of("Le Bourget").empty());
  CHECK(who.persons().count("Le Bourget") == 0);
  CHECK(who.persons().at("Omar Nagib").size() == 3);
}

TEST_CASE("A person is called as the user spells the name") {
  const auto who = identify({{"Carl Petrik", 5, false, ""}, {"Karl Petrik", 9, false, ""}},
                            "alias Carl Petrik = C. Petrik");
  CHECK(who.person_of("Karl Petrik") == "Carl Petrik");
  CHECK(who.person_of("C. Petrik") == "Carl Petrik");
}

TEST_CASE("Names without a word in Latin letters or with none at all do no harm") {
  const auto who = identify({{"Сергей Лавров", 3, false, ""},
                             {"Sergei Lavrov", 5, true, "RU"},
                             {"!!", 4, false, ""},
                             {"", 1, false, ""}});
  CHECK(who.person_of("Сергей Лавров") == "Sergei Lavrov");
  CHECK(who.person_of("Nobody Here") == "Nobody Here");
  CHECK(who.person_of("").empty());
}

Facts random_names(std::mt19937& random) {
  const std::vector<std::string> firsts = {"Sergei", "Sergey", "Mohammed", "Muhammad",
                                           "Karl",   "Carl",   "Bill",     "William",
                                           "Anna",   "Ana",    "Kim",      "George"};
  const std::vector<std::string> middles = {"", "", "", "A. ", "B. ", "bin ", "Walker "};
  const std::vector<std::string> lasts = {"Lavrov", "Lawrow",  "Gaddafi",  "Kadhafi",
                                          "Petrik", "Petrick", "al-Tarek", "Tarik",
                                          "Bush",   "Jong-un", "Jong-il"};
  const auto pick = [&](const auto& list) { return list[random() % list.size()]; };
  Facts facts;
  std::set<std::string> seen;
  for (int i = 0; i < 150; ++i) {
    const std::string name = pick(firsts) + ' ' + pick(middles) + pick(lasts);
    if (!seen.insert(name).second) continue;
    facts.push_back({name, random() % 20 + 1, random() % 8 == 0,
                     random() % 2 == 0 ? "" : (random() % 2 == 0 ? "RU" : "US")});
  }
  return facts;
}

TEST_CASE("The order of the names makes no difference, nor do names that no article has") {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    Facts facts = random_names(random);
    const std::string corrections =
        "split Karl Petrik = Carl Petrik\nmerge Kim Bush = Anna Bush\n"
        "alias Karl Gaddafi = Carl Kadhafi\ndrop George Bush";
    const auto reference = identify(facts, corrections).persons();
    facts.push_back({"Carl Xander Petrik", 0, false, ""});
    facts.push_back({"Mohamed Kaddafi", 0, true, "LY"});
    std::ranges::shuffle(facts, random);
    CHECK(identify(facts, corrections).persons() == reference);
    CHECK(identify(facts, corrections).person_of("Carl Xander Petrik") == "Carl Xander Petrik");
  }
}

TEST_CASE("A name means the same by its place and by its text") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    std::mt19937 random(seed);
    Facts facts = random_names(random);
    for (std::size_t i = 0; i < facts.size(); i += 9) facts[i].articles = 0;
    for (const char* corrections :
         {"", "merge Kim Bush = Anna Bush\nalias Karl Gaddafi = Carl Kadhafi\ndrop George Bush"}) {
      const auto who = identify(facts, corrections);
      for (std::size_t place = 0; place < facts.size(); ++place)
        REQUIRE(who.person_at(place) == who.person_of(facts[place].name));
    }
  }
}

TEST_CASE("Corrections of several files add up, and the first is believed where they differ") {
  NameCorrections all = parse_names_file("alias Karl Petrik = C. Petrik\ndrop Le Bourget", "a");
  all.add(parse_names_file("alias Carl Petrick = C. Petrik; K. Petrik\nmerge A B = C D", "b"));
  CHECK(all.aliases.at("c petrik") == "Karl Petrik");
  CHECK(all.aliases.at("k petrik") == "Carl Petrick");
  CHECK(all.merges.at("c d") == "A B");
  CHECK(all.drops.contains("le bourget"));
}

}  // namespace
}  // namespace dateline
