// SPDX-License-Identifier: GPL-2.0-or-later
//
// Years and days of other calendars as Gregorian ones, where that is exact. The Hijri calendar is
// not here: the day depends on who saw the moon.
#pragma once

#include <optional>
#include <string_view>

#include "common/date.h"

namespace dateline {

/// A day of the Solar Hijri calendar of Iran and Afghanistan, years 1178 to 1633, by the cycle of
/// 33 years, which agrees with the astronomical calendar for these years. 1395-09-20 is 2016-12-10.
std::optional<Date> persian_day(int year, int month, int day);

/// 2016 of 2559, a year of the Buddhist calendar of Thailand.
inline constexpr int kBuddhistYears = 543;

/// An era that East Asia counts years by.
struct CalendarEra {
  std::string_view name;
  int before_first = 0;  ///< its year 1 is the year after this one
  Date first_day;
  Date last_day;  ///< papers may go on counting after it ended, within its last year
};

/// The era whose name `text` starts with ("令和2年..."); null for none.
const CalendarEra* era_at(std::string_view text);

}  // namespace dateline
