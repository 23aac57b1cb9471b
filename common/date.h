// SPDX-License-Identifier: GPL-2.0-or-later
//
// Calendar days (proleptic Gregorian) and their ISO 8601 form. Years 1000 to 9999: what fits
// YYYY-MM-DD and can plausibly stand on an article. The many forms that feeds and agencies write
// are the indexer's business (indexer/date_parser.h), relative dates the searcher's.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// A day.
using Date = std::chrono::sys_days;

/// The first that a Date can be. Stored days are counted from it, so that none is negative.
inline constexpr Date kFirstDay = std::chrono::sys_days{std::chrono::year{1000} / 1 / 1};

/// The day, or nothing where the month has no such day or the year is outside 1000..9999.
std::optional<Date> make_date(int year, int month, int day);

/// Strictly "YYYY-MM-DD".
std::optional<Date> parse_iso_date(std::string_view text);

/// "YYYY-MM-DD"
std::string to_iso(Date date);

}  // namespace dateline
