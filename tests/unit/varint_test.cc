// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/varint.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

TEST_CASE("The largest number takes ten bytes, and what is larger is none") {
  std::string bytes;
  put_varint(bytes, UINT64_MAX);
  REQUIRE(bytes.size() == 10);
  std::string_view in = bytes;
  CHECK(take_varint(in) == UINT64_MAX);
  for (int last = 2; last < 128; ++last) {
    std::string over = bytes;
    over.back() = static_cast<char>(last);
    in = over;
    CHECK_FALSE(take_varint(in));
    CHECK(in.size() == over.size());
  }
  in = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01";
  CHECK_FALSE(take_varint(in));
}

TEST_CASE("Texts and numbers are taken off in the order they were put") {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::string> texts(up_to(random, 5));
    std::string bytes;
    for (std::string& text : texts) put_text(bytes, text = random_bytes(random, 300));
    std::string_view in = bytes;
    for (const std::string& text : texts) REQUIRE(take_text(in) == text);
    REQUIRE(in.empty());
    REQUIRE_FALSE(take_text(in));
  }
}

TEST_CASE("A text that says it is longer than it is takes nothing") {
  std::string bytes;
  put_varint(bytes, UINT64_MAX);
  bytes += "abc";
  std::string_view in = bytes;
  CHECK_FALSE(take_text(in));
  CHECK(in == bytes);
}
