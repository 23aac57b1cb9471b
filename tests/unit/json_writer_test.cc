// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/json_writer.h"

#include <simdjson.h>

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

TEST_CASE("Any text comes back from JSON as it went in, whatever it holds") {
  std::mt19937 random(1);
  simdjson::dom::parser parser;
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random, 40);
    const std::string name = random_text(random, 10);
    JsonWriter json;
    const std::string written = json.start_object().member(name, text).end_object().take();
    for (const char c : written) REQUIRE(static_cast<unsigned char>(c) >= 0x20);
    simdjson::dom::object object;
    REQUIRE(parser.parse(written).get(object) == simdjson::SUCCESS);
    REQUIRE(object.size() == 1);
    for (const auto& [key, value] : object) {
      REQUIRE(key == name);
      std::string_view back;
      REQUIRE(value.get(back) == simdjson::SUCCESS);
      REQUIRE(back == text);
    }
  }
}

TEST_CASE("Numbers and truths are written as JSON's own") {
  JsonWriter json;
  json.start_array().value(std::uint64_t{UINT64_MAX}).value(true).value(0.5).null();
  CHECK(json.value("x").end_array().take() == "[18446744073709551615,true,0.5,null,\"x\"]");
}

TEST_CASE("A writer starts anew after its text was taken") {
  JsonWriter json;
  CHECK(json.start_object().end_object().take() == "{}");
  CHECK(json.start_array().end_array().take() == "[]");
}
