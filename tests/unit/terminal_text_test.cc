// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/terminal_text.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

namespace {

const std::string kReplaced = "\uFFFD";

/// As Unicode names them: controls (Cc), and what orders text (Bidi_Control), and line ends.
bool may_steer(std::uint32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
  const bool bidi = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                    (c >= 0x2066 && c <= 0x2069);
  return (control && c != '\t') || bidi || c == 0x2028 || c == 0x2029;
}

}  // namespace

TEST_CASE("Every character is printed as it is, or not at all if it may steer the terminal") {
  for (std::uint32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, c);
    const std::string printed = terminal_text(text);
    const bool as_expected = c == '\n' || c == '\r' ? printed == " "
                             : may_steer(c)         ? printed == kReplaced
                                                    : printed == text;
    if (!as_expected) FAIL("U+" << std::hex << c);
  }
}

TEST_CASE("Any bytes become text that is valid and cannot steer the terminal") {
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) {
    const std::string bytes = round % 2 == 0 ? random_bytes(random, 30) : random_text(random, 20);
    std::string printed = terminal_text(bytes);
    REQUIRE(terminal_text(printed) == printed);
    REQUIRE(repair_utf8(printed) == 0);
    for (const char c : printed) REQUIRE((static_cast<unsigned char>(c) >= 0x20 || c == '\t'));
  }
}

TEST_CASE("Surrogates and overlong forms are no way to bring a control character in") {
  CHECK(terminal_text("\xC0\x9B").find('\x1b') == std::string::npos);
  CHECK(terminal_text("\xED\xA0\x80") == kReplaced + kReplaced + kReplaced);
  CHECK(terminal_text("\xF4\x90\x80\x80").find('\xF4') == std::string::npos);
  CHECK(terminal_text("a\xE4\xB8") == "a" + kReplaced + kReplaced);
}

TEST_CASE("Kept newlines are the only thing that keeping them changes") {
  std::mt19937 random(2);
  for (int round = 0; round < 2000; ++round) {
    std::string kept = terminal_text(random_bytes(random, 30) + "\n", true);
    REQUIRE(kept.back() == '\n');
    REQUIRE(terminal_text(kept, true) == kept);
    REQUIRE(kept.find('\r') == std::string::npos);
  }
}

TEST_CASE("Escaped text is one cell that nothing steers, and gives its bytes back") {
  const auto unescaped = [](const std::string& text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\\') {
        bytes += text[i];
        continue;
      }
      const char kind = text[++i];
      if (kind == 'x') {
        bytes += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
        i += 2;
      } else {
        bytes += kind == 't' ? '\t' : kind == 'n' ? '\n' : kind == 'r' ? '\r' : kind;
      }
    }
    return bytes;
  };
  std::mt19937 random(4);
  for (int round = 0; round < 20000; ++round) {
    const std::string bytes = round % 2 == 0 ? random_bytes(random, 30) : random_text(random, 20);
    const std::string cell = escaped_text(bytes);
    REQUIRE(cell.find('\t') == std::string::npos);
    REQUIRE(terminal_text(cell) == cell);
    REQUIRE(unescaped(cell) == bytes);
  }
  CHECK(escaped_text("a\x1b[2J\xFF\u202E") == "a\\x1B[2J\\xFF\\xE2\\x80\\xAE");
}

TEST_CASE("Numbers are grouped by threes from the right") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 1000; ++round) {
    const std::uint64_t number = random() >> (random() % 64);
    const std::string text = grouped(number);
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool comma = (text.size() - i) % 4 == 0;
      REQUIRE((text[i] == ',') == comma);
      if (!comma) digits += text[i];
    }
    REQUIRE(digits == std::to_string(number));
  }
}
