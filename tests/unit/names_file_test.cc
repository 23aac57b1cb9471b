// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/identity/names_file.h"

#include <catch2/catch.hpp>
#include <string>

#include "common/error.h"

namespace dateline {
namespace {

NameCorrections parse(std::string_view text) {
  return parse_names_file(text, "names.txt");
}

std::string error_of(std::string_view text) {
  try {
    parse(text);
  } catch (const Error& error) {
    return std::string(error.what());
  }
  return "no error";
}

TEST_CASE("Every statement of a names file is read, in any spelling of names") {
  const auto names = parse(
      "\xEF\xBB\xBF# ours\n\n"
      "alias Sergei Lavrov = Sergej Lawrow;  S. V. LAVROV\r\n"
      "merge\tMuhammad Tarek = Mohamed Tarik\n"
      "split Karl Petrik = Carl Petrick\n"
      "  drop Le Bourget");
  CHECK(names.aliases.at("sergej lawrow") == "Sergei Lavrov");
  CHECK(names.aliases.at("s v lavrov") == "Sergei Lavrov");
  CHECK(names.merges.at("mohamed tarik") == "Muhammad Tarek");
  CHECK(names.keeps_apart("karl petrik", "carl petrick"));
  CHECK(names.keeps_apart("carl petrick", "karl petrik"));
  CHECK_FALSE(names.keeps_apart("karl petrik", "karl petrik"));
  CHECK(names.drops.count("le bourget") == 1);
}

TEST_CASE("An empty names file corrects nothing") {
  CHECK(parse("").aliases.empty());
  CHECK(parse("\n\n# only this\n").drops.empty());
}

TEST_CASE("Errors of a names file name the line") {
  CHECK(error_of("# x\nalais A B = C").find("names.txt:2: \"alais\"") == 0);
  CHECK(error_of("alias Anna Petrik").find("names.txt:1:") == 0);
  CHECK(error_of("alias = Anna").find("names.txt:1: a name is missing") == 0);
  CHECK(error_of("alias Anna =").find("names.txt:1: a name is missing") == 0);
  CHECK(error_of("alias Anna = Bea;;Cleo").find("names.txt:1: a name is missing") == 0);
  CHECK(error_of("drop").find("names.txt:1: a name is missing") == 0);
  CHECK(error_of("drop !!").find("names.txt:1: a name is missing") == 0);
  CHECK(error_of("alias A B = C D\nalias E F = c d")
            .find("names.txt:2: this name already means A B") == 0);
  CHECK(error_of("split Anna Lü = anna lu").find("names.txt:1:") == 0);
}

TEST_CASE("Repeating a correction is no error, a circle is") {
  CHECK(error_of("alias A B = C D\nalias a b = c d") == "no error");
  CHECK(error_of("alias A B = A B") == "no error");
  CHECK(error_of("alias A B = C D\nalias C D = A B").find("names.txt:") == 0);
  CHECK(error_of("alias A B = C D\nmerge C D = E F\nmerge E F = A B").find("names.txt:") == 0);
}

TEST_CASE("A names file that is not there is an error with its path") {
  CHECK_THROWS_AS(read_names_file("/nowhere/names.txt"), Error);
}

}  // namespace
}  // namespace dateline
