// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/timeline.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "common/schema.h"
#include "common/terminal_text.h"
#include "common/xapian_error.h"
#include "searcher/matching.h"
#include "searcher/row_writer.h"
#include "searcher/text_layout.h"

namespace dateline {
namespace {

using Days = std::map<Date, std::uint64_t>;

Period fitting(Date first, Date last) {
  const auto days = (last - first).count() + 1;
  if (days <= 31) return Period::day;
  if (days <= 182) return Period::week;
  if (days <= 1461) return Period::month;
  return Period::year;
}

Date start_of(Date day, Period period) {
  const std::chrono::year_month_day ymd{day};
  switch (period) {
    case Period::week:
      return day - (std::chrono::weekday{day} - std::chrono::Monday);
    case Period::month:
      return Date{ymd.year() / ymd.month() / 1};
    case Period::year:
      return Date{ymd.year() / std::chrono::January / 1};
    default:
      return day;
  }
}

Date end_of(Date first, Period period) {
  const std::chrono::year_month_day ymd{first};
  switch (period) {
    case Period::week:
      return first + std::chrono::days{6};
    case Period::month:
      return Date{ymd.year() / ymd.month() / std::chrono::last};
    case Period::year:
      return Date{ymd.year() / std::chrono::December / 31};
    default:
      return first;
  }
}

std::uint64_t in_archive(const Index& index, Date first, Date last, Period period) {
  const std::chrono::year_month_day ymd{first};
  const int year = static_cast<int>(ymd.year());
  if (period == Period::year) return index.count(year_term(year));
  if (period == Period::month)
    return index.count(month_term(year, static_cast<int>(static_cast<unsigned>(ymd.month()))));
  std::uint64_t count = 0;
  for (Date day = first; day <= last; day += std::chrono::days{1})
    count += index.count(day_term(day));
  return count;
}

double share(const TimelineRow& row) {
  return row.archive == 0 ? 0 : static_cast<double>(row.count) / static_cast<double>(row.archive);
}

// Eighths of a block.
std::string bar(std::uint64_t count, std::uint64_t most, std::size_t width) {
  constexpr std::string_view kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (count == 0) return "";
  const std::uint64_t eighths = std::max<std::uint64_t>(1, count * width * 8 / most);
  std::string text;
  for (std::uint64_t i = 0; i < eighths / 8; ++i) text += "█";
  return text.append(kEighths[eighths % 8]);
}

std::string padded(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string percent(double part) {
  const auto tenths = std::lround(part * 1000);
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + '%';
}

void print_bars(const Timeline& timeline, const FormatOptions& options, std::ostream& out) {
  std::uint64_t most = 1;
  std::uint64_t largest = 1;
  for (const TimelineRow& row : timeline.rows) {
    most = std::max(most, row.count);
    largest = std::max(largest, row.archive);
  }
  constexpr std::size_t kPercentWidth = 6;
  constexpr std::size_t kBeside = 42;  // columns of what stands beside the bar
  const std::size_t width =
      options.width > kBeside + 10 ? std::min<std::size_t>(options.width - kBeside, 60) : 30;
  const std::size_t digits = grouped(most).size();
  const std::size_t archive_digits = grouped(largest).size();
  const auto& rows = timeline.rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].archive == 0) {
      const std::size_t from = i;
      while (i + 1 < rows.size() && rows[i + 1].archive == 0) ++i;
      out << period_name(rows[from].first, timeline.period);
      if (i > from) out << " .. " << period_name(rows[i].first, timeline.period);
      out << "  no articles in the archive\n";
      continue;
    }
    const std::string drawn = bar(rows[i].count, most, width);
    out << period_name(rows[i].first, timeline.period) << "  "
        << padded(grouped(rows[i].count), digits) << "  "
        << padded(percent(share(rows[i])), kPercentWidth) << " of "
        << padded(grouped(rows[i].archive), archive_digits);
    if (!drawn.empty())
      out << "  " << (options.color ? kMarkStyle.on : "") << drawn
          << (options.color ? kMarkStyle.off : "");
    out << '\n';
  }
  out << grouped(timeline.total) << (timeline.total == 1 ? " article" : " articles");
  if (timeline.undated > 0) out << ", " << grouped(timeline.undated) << " without a date";
  out << '\n';
}

std::string_view period_word(Period period) {
  switch (period) {
    case Period::day:
      return "day";
    case Period::week:
      return "week";
    case Period::year:
      return "year";
    default:
      return "month";
  }
}

void write_row(const TimelineRow& row, Period period, RowWriter& writer) {
  writer.row({period_name(row.first, period), to_iso(row.first), to_iso(row.last), row.count,
              row.archive, row.archive == 0 ? Cell() : Cell(share(row))});
}

void print_json(const Timeline& timeline, const ArchiveState& state, std::ostream& out) {
  JsonWriter json;
  json.start_object().member("format_version", std::uint64_t{1});
  write_state(json, state);
  json.key("total").start_object();
  json.member("articles", timeline.total).member("exact", true).end_object();
  json.key("timeline").start_object().member("period", period_word(timeline.period));
  json.member("undated", timeline.undated).key("rows").start_array();
  for (const TimelineRow& row : timeline.rows) {
    json.start_object().member("period", period_name(row.first, timeline.period));
    json.member("first", to_iso(row.first)).member("last", to_iso(row.last));
    json.member("count", row.count).member("archive", row.archive).key("share");
    write_cell(json, row.archive == 0 ? Cell() : Cell(share(row)));
    json.end_object();
  }
  out << json.end_array().end_object().end_object().take() << '\n';
}

}  // namespace

std::optional<Period> parse_period(std::string_view name) {
  if (name == "auto") return Period::automatic;
  for (const Period period : {Period::day, Period::week, Period::month, Period::year})
    if (name == period_word(period)) return period;
  return std::nullopt;
}

std::string period_name(Date first, Period period) {
  constexpr std::size_t kYear = 4;
  constexpr std::size_t kMonth = 7;
  const std::string day = to_iso(first);
  if (period == Period::year) return day.substr(0, kYear);
  return period == Period::month ? day.substr(0, kMonth) : day;
}

Timeline make_timeline(const Index& index, const Plan& plan, Period period) {
  return with_xapian(index.path(), [&] {
    Timeline timeline;
    Days days;
    for (const auto& [packed, count] : count_values(index, plan, kDateSlot)) {
      timeline.total += count;
      if (const auto day = unpack_day(packed)) days[*day] += count;
    }
    timeline.undated = timeline.total;
    if (days.empty()) return timeline;
    const Date last = days.rbegin()->first;
    if (period == Period::automatic) period = fitting(days.begin()->first, last);
    timeline.period = period;
    auto day = days.begin();
    for (Date first = start_of(day->first, period); first <= last;) {
      TimelineRow row{first, end_of(first, period)};
      for (; day != days.end() && day->first <= row.last; ++day) row.count += day->second;
      row.archive = in_archive(index, row.first, row.last, period);
      timeline.undated -= row.count;
      first = row.last + std::chrono::days{1};
      timeline.rows.push_back(row);
    }
    return timeline;
  });
}

void print_timeline(const Timeline& timeline, std::string_view format, const FormatOptions& options,
                    std::ostream& out) {
  if (format == "json") return print_json(timeline, options.state, out);
  const auto writer = make_row_writer(format, out);
  if (!writer) return print_bars(timeline, options, out);
  writer->begin({"period", "first", "last", "count", "archive", "share"});
  for (const TimelineRow& row : timeline.rows) write_row(row, timeline.period, *writer);
}

}  // namespace dateline
