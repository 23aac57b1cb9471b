// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/container.h"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("A member's name that leads out of its container is told") {
  for (const char* name : {"/etc/passwd", "../up", "a/../../up", "a/..", "..", "a\\..\\b"})
    CHECK(leads_out(name));
  for (const char* name : {"a", "a/b.txt", "a..b", "..a/b", "a/...", "a/..b"})
    CHECK_FALSE(leads_out(name));
}

TEST_CASE("Zips and tars are containers") {
  CHECK(is_container(std::string("PK\3\4", 4) + std::string(600, 'x')));
  std::string tar(512, '\0');
  CHECK_FALSE(is_container(tar));
  tar.replace(257, 5, "ustar");
  CHECK(is_container(tar));
  CHECK_FALSE(is_container(""));
}

TEST_CASE("What unpacks to far more than it is goes over the limit") {
  const auto meter = std::make_shared<Meter>();
  const UnpackingLimit limit(meter);
  meter->add(std::string(1'000'000, 'x'));
  CHECK_NOTHROW(limit.check(200'000'000));
  CHECK_THROWS_AS(limit.check(300'000'000), Rejection);
  CHECK_NOTHROW(UnpackingLimit(std::make_shared<Meter>()).check(1'000'000));
}

TEST_CASE("Bytes that are not packed are passed through") {
  const auto limit = std::make_shared<UnpackingLimit>(std::make_shared<Meter>());
  CHECK(read_all(*unpacked(bytes_of("plain"), limit), 100) == "plain");
  CHECK(read_all(*unpacked(bytes_of(""), limit), 100) == "");
}
