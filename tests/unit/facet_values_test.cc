// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/facet_values.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;

TEST_CASE("The first and the last values survive in a record of facets") {
  FacetValues values;
  values.date = kFirstDay;
  values.source = 0;
  values.language = 0;
  values.countries = {{0, false}, {0x7FFFFFFF, true}};
  values.persons = {0, UINT32_MAX};
  FacetValues back;
  REQUIRE(unpack_facets(pack_facets(values), back));
  CHECK(back == values);
  values = {};
  REQUIRE(unpack_facets(pack_facets(values), back));
  CHECK(back == values);
}

TEST_CASE("A cut record of facets is refused or lacks persons only") {
  FacetValues values;
  values.date = *make_date(2016, 12, 10);
  values.source = 300;
  values.countries = {{3, true}, {200, false}};
  values.persons = {1, 1000, 2, 70000};
  const std::string record = pack_facets(values);
  for (std::size_t size = 0; size < record.size(); ++size) {
    FacetValues back;
    if (!unpack_facets(std::string_view(record).substr(0, size), back)) continue;
    CHECK(back.date == values.date);
    CHECK(back.countries == values.countries);
    CHECK(back.persons.size() < values.persons.size());
  }
}

TEST_CASE("Random bytes give no more values than there are bytes") {
  std::mt19937 random(1);
  FacetValues back;
  for (int round = 0; round < 20000; ++round) {
    const std::string record = random_bytes(random, 40);
    if (unpack_facets(record, back))
      REQUIRE(back.countries.size() + back.persons.size() <= record.size());
  }
}
