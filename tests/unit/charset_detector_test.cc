// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/charset_detector.h"

#include <catch2/catch.hpp>

#include "common/utf8.h"
#include "indexer/byte_source.h"

using namespace dateline;

namespace {

struct Decoded {
  std::string text;
  std::string encoding;
};

Decoded decode(std::string bytes) {
  const auto found = std::make_shared<std::string>();
  auto text = read_all(*detected(bytes_of(std::move(bytes)), found), 1'000'000);
  REQUIRE(text);
  return {*text, *found};
}

}  // namespace

TEST_CASE("UTF-8 passes as it is, with its bad bytes, wherever a block ends") {
  CHECK(decode("plain").text == "plain");
  for (const std::size_t before : {65533U, 65534U, 65535U, 65536U, 131071U}) {
    const std::string text = std::string(before, 'x') + "é€😀 end";
    const Decoded decoded = decode(text);
    CHECK(decoded.text == text);
    CHECK(decode(std::string(before, 'x') + "é").text == std::string(before, 'x') + "é");
    CHECK(decoded.encoding.empty());
  }
  const std::string damaged = "café and \xFF";
  CHECK(decode(damaged).text == damaged);
}

TEST_CASE("Text in an encoding of old is told by its content") {
  const Decoded french = decode(
      "Les n\xE9gociations ont repris \xE0 Gen\xE8ve, \xE9tape d\xE9"
      "cisive pour la paix apr\xE8s des ann\xE9"
      "es de guerre.");
  CHECK(french.text.find("négociations ont repris à Genève") != std::string::npos);
  CHECK_FALSE(french.encoding.empty());
  // "Министр иностранных дел прибыл в Москву на переговоры" in Windows-1251.
  const Decoded russian = decode(
      "\xCC\xE8\xED\xE8\xF1\xF2\xF0 \xE8\xED\xEE\xF1\xF2\xF0\xE0\xED\xED\xFB\xF5 "
      "\xE4\xE5\xEB \xEF\xF0\xE8\xE1\xFB\xEB \xE2 \xCC\xEE\xF1\xEA\xE2\xF3 "
      "\xED\xE0 \xEF\xE5\xF0\xE5\xE3\xEE\xE2\xEE\xF0\xFB");
  CHECK(russian.text.starts_with("Министр иностранных дел"));
}

TEST_CASE("A few words show that their letters are not Latin") {
  // "Мир в Минске" in Windows-1251.
  CHECK(decode("\xCC\xE8\xF0 \xE2 \xCC\xE8\xED\xF1\xEA\xE5").text == "Мир в Минске");
  CHECK(decode("The Caf\xE9 talks").text == "The Café talks");
}

TEST_CASE("An encoding may show itself late") {
  const Decoded late = decode(std::string(200'000, 'x') + " Gen\xE8ve et la paix \xE0 venir");
  CHECK(late.text.find("Genève") != std::string::npos);
}

TEST_CASE("UTF-16 without a mark is told by its zeroes") {
  using namespace std::string_view_literals;
  CHECK(encoding_of_nulls("T\0i\0t\0l\0e\0\n\0"sv) == "UTF-16LE");
  CHECK(encoding_of_nulls("\0T\0i\0t\0l\0e\0\n"sv) == "UTF-16BE");
  CHECK(encoding_of_nulls("Title and text").empty());
  CHECK(encoding_of_nulls(std::string(100, '\0')).empty());
}
