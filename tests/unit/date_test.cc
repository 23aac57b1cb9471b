// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/date.h"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("Every day of four centuries survives being written and read") {
  const Date first = *make_date(1700, 1, 1);
  for (Date day = first; day < first + std::chrono::days{4 * 146097 / 4};
       day += std::chrono::days{1})
    REQUIRE(parse_iso_date(to_iso(day)) == day);
}

TEST_CASE("A day that the calendar does not have is no date") {
  CHECK_FALSE(parse_iso_date("2015-02-29"));
  CHECK(parse_iso_date("2016-02-29"));
  CHECK_FALSE(parse_iso_date("1900-02-29"));
  CHECK_FALSE(parse_iso_date("2016-13-01"));
  CHECK_FALSE(parse_iso_date("2016-00-10"));
}

TEST_CASE("Only the full ISO form is read") {
  CHECK_FALSE(parse_iso_date("2016-12-1"));
  CHECK_FALSE(parse_iso_date("20161210"));
  CHECK_FALSE(parse_iso_date("2016-12-10T00:00"));
  CHECK_FALSE(parse_iso_date("2016/12/10"));
  CHECK_FALSE(parse_iso_date("-016-12-10"));
}
