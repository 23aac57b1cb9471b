// SPDX-License-Identifier: GPL-2.0-or-later
//
// Lines that tell dates to readers: "Updated: April 2, 2018, 08:30 | Published: March 28, 2018",
// "Von Anna Lee am 21. April 2020", "公開 2016年12月10日".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// What a line says of a date. Others are of no article: "© 2016", "valid until".
enum class DateLabel : std::uint8_t { none, published, updated, other };

struct LineDate {
  std::string text;  ///< for parse_date()
  DateLabel label = DateLabel::none;
  bool ambiguous = false;  ///< it has two readings
};

struct DateLine {
  std::vector<LineDate> dates;  ///< with four digits of a year; in the order of the line
  std::size_t rest = 0;         ///< bytes of words beside dates and labels
};

/// The dates of a line, and what it says of them, in the languages of date_words.h. `language` as
/// for parse_date().
DateLine read_date_line(std::string_view line, std::string_view language);

/// What the words of a line say of a date after them.
DateLabel label_in(std::string_view words);

}  // namespace dateline
