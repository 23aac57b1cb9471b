// SPDX-License-Identifier: GPL-2.0-or-later
//
// How a query's matches lie in time, beside how much the archive holds of each period: a peak may
// be the news', or only the archive's.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.h"
#include "searcher/formatter.h"
#include "searcher/index.h"
#include "searcher/plan.h"

namespace dateline {

/// `automatic`: the finest of which the matches take about thirty.
enum class Period : std::uint8_t { automatic, day, week, month, year };

std::optional<Period> parse_period(std::string_view name);

struct TimelineRow {
  Date first;
  Date last;
  std::uint64_t count = 0;    ///< matches
  std::uint64_t archive = 0;  ///< articles in all; 0: the archive has a gap here
};

struct Timeline {
  Period period = Period::month;
  std::vector<TimelineRow> rows;  ///< without a hole from the first match to the last
  std::uint64_t total = 0;        ///< matches, those without a date included
  std::uint64_t undated = 0;
};

/// Weeks begin on Monday.
Timeline make_timeline(const Index& index, const Plan& plan, Period period);

/// "2016-12-10", "2016-12-05" (the week's Monday), "2016-12" or "2016".
std::string period_name(Date first, Period period);

/// In any format: bars as text, else period, first and last day, count, archive and share.
void print_timeline(const Timeline& timeline, std::string_view format, const FormatOptions& options,
                    std::ostream& out);

}  // namespace dateline
