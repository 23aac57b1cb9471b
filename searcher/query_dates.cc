// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_dates.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "common/text.h"

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;

struct Days {
  Date first;
  Date last;
};

constexpr std::string_view kForms =
    "a date is a day (2016-12-10), a month (2016-12), a year (2016), today, yesterday, so long ago "
    "(10d, 2w, 3m, 1y) or a range of these (2016-12..2017-01, 2w..)";

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty() || text[0] == '-')
    return std::nullopt;
  return value;
}

std::optional<Days> whole_month(int year, int month) {
  const auto first = make_date(year, month, 1);
  if (!first) return std::nullopt;
  const year_month_day ymd{*first};
  return Days{*first, Date{ymd.year() / ymd.month() / std::chrono::last}};
}

std::optional<Days> whole_year(int year) {
  const auto first = make_date(year, 1, 1);
  if (!first) return std::nullopt;
  return Days{*first, *make_date(year, 12, 31)};
}

std::optional<int> month_named(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (kMonths[i].starts_with(word)) return static_cast<int>(i) + 1;
  return std::nullopt;
}

/// "2016-12-10", "2016-12", "2016", "20161210".
std::optional<Days> iso_days(std::string_view text) {
  if (text.size() == 10) {
    const auto day = parse_iso_date(text);
    return day ? std::optional(Days{*day, *day}) : std::nullopt;
  }
  if (text.size() == 8) {
    const auto all = number(text);
    if (!all) return std::nullopt;
    const auto day = make_date(*all / 10000, *all / 100 % 100, *all % 100);
    return day ? std::optional(Days{*day, *day}) : std::nullopt;
  }
  if (text.size() == 7 && text[4] == '-') {
    const auto year = number(text.substr(0, 4));
    const auto month = number(text.substr(5));
    return year && month ? whole_month(*year, *month) : std::nullopt;
  }
  const auto year = text.size() == 4 ? number(text) : std::nullopt;
  return year ? whole_year(*year) : std::nullopt;
}

/// "dec-2016", "december 2016", "dec2016".
std::optional<Days> named_month(std::string_view text) {
  std::size_t letters = 0;
  while (letters < text.size() && text[letters] >= 'a' && text[letters] <= 'z') ++letters;
  const auto month = month_named(text.substr(0, letters));
  std::string_view rest = text.substr(letters);
  if (!rest.empty() && (rest[0] == '-' || rest[0] == ' ')) rest.remove_prefix(1);
  const auto year = rest.size() == 4 ? number(rest) : std::nullopt;
  return month && year ? whole_month(*year, *month) : std::nullopt;
}

/// 31 May less three months is the last of February.
Date existing_day(year_month_day ymd) {
  return ymd.ok() ? Date{ymd} : Date{ymd.year() / ymd.month() / std::chrono::last};
}

std::optional<Days> relative_days(std::string_view text, Date today) {
  if (text == "today") return Days{today, today};
  if (text == "yesterday") return Days{today - days{1}, today - days{1}};
  if (text.size() < 2) return std::nullopt;
  const auto count = number(text.substr(0, text.size() - 1));
  if (!count || *count > 1'000'000) return std::nullopt;
  constexpr int kMostMonths = 12 * 10'000;  // so that std::chrono::year does not wrap round
  const year_month_day ymd{today};
  Date day = today;
  switch (text.back()) {
    case 'd':
      day -= days{*count};
      break;
    case 'w':
      day -= days{7 * *count};
      break;
    case 'm':
      day = existing_day(ymd - months{std::min(*count, kMostMonths)});
      break;
    case 'y':
      day = existing_day(ymd - months{std::min(12 * *count, kMostMonths)});
      break;
    default:
      return std::nullopt;
  }
  if (day < kFirstDay) return std::nullopt;
  return Days{day, day};
}

/// "03/04/2022": two numbers that are both days and months, and a year.
std::optional<DateProblem> ambiguity(std::string_view text) {
  const std::size_t mark = text.find_first_of("/.");
  if (mark == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find(text[mark], mark + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto a = number(text.substr(0, mark));
  const auto b = number(text.substr(mark + 1, second - mark - 1));
  const auto year = number(text.substr(second + 1));
  if (!a || !b || !year) return std::nullopt;
  const auto day_first = make_date(*year, *b, *a);
  const auto month_first = make_date(*year, *a, *b);
  if (day_first && month_first && day_first != month_first)
    return DateProblem{"'" + std::string(text) + "' can be read in two ways",
                       "write " + to_iso(*day_first) + " or " + to_iso(*month_first)};
  if (day_first || month_first)
    return DateProblem{"'" + std::string(text) + "' is not how dates are written here",
                       "write " + to_iso(day_first ? *day_first : *month_first)};
  return std::nullopt;
}

std::variant<Days, DateProblem> parse_days(std::string_view text, Date today) {
  for (const auto& found : {iso_days(text), named_month(text), relative_days(text, today)})
    if (found) return *found;
  if (const auto problem = ambiguity(text)) return *problem;
  return DateProblem{"'" + std::string(text) + "' is no date", std::string(kForms)};
}

}  // namespace

std::variant<DateQuery, DateProblem> parse_query_dates(std::string_view raw, Date today) {
  const std::string text = fold(raw);
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) {
    const auto found = parse_days(text, today);
    if (const auto* problem = std::get_if<DateProblem>(&found)) return *problem;
    return DateQuery{std::get<Days>(found).first, std::get<Days>(found).last};
  }
  const std::string_view from = std::string_view(text).substr(0, dots);
  const std::string_view to = std::string_view(text).substr(dots + 2);
  if (from.empty() && to.empty())
    return DateProblem{"a range needs a date at one end at least", std::string(kForms)};
  DateQuery range;
  if (!from.empty()) {
    const auto found = parse_days(from, today);
    if (const auto* problem = std::get_if<DateProblem>(&found)) return *problem;
    range.first = std::get<Days>(found).first;
  }
  if (!to.empty()) {
    const auto found = parse_days(to, today);
    if (const auto* problem = std::get_if<DateProblem>(&found)) return *problem;
    range.last = std::get<Days>(found).last;
  }
  if (range.first && range.last && *range.last < *range.first)
    return DateProblem{
        "the range ends before it begins: " + to_iso(*range.first) + " to " + to_iso(*range.last),
        "write the earlier date first"};
  return range;
}

}  // namespace dateline
