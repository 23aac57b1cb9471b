// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_dates.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/random_values.h"

using namespace dateline;
using namespace dateline::test;
using std::chrono::days;

namespace {

const Date kToday = *make_date(2018, 5, 31);

std::optional<DateQuery> dates(const std::string& text, Date today = kToday) {
  const auto result = parse_query_dates(text, today);
  if (const auto* range = std::get_if<DateQuery>(&result)) return *range;
  CHECK_FALSE(std::get<DateProblem>(result).message.empty());
  CHECK_FALSE(std::get<DateProblem>(result).hint.empty());
  return std::nullopt;
}

void require_range(const std::string& text, Date first, Date last) {
  INFO(text);
  const auto range = dates(text);
  REQUIRE(range);
  REQUIRE(range->first == first);
  REQUIRE(range->last == last);
}

bool is_same_month(Date a, Date b) {
  return to_iso(a).substr(0, 7) == to_iso(b).substr(0, 7);
}

}  // namespace

TEST_CASE("Every day is understood as itself, and its month and year as all of their days") {
  const Date end = *make_date(2005, 1, 1);
  for (Date day = *make_date(1995, 1, 1); day < end; day += days{1}) {
    const std::string iso = to_iso(day);
    require_range(iso, day, day);
    require_range(iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8), day, day);
    if (is_same_month(day, day - days{1})) continue;
    Date last = day;
    while (is_same_month(last + days{1}, day)) last += days{1};
    require_range(iso.substr(0, 7), day, last);
  }
  require_range("2016", *make_date(2016, 1, 1), *make_date(2016, 12, 31));
}

TEST_CASE("February has its twenty-ninth in leap years alone") {
  for (int year = 1890; year < 2110; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    CHECK(dates(std::to_string(year) + "-02-29").has_value() == leap);
    CHECK(dates(std::to_string(year) + "-02")->last == make_date(year, 2, leap ? 29 : 28));
  }
}

TEST_CASE("Months may be named, in full or by three letters or more") {
  const char* const kMonths[] = {"January",   "February", "March",    "April",
                                 "May",       "June",     "July",     "August",
                                 "September", "October",  "November", "December"};
  for (int month = 1; month <= 12; ++month) {
    const std::string name = kMonths[month - 1];
    const auto range = dates("2015-" + std::string(month < 10 ? "0" : "") + std::to_string(month));
    for (std::size_t length = 3; length <= name.size(); ++length)
      for (const char* between : {"", "-", " "})
        require_range(name.substr(0, length) + between + "2015", *range->first, *range->last);
  }
  CHECK_FALSE(dates("de 2015"));
  CHECK_FALSE(dates("decem"));
  CHECK_FALSE(dates("decembers 2015"));
}

TEST_CASE("Days and weeks are counted back, months and years keep the day or end with the month") {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    const Date today = kToday + days{random() % 3000};
    const int count = static_cast<int>(random() % 400);
    const std::string number = std::to_string(count);
    REQUIRE(dates(number + "d", today)->first == today - days{count});
    REQUIRE(dates(number + "w", today)->first == today - days{7 * count});
    // The reference: go back a month's name at a time, then to the day if the month has it.
    const std::chrono::year_month_day ymd{today};
    int year = static_cast<int>(ymd.year());
    int month = static_cast<int>(static_cast<unsigned>(ymd.month()));
    for (int i = 0; i < count; ++i) {
      if (--month > 0) continue;
      month = 12;
      --year;
    }
    int day = static_cast<int>(static_cast<unsigned>(ymd.day()));
    while (!make_date(year, month, day)) --day;
    REQUIRE(dates(number + "m", today)->first == make_date(year, month, day));
    REQUIRE(dates(number + "m", today)->last == make_date(year, month, day));
  }
  CHECK(dates("1y", *make_date(2016, 2, 29))->first == make_date(2015, 2, 28));
  require_range("today", kToday, kToday);
  require_range("Yesterday", kToday - days{1}, kToday - days{1});
}

TEST_CASE("The longer ago, the earlier, until there is no such day") {
  for (const char* unit : {"d", "w", "m", "y"}) {
    Date later = kToday;
    for (int count = 0; count <= 400'000; count += 97) {
      const std::string text = std::to_string(count) + unit;
      INFO(text);
      const auto result = parse_query_dates(text, kToday);
      const auto* range = std::get_if<DateQuery>(&result);
      if (range == nullptr) later = kFirstDay;  // none that is longer ago is a date either
      if (range == nullptr) continue;
      REQUIRE(*range->first >= kFirstDay);
      REQUIRE(*range->first <= later);
      later = *range->first;
    }
    CHECK(later == kFirstDay);
  }
}

TEST_CASE("A date with slashes or points is refused, with every reading that it has") {
  for (int a = 0; a <= 300; ++a)
    for (int b = 0; b <= 300; b += b < 40 ? 1 : 51) {
      const std::string text = std::to_string(a) + (a % 2 == 0 ? '/' : '.') + std::to_string(b) +
                               (a % 2 == 0 ? '/' : '.') + "2016";
      const auto result = parse_query_dates(text, kToday);
      INFO(text);
      REQUIRE(std::holds_alternative<DateProblem>(result));
      const std::string& hint = std::get<DateProblem>(result).hint;
      const auto names = [&](int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > 31) return true;
        const auto date = make_date(2016, month, day);
        return !date || hint.find(to_iso(*date)) != std::string::npos;
      };
      REQUIRE(names(b, a));
      REQUIRE(names(a, b));
      const bool is_date =
          (a >= 1 && a <= 12 && b >= 1 && b <= 31) || (b >= 1 && b <= 12 && a >= 1 && a <= 31);
      if (!is_date) REQUIRE(hint.find("write") == std::string::npos);
    }
}

TEST_CASE("A range goes from the first day of its first date to the last day of its last") {
  static const std::string kDates[] = {"2015", "2015-02", "2015-02-10", "mar 2016", "2w", "today"};
  for (const std::string& a : kDates)
    for (const std::string& b : kDates) {
      INFO(a << ".." << b);
      const auto first = *dates(a)->first;
      const auto last = *dates(b)->last;
      const auto range = dates(a + ".." + b);
      REQUIRE(range.has_value() == (first <= last));
      if (!range) continue;
      CHECK(range->first == first);
      CHECK(range->last == last);
      CHECK_FALSE(dates(a + "..")->last);
      CHECK_FALSE(dates(".." + b)->first);
      CHECK(dates(a + "..")->first == first);
      CHECK(dates(".." + b)->last == last);
    }
}

TEST_CASE("Nothing that is typed as a date crashes, and a date is always in order") {
  static const std::string kPieces[] = {"2016", "-", "12", "..", "10", "d",  "w", "/",   ".",
                                        "dec",  " ", "m",  "0",  "31", "99", "é", "\xFF"};
  std::mt19937 random(2);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t i = up_to(random, 7); i > 0; --i) text += one_of(random, kPieces);
    const auto result = parse_query_dates(text, kToday);
    if (const auto* range = std::get_if<DateQuery>(&result)) {
      INFO(text);
      REQUIRE((range->first || range->last));
      if (range->first && range->last) REQUIRE(*range->first <= *range->last);
    }
  }
}
