// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "common/text.h"
#include "searcher/edit_distance.h"

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
    "a date is a day (2016-12-10, \"10 Dec 2016\"), a month (2016-12, dec-2016), a quarter "
    "(2016-Q4), a year (2016), today, yesterday, so long ago (10d, 2w, 3m, 1y) or a range of these "
    "(2016-12..2017-01, 2w..)";

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\n\r");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\n\r") + 1 - first);
}

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
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (kMonths[i].starts_with(word)) return static_cast<int>(i) + 1;
  return std::nullopt;
}

/// "2016-12-10", "2016/12/10", "2016-12", "2016", "20161210".
std::optional<Days> iso_days(std::string_view raw) {
  std::string text(raw);
  if (text.size() >= 7 && (text[4] == '/' || text[4] == '.')) {
    const char mark = text[4];
    std::replace(text.begin(), text.end(), mark, '-');
  }
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
    const auto year = number(std::string_view(text).substr(0, 4));
    const auto month = number(std::string_view(text).substr(5));
    return year && month ? whole_month(*year, *month) : std::nullopt;
  }
  const auto year = text.size() == 4 ? number(text) : std::nullopt;
  return year ? whole_year(*year) : std::nullopt;
}

/// "2016-q4", "q4 2016", "1990s".
std::optional<Days> quarter_or_decade(const std::vector<std::string_view>& parts) {
  if (parts.size() == 2 && parts[0].size() == 4 && parts[1] == "s") {
    const auto year = number(parts[0]);
    if (!year || *year % 10 != 0 || !whole_year(*year)) return std::nullopt;
    return Days{whole_year(*year)->first, whole_year(*year + 9)->last};
  }
  if (parts.size() != 3) return std::nullopt;
  const bool year_first = parts[1] == "q";
  if (!year_first && parts[0] != "q") return std::nullopt;
  const auto year = number(parts[year_first ? 0 : 2]);
  const auto quarter = number(parts[year_first ? 2 : 1]);
  if (!year || !quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
  const auto first = whole_month(*year, 3 * *quarter - 2);
  const auto last = whole_month(*year, 3 * *quarter);
  return first ? std::optional(Days{first->first, last->last}) : std::nullopt;
}

/// "dec-2016", "December 2016", "10 Dec 2016", "December 10th, 2016", "2016 Dec 10".
std::optional<Days> with_month_name(std::vector<std::string_view> parts) {
  std::erase_if(parts, [](std::string_view part) {
    return part == "st" || part == "nd" || part == "rd" || part == "th" || part == "of";
  });
  if (parts.size() != 2 && parts.size() != 3) return std::nullopt;
  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  for (const std::string_view part : parts) {
    if (part[0] > '9' && !month)
      month = month_named(part);
    else if (part.size() == 4 && !year)
      year = number(part);
    else if (part.size() <= 2 && !day)
      day = number(part);
    else
      return std::nullopt;
  }
  if (!year || !month) return std::nullopt;
  if (parts.size() == 2) return whole_month(*year, *month);
  const auto date = day ? make_date(*year, *month, *day) : std::nullopt;
  return date ? std::optional(Days{*date, *date}) : std::nullopt;
}

/// 31 May less three months is the last of February.
Date existing_day(year_month_day ymd) {
  return ymd.ok() ? Date{ymd} : Date{ymd.year() / ymd.month() / std::chrono::last};
}

/// So long before `today`; nothing where that is before all dates.
std::optional<Date> before(Date today, int count, char unit) {
  constexpr int kMostMonths = 12 * 10'000;  // so that std::chrono::year does not wrap round
  const year_month_day ymd{today};
  Date day = today;
  switch (unit) {
    case 'd':
      day -= days{count};
      break;
    case 'w':
      day -= days{7 * count};
      break;
    case 'm':
      day = existing_day(ymd - months{std::min(count, kMostMonths)});
      break;
    case 'y':
      day = existing_day(ymd - months{std::min(12 * count, kMostMonths)});
      break;
    default:
      return std::nullopt;
  }
  return day < kFirstDay ? std::nullopt : std::optional(day);
}

/// 'd', 'w', 'm' or 'y' for "d", "day", "days" and so on; 0 for anything else.
char unit_named(std::string_view word) {
  for (const std::string_view unit : {"days", "weeks", "months", "years"})
    if (word == unit.substr(0, 1) || word == unit || word == unit.substr(0, unit.size() - 1))
      return unit[0];
  return 0;
}

/// The week (from Monday), month or year that holds `day`.
std::optional<Days> whole(char unit, Date day) {
  const year_month_day ymd{day};
  if (unit == 'm')
    return whole_month(static_cast<int>(ymd.year()),
                       static_cast<int>(static_cast<unsigned>(ymd.month())));
  if (unit == 'y') return whole_year(static_cast<int>(ymd.year()));
  if (unit != 'w') return std::nullopt;
  const Date monday = day - (std::chrono::weekday{day} - std::chrono::Monday);
  return Days{monday, monday + days{6}};
}

/// "today", "2w", "2 weeks ago", "p2w", "this month", "last year", "last 2 weeks".
std::optional<Days> relative_days(std::vector<std::string_view> parts, Date today) {
  if (parts.size() == 1 && parts[0] == "today") return Days{today, today};
  if (parts.size() == 1 && parts[0] == "yesterday") return Days{today - days{1}, today - days{1}};
  if (parts.size() == 3 && (parts[0] == "p" || parts[2] == "ago"))
    parts.erase(parts[0] == "p" ? parts.begin() : parts.end() - 1);
  const bool since_then = parts.size() == 3 && (parts[0] == "last" || parts[0] == "past");
  if (since_then) parts.erase(parts.begin());
  if (parts.size() != 2) return std::nullopt;
  const char unit = unit_named(parts[1]);
  if (parts[0] == "this") return whole(unit, today);
  if (parts[0] == "last" || parts[0] == "past") {
    const auto then = before(whole(unit, today) ? whole(unit, today)->first : today, 1, unit);
    return then ? whole(unit, *then) : std::nullopt;
  }
  const auto count = number(parts[0]);
  if (!count || *count > 1'000'000) return std::nullopt;
  const auto day = before(today, *count, unit);
  if (!day) return std::nullopt;
  return Days{*day, since_then ? today : *day};
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

/// What is wrong with a date that has the right form but no day in the calendar.
std::optional<DateProblem> no_such_day(std::string_view text) {
  const bool has_day = text.size() == 10 && text[7] == '-';
  if ((text.size() != 7 && !has_day) || text[4] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  if (!year || !month || !whole_year(*year)) return std::nullopt;
  const std::string name(text);
  if (*month < 1 || *month > 12)
    return DateProblem{"'" + name + "' is no date: months are 01 to 12",
                       "write a month such as " + name.substr(0, 4) + "-12"};
  if (!has_day) return std::nullopt;
  const std::string last = to_iso(whole_month(*year, *month)->last);
  return DateProblem{"'" + name + "' is no date: that month has " + last.substr(8) + " days",
                     "write " + last + ", or " + name.substr(0, 7) + " for the whole month"};
}

/// A month's name that is nearly one, or a year of two digits.
std::optional<DateProblem> near_month(std::string_view text,
                                      const std::vector<std::string_view>& parts) {
  bool has_month = false;
  for (const std::string_view part : parts) {
    has_month = has_month || month_named(part).has_value();
    if (part[0] <= '9' || part.size() < 4 || month_named(part)) continue;
    for (const std::string_view month : kMonths)
      if (edit_distance(part, month, 2) <= 2)
        return DateProblem{"'" + std::string(part) + "' is no month",
                           "nearest: " + std::string(month)};
  }
  if (has_month && parts.size() <= 3)
    return DateProblem{"'" + std::string(text) + "' has no year of four digits, or no such day",
                       "write it as 2016-12-10, 10 Dec 2016 or Dec 2016"};
  return std::nullopt;
}

/// The runs of letters and of digits.
std::vector<std::string_view> parts_of(std::string_view text) {
  const auto kind = [](char c) {
    return c >= '0' && c <= '9' ? 1 : (c >= 'a' && c <= 'z') || (c & 0x80) != 0 ? 2 : 0;
  };
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && kind(text[end]) == kind(text[at])) ++end;
    if (kind(text[at]) != 0) parts.push_back(text.substr(at, end - at));
    at = end;
  }
  return parts;
}

std::variant<Days, DateProblem> parse_days(std::string_view text, Date today) {
  const auto parts = parts_of(text);
  if (const auto found = iso_days(text)) return *found;
  // A mark before a number could be a comparison or a sign.
  const bool begins = !text.empty() && std::string_view("<>=+-").find(text[0]) == std::string::npos;
  if (begins)
    for (const auto& found :
         {quarter_or_decade(parts), with_month_name(parts), relative_days(parts, today)})
      if (found) return *found;
  const std::string quoted = "'" + std::string(text) + "'";
  if (!text.empty() && (text[0] == '<' || text[0] == '>'))
    return DateProblem{quoted + " is no date",
                       "write since:2016 for that day or later, until:2016 for that or earlier"};
  for (const auto& problem : {ambiguity(text), no_such_day(text), near_month(text, parts)})
    if (problem) return *problem;
  return DateProblem{quoted + " is no date", std::string(kForms)};
}

/// Cuts "a..b" and "a to b" in two; nothing where the text is no range.
std::optional<std::pair<std::string, std::string>> ends_of_range(const std::string& text) {
  for (const std::string_view mark : {"..", " to ", "–", "—"}) {
    const std::size_t at = text.find(mark);
    if (at != std::string::npos)
      return std::pair(trimmed(text.substr(0, at)), trimmed(text.substr(at + mark.size())));
  }
  return std::nullopt;
}

}  // namespace

std::variant<DateQuery, DateProblem> parse_query_dates(std::string_view raw, Date today) {
  const std::string text = trimmed(fold(raw));
  const auto ends = ends_of_range(text);
  if (!ends) {
    const auto found = parse_days(text, today);
    if (const auto* problem = std::get_if<DateProblem>(&found)) return *problem;
    return DateQuery{std::get<Days>(found).first, std::get<Days>(found).last};
  }
  const auto& [from, to] = *ends;
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
