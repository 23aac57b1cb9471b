// SPDX-License-Identifier: GPL-2.0-or-later
//
// Dates as feeds, agencies and archives write them: ISO 8601, RFC 822, "10-DEC-2016 15:01:01.79",
// "Saturday, Dec. 10, 2016 3 p.m. EST", "20161210T150101+0100", Unix seconds and milliseconds, with
// the names of months and the digits of some sixty languages ("12 сент. 2016 г.",
// "2016年12月10日"). Whatever is not understood to its last character is refused: a wrong date is
// worse than none.
//
// Years of Japan's eras, of Taiwan (民國), of the Solar Hijri calendar and of Thailand are
// converted where it is plain that they are ones; days of the Hijri calendar are refused by name.
//
// The day is the one that is written, in the zone it is written in ("2016-12-10T23:30:00-05:00"
// is 10 December); only Unix times, which have no zone, are read as UTC.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "common/date.h"

namespace dateline {

/// How "03/04/2022" is to be read; none: it is refused.
enum class DateOrder : std::uint8_t { none, dmy, mdy, ymd };

/// The day, or why there is none ("03/04/2022 may be 2022-04-03 or 2022-03-04").
using DateResult = std::variant<Date, std::string>;

/// Purely numeric dates with the year last are taken where only one reading is a real date
/// (31/12/2016) and where full stops part them (10.12.2016 is day first in every locale of CLDR
/// that writes it so); else `order` decides. Years of two digits are taken beside a month's
/// name, or with an `order`, by RFC 2822: 00-49 are 2000-2049, 50-99 are 1950-1999.
/// `language` (ISO 639-1, may be empty) decides where a month's name is that of different months
/// ("10 listopada 2016"), and which calendar "1395/09/20" and "10/12/2559" are of.
DateResult parse_date(std::string_view text, DateOrder order = DateOrder::none,
                      std::string_view language = {});

/// Why no article is of that day: it is before 1600 (the first newspaper is of 1605), or later than
/// tomorrow, which is today already in other zones. Empty where it may be one's.
std::string why_implausible(Date date, Date today);

/// 1 to 12 for a month's name or abbreviation, any case, with or without accents and full stop;
/// nothing for a name of different months.
std::optional<int> month_number(std::string_view word);

/// The day of a path, URL or file name: "/2016/12/10/", "2016-12-10", "2016_12_10", "20161210",
/// "/2016/dec/10/". Nothing where there is none, or two that differ.
std::optional<Date> find_date_in_path(std::string_view path);

}  // namespace dateline
