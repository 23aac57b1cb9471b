// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/utf8.h"

#include <catch2/catch.hpp>
#include <random>

using namespace dateline;

namespace {

const std::string kReplacement = "\xEF\xBF\xBD";

}  // namespace

TEST_CASE("Every code point is well-formed once it is written, and surrogates are none") {
  for (std::uint32_t code = 0; code <= 0x10FFFF; ++code) {
    std::string text;
    append_utf8(text, code);
    const std::string before = text;
    const bool stays = repair_utf8(text) == 0 && text == before;
    const bool replaced = code == 0xFFFD || (code >= 0xD800 && code < 0xE000);
    if (!stays || (text == kReplacement) != replaced) FAIL("code point " << code);
  }
}

TEST_CASE("Each maximal ill-formed piece becomes one replacement character") {
  // The examples of the Unicode standard, tables 3-8 to 3-11.
  const auto repaired = [](std::string text) {
    repair_utf8(text);
    return text;
  };
  const std::string r = kReplacement;
  CHECK(repaired("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41") == r + r + r + r + r + r + r + r + "A");
  CHECK(repaired("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41") == r + r + r + r + r + r + r + r + "A");
  CHECK(repaired("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42") == r + r + r + r + r + "A" + r + r + "B");
  CHECK(repaired("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41") == r + r + r + r + "A");
}

TEST_CASE("Random bytes are well-formed after repair, and repairing again changes nothing") {
  std::mt19937 random{7};
  for (int round = 0; round < 3000; ++round) {
    std::string text(random() % 40, '\0');
    for (char& c : text) c = static_cast<char>(random() % 3 == 0 ? random() % 128 : random());
    repair_utf8(text);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t length = utf8_length_at(text, at);
      REQUIRE(length > 0);
      at += length;
    }
    REQUIRE(repair_utf8(text) == 0);
  }
}
