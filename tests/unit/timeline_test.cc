// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/timeline.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <sstream>

#include "tests/support/ask.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

struct Dated {
  std::optional<Date> date;
  bool matches = false;
};

std::vector<Dated> random_days(std::mt19937& random) {
  std::vector<Dated> days(1 + up_to(random, 60));
  const Date first = *make_date(2015, 12, 20);
  for (Dated& one : days) {
    if (random() % 8 != 0) one.date = first + std::chrono::days{up_to(random, 90)};
    one.matches = random() % 2 == 0;
  }
  return days;
}

SmallArchive archive_of(const std::vector<Dated>& days) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < days.size(); ++i) {
    Entry one = entry("a" + std::to_string(i), days[i].matches ? "Ferry" : "Toll", "Text.");
    one.article.date = days[i].date;
    entries.push_back(std::move(one));
  }
  return SmallArchive(entries);
}

}  // namespace

TEST_CASE(
    "A timeline counts the matches and the archive of each period, as counting by hand does") {
  std::mt19937 random(1);
  Analyzer analyzer;
  for (int round = 0; round < 40; ++round) {
    const auto days = random_days(random);
    const SmallArchive archive = archive_of(days);
    const Index index = archive.open();
    const Plan plan = compiled("ferry", index, analyzer).plan;
    for (const Period period : {Period::day, Period::week, Period::month, Period::year}) {
      std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> counts;
      std::uint64_t total = 0;
      std::uint64_t undated = 0;
      const Timeline timeline = make_timeline(index, plan, period);
      for (const Dated& one : days) {
        total += one.matches ? 1 : 0;
        if (!one.date) {
          undated += one.matches ? 1 : 0;
          continue;
        }
        for (const TimelineRow& row : timeline.rows)
          if (row.first <= *one.date && *one.date <= row.last) {
            auto& count = counts[period_name(row.first, period)];
            count.first += one.matches ? 1 : 0;
            ++count.second;
          }
      }
      REQUIRE(timeline.total == total);
      REQUIRE(timeline.undated == undated);
      std::uint64_t in_rows = 0;
      for (std::size_t i = 0; i < timeline.rows.size(); ++i) {
        const TimelineRow& row = timeline.rows[i];
        if (i > 0) REQUIRE(row.first == timeline.rows[i - 1].last + std::chrono::days{1});
        const auto expected = counts[period_name(row.first, period)];
        REQUIRE(row.count == expected.first);
        REQUIRE(row.archive == expected.second);
        in_rows += row.count;
      }
      REQUIRE(in_rows + undated == total);
      if (!timeline.rows.empty()) {
        REQUIRE(timeline.rows.front().count > 0);
        REQUIRE(timeline.rows.back().count > 0);
      }
    }
  }
}

TEST_CASE("Periods have names, and weeks begin on Monday") {
  CHECK(period_name(*make_date(2016, 12, 10), Period::day) == "2016-12-10");
  CHECK(period_name(*make_date(2016, 12, 5), Period::week) == "2016-12-05");
  CHECK(period_name(*make_date(2016, 12, 1), Period::month) == "2016-12");
  CHECK(period_name(*make_date(2016, 1, 1), Period::year) == "2016");
  CHECK(parse_period("week") == Period::week);
  CHECK_FALSE(parse_period("decade"));
  std::vector<Dated> days{{*make_date(2016, 12, 10), true}};
  const SmallArchive archive = archive_of(days);
  const Index index = archive.open();
  Analyzer analyzer;
  const Timeline weeks =
      make_timeline(index, compiled("ferry", index, analyzer).plan, Period::week);
  REQUIRE(weeks.rows.size() == 1);
  CHECK(weeks.rows[0].first == *make_date(2016, 12, 5));
  CHECK(weeks.rows[0].last == *make_date(2016, 12, 11));
}

TEST_CASE("The period that fits is chosen: days of a month, years of decades") {
  Analyzer analyzer;
  const auto chosen = [&](Date last) {
    const SmallArchive archive = archive_of({{*make_date(1990, 1, 1), true}, {last, true}});
    const Index index = archive.open();
    return make_timeline(index, compiled("ferry", index, analyzer).plan, Period::automatic).period;
  };
  CHECK(chosen(*make_date(1990, 1, 20)) == Period::day);
  CHECK(chosen(*make_date(2020, 1, 1)) == Period::year);
}

TEST_CASE("A timeline without a match, or without a date, prints as such") {
  Analyzer analyzer;
  const SmallArchive archive = archive_of({{std::nullopt, true}, {*make_date(2016, 1, 1), false}});
  const Index index = archive.open();
  const auto printed = [&](const std::string& query, std::string_view format) {
    std::ostringstream out;
    print_timeline(make_timeline(index, compiled(query, index, analyzer).plan, Period::year),
                   format, {}, out);
    return out.str();
  };
  CHECK(printed("ferry", "csv") == "period,first,last,count,archive,share\r\n");
  CHECK_FALSE(printed("ferry", "text").empty());
  CHECK(printed("xylophone", "json").find("\"total\"") != std::string::npos);
}
