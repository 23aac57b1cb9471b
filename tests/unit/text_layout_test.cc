// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/text_layout.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <sstream>

#include "searcher/display_width.h"
#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string without(std::string text, char unwanted) {
  std::erase(text, unwanted);
  return text;
}

}  // namespace

TEST_CASE("A character takes the columns that terminals give it") {
  CHECK(display_width("") == 0);
  CHECK(display_width("Oslo") == 4);
  CHECK(display_width("Škoda") == 5);
  CHECK(display_width("停火协议") == 8);
  CHECK(display_width("e\xCC\x81") == 1);         // a combining accent
  CHECK(display_width("a\xE2\x80\x8D") == 1);     // a zero-width joiner
  CHECK(display_width("co\xC2\xADop") == 5);      // a soft hyphen is shown
  CHECK(display_width("\xF0\x9F\x8C\x8D") == 2);  // the globe
  CHECK(display_width("Ａ") == 2);
}

TEST_CASE("Lines are no wider than the terminal unless one word is, and lose nothing") {
  std::mt19937 random(1);
  static const char* const kWords[] = {"ferry", "Straßenbahn", "停火协议", "a", "—", "Kyiv"};
  for (int round = 0; round < 500; ++round) {
    const std::size_t width = 8 + up_to(random, 40);
    const std::size_t indent = up_to(random, 4);
    std::string text;
    for (std::size_t left = up_to(random, 30); left > 0; --left)
      text.append(text.empty() ? "" : " ").append(one_of(random, kWords));
    std::ostringstream out;
    TextLayout layout(out, false, width, indent);
    layout.add(text);
    layout.end_line();
    const auto lines = lines_of(out.str());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool one_word = without(lines[i], ' ').size() + (i > 0 ? indent : 0) == lines[i].size();
      REQUIRE((display_width(lines[i]) <= width || one_word));
      if (i > 0) REQUIRE(lines[i].starts_with(std::string(indent, ' ')));
    }
    REQUIRE(without(without(out.str(), ' '), '\n') == without(text, ' '));
  }
}

TEST_CASE("Without a width a line stays whole") {
  std::ostringstream out;
  TextLayout layout(out, false, 0, 3);
  layout.add(std::string(200, 'x') + " y");
  layout.end_line();
  CHECK(out.str() == std::string(200, 'x') + " y\n");
}

TEST_CASE("What is unbroken breaks at no space of its own") {
  std::ostringstream out;
  TextLayout layout(out, false, 20, 2);
  layout.add("one two three");
  layout.add(" ");
  layout.add("Marta Orlova", {}, true);
  layout.end_line();
  CHECK(out.str() == "one two three\n  Marta Orlova\n");
}

TEST_CASE("Marked words are in colour, or in brackets where there is none") {
  for (const bool color : {false, true}) {
    std::ostringstream out;
    TextLayout layout(out, color, 0, 0);
    layout.add_marked("the truce holds", {{4, 9}});
    layout.end_line();
    CHECK(out.str() == (color ? "the \x1b[1;31mtruce\x1b[0m holds\n" : "the [truce] holds\n"));
  }
}

TEST_CASE("A text that would steer the terminal does not, in any style") {
  std::ostringstream out;
  TextLayout layout(out, true, 40, 0);
  layout.add("a\x1b[2Jb\rc", kTitleStyle);
  layout.end_line();
  CHECK(without(out.str(), '\x1b').size() + 4 == out.str().size());  // its own style's, twice
  CHECK(out.str().find('\r') == std::string::npos);
}
