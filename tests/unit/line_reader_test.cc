// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/line_reader.h"

#include <catch2/catch.hpp>
#include <random>

#include "indexer/byte_source.h"

using namespace dateline;

namespace {

/// Gives few bytes at once, as a pipe does.
class Trickle final : public ByteSource {
 public:
  Trickle(std::string content, std::size_t most) : content_(std::move(content)), most_(most) {}
  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t count = content_.copy(buffer, std::min(size, most_), done_);
    done_ += count;
    return count;
  }

 private:
  std::string content_;
  std::size_t most_;
  std::size_t done_ = 0;
};

}  // namespace

TEST_CASE("Lines come out as they went in, and those over the limit are counted and skipped") {
  std::mt19937 random{3};
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> expected;
    std::string content;
    for (std::size_t i = random() % 20; i > 0; --i) {
      expected.emplace_back(random() % (random() % 10 == 0 ? 200000 : 60), 'x');
      content += expected.back() + (random() % 2 == 0 ? "\n" : "\r\n");
    }
    constexpr std::size_t kLimit = 1000;
    Trickle bytes(content, random() % 2 == 0 ? 7 : 100000);
    LineReader lines(bytes, kLimit);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const auto line = lines.next();
      REQUIRE(line);
      REQUIRE(line->number == i + 1);
      REQUIRE(line->too_large == (expected[i].size() > kLimit));
      REQUIRE(line->text == (line->too_large ? "" : expected[i]));
    }
    REQUIRE_FALSE(lines.next());
  }
}

TEST_CASE("The last line needs no line end") {
  const auto bytes = bytes_of("one\ntwo");
  LineReader lines(*bytes, 100);
  CHECK(lines.next()->text == "one");
  CHECK(lines.next()->text == "two");
  CHECK_FALSE(lines.next());
}
