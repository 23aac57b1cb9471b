// SPDX-License-Identifier: GPL-2.0-or-later
//
// A written date before it is parsed: what scripts write differently is made one.
#pragma once

#include <string>
#include <string_view>

#include "indexer/calendars.h"

namespace dateline {

struct DateText {
  std::string text;
  const CalendarEra* era = nullptr;  ///< by which the year was counted; it is Gregorian in `text`
};

/// Digits of all scripts as ASCII, spaces, commas and dashes of all kinds as one, marks of
/// direction left out, and the units of Chinese, Japanese and Korean dates and times as marks
/// ("2016年12月10日 15時" is "2016-12-10 15h"). ASCII comes back as it is.
DateText plain_date_text(std::string_view text);

}  // namespace dateline
