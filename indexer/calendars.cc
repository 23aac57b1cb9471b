// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/calendars.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace dateline {
namespace {

constexpr Date day_of(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
}

constexpr std::array<CalendarEra, 7> kEras{{
    {"令和", 2018, day_of(2019, 5, 1), day_of(9999, 12, 31)},
    {"平成", 1988, day_of(1989, 1, 8), day_of(2019, 12, 31)},
    {"昭和", 1925, day_of(1926, 12, 25), day_of(1989, 1, 7)},
    {"大正", 1911, day_of(1912, 7, 30), day_of(1926, 12, 24)},
    // Japan took the Gregorian calendar on the first day of Meiji 6.
    {"明治", 1867, day_of(1873, 1, 1), day_of(1912, 7, 29)},
    {"民國", 1911, day_of(1912, 1, 1), day_of(9999, 12, 31)},
    {"民国", 1911, day_of(1912, 1, 1), day_of(9999, 12, 31)},
}};

}  // namespace

std::optional<Date> persian_day(int year, int month, int day) {
  constexpr int kFirstYear = 1178;
  constexpr int kLastYear = 1633;
  constexpr int kLongMonths = 6;  // of 31 days, the others of 30
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1) return {};
  const bool leap = (25 * year + 11) % 33 < 8;
  const int last = month <= kLongMonths ? 31 : month < 12 || leap ? 30 : 29;
  if (day > last) return std::nullopt;
  const int before_year = 365 * (year - 1) + (8 * year + 21) / 33;
  const int before_month = 30 * (month - 1) + std::min(month - 1, kLongMonths);
  constexpr Date kEpoch = day_of(622, 3, 21);
  return kEpoch + std::chrono::days{before_year + before_month + day - 1};
}

const CalendarEra* era_at(std::string_view text) {
  const auto* found = std::find_if(kEras.begin(), kEras.end(), [&](const CalendarEra& era) {
    return text.substr(0, era.name.size()) == era.name;
  });
  return found == kEras.end() ? nullptr : found;
}

}  // namespace dateline
