// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/date_parser.h"

#include <array>
#include <catch2/catch.hpp>
#include <functional>
#include <random>

using namespace dateline;

namespace {

std::optional<Date> read(std::string_view text, DateOrder order = DateOrder::none) {
  const DateResult result = parse_date(text, order);
  const Date* date = std::get_if<Date>(&result);
  return date == nullptr ? std::nullopt : std::optional{*date};
}

std::string why(std::string_view text, DateOrder order = DateOrder::none) {
  const DateResult result = parse_date(text, order);
  const std::string* message = std::get_if<std::string>(&result);
  return message == nullptr ? "a date" : *message;
}

/// The parts from which the forms below are made.
struct Parts {
  std::string y, m, d, plain_d;
  std::size_t month;
};
Parts parts_of(Date date) {
  const std::string iso = to_iso(date);
  Parts parts{iso.substr(0, 4), iso.substr(5, 2), iso.substr(8, 2), iso.substr(8, 2), 0};
  if (parts.plain_d[0] == '0') parts.plain_d.erase(0, 1);
  parts.month = static_cast<std::size_t>(std::stoi(parts.m)) - 1;
  return parts;
}

constexpr std::array<const char*, 12> kLong{"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
constexpr std::array<const char*, 12> kShort{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 12> kFrench{"janvier",   "février", "mars",     "avril",
                                              "mai",       "juin",    "juillet",  "août",
                                              "septembre", "octobre", "novembre", "décembre"};
constexpr std::array<const char*, 12> kGerman{"Januar",    "Februar", "März",     "April",
                                              "Mai",       "Juni",    "Juli",     "August",
                                              "September", "Oktober", "November", "Dezember"};
constexpr std::array<const char*, 12> kSpanish{"enero",      "febrero", "marzo",     "abril",
                                               "mayo",       "junio",   "julio",     "agosto",
                                               "septiembre", "octubre", "noviembre", "diciembre"};

using Writer = std::function<std::string(const Parts&)>;

const std::vector<Writer>& writers() {
  static const std::vector<Writer> kWriters{
      [](const Parts& p) { return p.y + "-" + p.m + "-" + p.d; },
      [](const Parts& p) { return p.y + "-" + p.m + "-" + p.d + "T15:01:01Z"; },
      [](const Parts& p) { return p.y + "-" + p.m + "-" + p.d + "T23:30:00.123456-05:00"; },
      [](const Parts& p) { return p.y + "-" + p.m + "-" + p.d + " 15:01:01+00:00"; },
      [](const Parts& p) { return p.y + "-" + p.m + "-" + p.d + "T00:00:00+0000"; },
      [](const Parts& p) { return p.y + p.m + p.d; },
      [](const Parts& p) { return p.y + p.m + p.d + "T150101+0100"; },
      [](const Parts& p) { return p.y + p.m + p.d + "150101"; },
      [](const Parts& p) { return p.y + "/" + p.m + "/" + p.plain_d; },
      [](const Parts& p) { return p.d + "." + p.m + "." + p.y; },
      [](const Parts& p) { return p.d + "-" + kShort[p.month] + "-" + p.y + " 15:01:01.79"; },
      [](const Parts& p) {
        return "Sat, " + p.d + " " + kShort[p.month] + " " + p.y + " 15:01:01 GMT";
      },
      [](const Parts& p) {
        return "Sat, " + p.d + " " + kShort[p.month] + " " + p.y + " 15:01 -0500 (EST)";
      },
      [](const Parts& p) { return std::string(kShort[p.month]) + " " + p.plain_d + ", " + p.y; },
      [](const Parts& p) {
        return std::string(kLong[p.month]) + " " + p.plain_d + ", " + p.y + " ";
      },
      [](const Parts& p) { return p.plain_d + " " + kLong[p.month] + " " + p.y; },
      [](const Parts& p) { return "Saturday, " + p.plain_d + " " + kShort[p.month] + ". " + p.y; },
      [](const Parts& p) {
        return std::string(kLong[p.month]) + " " + p.plain_d + "th, " + p.y + " at 3:01 p.m. EST";
      },
      [](const Parts& p) {
        return std::string("Sat ") + kShort[p.month] + " " + p.plain_d + " 15:01:01 +0000 " + p.y;
      },
      [](const Parts& p) { return p.plain_d + " " + kFrench[p.month] + " " + p.y + " à 15h30"; },
      [](const Parts& p) {
        return p.plain_d + ". " + kGerman[p.month] + " " + p.y + ", 15:30 Uhr";
      },
      [](const Parts& p) { return p.plain_d + " de " + kSpanish[p.month] + " de " + p.y; },
      [](const Parts& p) { return p.y + "年" + p.m + "月" + p.d + "日"; },
  };
  return kWriters;
}

}  // namespace

TEST_CASE("Every day of thirty years reads back from each form it is written in") {
  for (std::size_t form = 0; form < writers().size(); ++form)
    for (Date day = *make_date(1990, 1, 1); day < *make_date(2020, 1, 1);
         day += std::chrono::days{form % 3 + 1}) {
      const std::string written = writers()[form](parts_of(day));
      INFO(written);
      REQUIRE(read(written) == day);
    }
}

TEST_CASE("A numeric date with two real readings is refused, and both are named") {
  const std::string message = why("03/04/2022");
  CHECK(message.find("2022-04-03") != std::string::npos);
  CHECK(message.find("2022-03-04") != std::string::npos);
  CHECK(read("03/04/2022", DateOrder::dmy) == make_date(2022, 4, 3));
  CHECK(read("03/04/2022", DateOrder::mdy) == make_date(2022, 3, 4));
  CHECK_FALSE(read("03/04/2022", DateOrder::ymd));
}

TEST_CASE("A numeric date with one real reading is that day, whatever the order") {
  for (const DateOrder order : {DateOrder::none, DateOrder::dmy, DateOrder::mdy}) {
    CHECK(read("31/12/2016", order) == make_date(2016, 12, 31));
    CHECK(read("12/31/2016", order) == make_date(2016, 12, 31));
    CHECK(read("05/05/2016", order) == make_date(2016, 5, 5));
  }
}

TEST_CASE("Every pair of numbers below 13 is ambiguous unless both are the same") {
  for (int a = 1; a <= 12; ++a)
    for (int b = 1; b <= 12; ++b)
      CHECK(read(std::to_string(a) + "/" + std::to_string(b) + "/2016").has_value() == (a == b));
}

TEST_CASE("What no calendar has, or is not a whole day, is refused") {
  for (const char* text : {"2015-02-29",
                           "31 April 2016",
                           "2016-13-01",
                           "Feb 30, 2016",
                           "32/12/2016",
                           "2016-12",
                           "2016",
                           "December 2016",
                           "10 December",
                           "yesterday",
                           "2016-12-10T25:00:00",
                           "2016-12-10T12:61",
                           "",
                           "  ",
                           "10/12/16",
                           "n/a",
                           "2016-W49-6",
                           "2016-345",
                           "Dec 10, 2016 foo",
                           "12345",
                           "0"}) {
    INFO(text);
    CHECK_FALSE(read(text));
  }
}

TEST_CASE("The day is the one that is written, whatever the zone") {
  CHECK(read("2016-12-10T23:59:59-12:00") == make_date(2016, 12, 10));
  CHECK(read("2016-12-10T00:00:01+14:00") == make_date(2016, 12, 10));
}

TEST_CASE("Unix times are read as UTC, in seconds and milliseconds") {
  CHECK(read("1481327999") == make_date(2016, 12, 9));
  CHECK(read("1481328000") == make_date(2016, 12, 10));
  CHECK(read("1481328000000") == make_date(2016, 12, 10));
  CHECK(read("946684800") == make_date(2000, 1, 1));
}

TEST_CASE("Years of two digits need a month's name or an order") {
  CHECK(read("26-FEB-87") == make_date(1987, 2, 26));
  CHECK(read("Sat, 10 Dec 16 15:01:01 GMT") == make_date(2016, 12, 10));
  CHECK(read("10/12/16", DateOrder::dmy) == make_date(2016, 12, 10));
  CHECK(read("10/12/16", DateOrder::mdy) == make_date(2016, 10, 12));
  CHECK(read("16/12/10", DateOrder::ymd) == make_date(2016, 12, 10));
}

TEST_CASE("A path gives its day only where it names one") {
  const auto day = make_date(2016, 12, 10);
  CHECK(find_date_in_path("https://example.org/world/2016/12/10/aleppo") == day);
  CHECK(find_date_in_path("https://example.org/2016/dec/10/aleppo") == day);
  CHECK(find_date_in_path("2016-12-10-aleppo.txt") == day);
  CHECK(find_date_in_path("aleppo_20161210.txt") == day);
  CHECK(find_date_in_path("/2016/12/10/story-20161210.html") == day);
  CHECK_FALSE(find_date_in_path("/2016/12/10/story-20161211.html"));
  CHECK_FALSE(find_date_in_path("/article/320161210/"));
  CHECK_FALSE(find_date_in_path("/2016/12/"));
  CHECK_FALSE(find_date_in_path("/2016/13/45/"));
}

TEST_CASE("Bytes at random, and dates with some changed, never do harm") {
  std::mt19937 random{11};
  for (int round = 0; round < 20000; ++round) {
    std::string text = writers()[random() % writers().size()](parts_of(*make_date(2016, 12, 10)));
    for (std::size_t i = random() % 4; i > 0; --i)
      text[random() % text.size()] = static_cast<char>(random());
    parse_date(text);
    find_date_in_path(text);
    std::string noise(random() % 40, '\0');
    for (char& c : noise) c = "0123456789/-:. TZ+DecamJ\xC3\xA9"[random() % 26];
    parse_date(noise, DateOrder::mdy);
    find_date_in_path(noise);
  }
}
