// SPDX-License-Identifier: GPL-2.0-or-later
//
// Dates as people write them in a query: a day (2016-12-10), a month (2016-12, dec 2016), a year,
// today, yesterday, so long ago (10d, 2w, 3m, 1y), and ranges of these (2016-12..2017-01, 2w..).
// An imprecise end takes in all of its days. What has two readings is refused with both.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "searcher/query.h"

namespace dateline {

/// Why a text is no date, and what would be one.
struct DateProblem {
  std::string message;
  std::string hint;
};

/// `today` is what relative dates count from.
std::variant<DateQuery, DateProblem> parse_query_dates(std::string_view text, Date today);

}  // namespace dateline
