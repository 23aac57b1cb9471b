// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

TEST_CASE("Folding what is folded changes nothing") {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    const std::string folded = fold(random_text(random, 12));
    INFO(folded);
    REQUIRE(fold(folded) == folded);
  }
  for (std::uint32_t c = 0; c < 0x3000; ++c) {
    std::string letter;
    append_utf8(letter, c);
    INFO(c);
    REQUIRE(fold(fold(letter)) == fold(letter));
  }
}

TEST_CASE("ASCII is folded as letter case alone, beside other letters as by itself") {
  std::mt19937 random(2);
  for (int round = 0; round < 2000; ++round) {
    std::string text(up_to(random, 20), ' ');
    for (char& c : text) c = static_cast<char>(' ' + random() % 95);
    std::string lower = text;
    for (char& c : lower)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    REQUIRE(fold(text) == lower);
    REQUIRE(fold(text + "中") == lower + "中");
  }
}

TEST_CASE("Spellings with and without marks are one, composed or not") {
  const std::pair<const char*, const char*> kPairs[] = {{"Zürich", "zurich"},
                                                        {"Zu\u0308rich", "zurich"},
                                                        {"Łódź", "lodz"},
                                                        {"Bjørn", "bjorn"},
                                                        {"Ægir", "aegir"},
                                                        {"Þór", "thor"},
                                                        {"đ", "d"},
                                                        {"İzmir", "izmir"},
                                                        {"Diyarbakır", "diyarbakir"},
                                                        {"ＴＯＫＹＯ", "tokyo"},
                                                        {"ﬁn", "fin"},
                                                        {"ΑΘΗΝΑ", "αθηνα"},
                                                        {"Αθήνα", "αθηνα"},
                                                        {"Королёв", "королев"},
                                                        {"НАТО", "нато"},
                                                        {"مُحَمَّد", "محمد"},
                                                        {"Œuvre", "oeuvre"},
                                                        {"straße", "strasse"}};
  for (const auto& [written, folded] : kPairs) CHECK(fold(written) == folded);
}

TEST_CASE("Marks that are letters in other scripts stay") {
  CHECK(fold("май") == "май");
  CHECK(fold("май") != fold("маи"));
  CHECK(fold("हिंदी") != fold("हद"));
  CHECK(fold("が") != fold("か"));
}

TEST_CASE("Folding makes valid UTF-8 of any bytes") {
  std::mt19937 random(3);
  for (int round = 0; round < 5000; ++round) {
    std::string folded = fold(random_bytes(random, 20));
    REQUIRE(repair_utf8(folded) == 0);
  }
}

TEST_CASE("Clipping takes the longest beginning that ends between characters") {
  std::mt19937 random(4);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random, 12);
    const std::size_t limit = up_to(random, text.size() + 2);
    std::size_t longest = 0;
    for (std::size_t at = 0; at <= std::min(limit, text.size());) {
      longest = at;
      if (at == text.size()) break;
      at += utf8_length_at(text, at);
    }
    REQUIRE(clip_utf8(text, limit) == text.substr(0, longest));
  }
}
