// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/member_name.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "common/utf8.h"

using namespace dateline;

TEST_CASE("Names of members are legible in the code pages of old") {
  CHECK(legible_name("plain name 2018.txt") == "plain name 2018.txt");
  CHECK(legible_name("\x91\xA8\xE0\xA8\xEF.txt") == "Сирия.txt");  // CP866
  CHECK(legible_name("\x8E\xE2\xE7\xF1\xE2 \xFC"
                     "5.txt") == "Отчёт №5.txt");
  CHECK(legible_name("\xE0\xA0\xA9.txt") == "рай.txt");            // UTF-8 by chance
  CHECK(legible_name("\xD1\xE8\xF0\xE8\xFF.txt") == "Сирия.txt");  // Windows-1251
  CHECK(legible_name("\xEC\xE0\xEC\xE0.txt") == "мама.txt");
  CHECK(legible_name("Caf\x82.txt") == "Café.txt");  // CP437
  CHECK(legible_name("\x9A"
                     "bung.txt") == "Übung.txt");
  CHECK(legible_name("R\xE9union \xE0 Gen\xE8ve.txt") == "Réunion à Genève.txt");  // Windows-1252
  for (const std::string name : {"Сирия.txt", "Réunion – été.txt", "会谈.txt", "محادثات.txt"})
    CHECK(legible_name(name) == name);
  const std::string damaged = "Сирия и Ливан\xD0.txt";
  CHECK(legible_name(damaged) == damaged);
}

TEST_CASE("No two names are the same in ids, and all are UTF-8") {
  CHECK(path_in_ids("a.zip/Сирия 100%.txt") == "a.zip/Сирия 100%.txt");
  std::mt19937 random{6};
  std::set<std::string> raw;
  std::set<std::string> ids;
  for (int i = 0; i < 5000; ++i) {
    std::string name;
    for (std::size_t k = random() % 4 + 1; k > 0; --k)
      name += "ab%91\xD0\xA1\x91\xE0\xFF"[random() % 10];
    std::string id = path_in_ids(name);
    raw.insert(name);
    ids.insert(id);
    REQUIRE(repair_utf8(id) == 0);
  }
  CHECK(ids.size() + 3 >= raw.size());  // "%91" may be written in a name itself
}
