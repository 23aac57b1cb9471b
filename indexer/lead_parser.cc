// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lead_parser.h"

#include <algorithm>
#include <array>
#include <vector>

#include "common/outlets.h"
#include "common/utf8.h"
#include "indexer/date_parser.h"
#include "indexer/outlet_names.h"
#include "indexer/readers/clean_text.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestLead = 160;
constexpr std::size_t kLongestPlace = 70;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

/// The part of the first line before its dash, and how many bytes dash and part are.
struct Opening {
  std::string_view text;
  bool found = false;
};

/// Dashes part a lead from the text: " - ", " -- ", en and em dashes, "(EFE).-".
Opening find_opening(std::string_view body) {
  const std::string_view line = body.substr(0, std::min(body.find('\n'), kLongestLead));
  for (std::size_t at = 1; at < line.size(); ++at) {
    const std::string_view rest = line.substr(at);
    const bool long_dash = rest.substr(0, 3) == "—" || rest.substr(0, 3) == "–";
    const bool spaced = is_blank(line[at - 1]) || line[at - 1] == ')' || line[at - 1] == '.';
    const bool hyphen = rest[0] == '-' && spaced &&
                        (rest.size() == 1 || is_blank(rest[1]) || rest[1] == '-' ||
                         line[at - 1] == ')' || line[at - 1] == '.');
    if (long_dash || hyphen || rest.substr(0, 2) == "--") return {trim(line.substr(0, at)), true};
  }
  return {};
}

/// Takes "(Reuters)" or "/TASS/" off the end.
std::string take_agency(std::string_view& text) {
  static constexpr std::string_view kStops = ". ,;:";
  const auto without_stops = [](std::string_view part) {
    return part.substr(0, part.find_last_not_of(kStops) + 1);
  };
  const std::string_view whole = without_stops(text);
  if (whole.size() < 2) return {};
  const char close = whole.back();
  if (close != ')' && close != '/') return {};
  const std::size_t open = whole.find_last_of(close == ')' ? '(' : '/', whole.size() - 2);
  if (open == std::string_view::npos) return {};
  const std::string_view name = trim(whole.substr(open + 1, whole.size() - open - 2));
  if (name.empty() || name.size() > 40) return {};
  text = without_stops(whole.substr(0, open));
  return single_line(name);
}

std::vector<std::string_view> split_at_blanks(std::string_view text) {
  std::vector<std::string_view> words;
  constexpr std::string_view kMarks = " \t,.";
  for (std::size_t at = 0; (at = text.find_first_not_of(kMarks, at)) != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kMarks, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::optional<int> number_in(std::string_view word, std::size_t least, std::size_t most) {
  if (word.size() < least || word.size() > most) return std::nullopt;
  int value = 0;
  for (const char c : word) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Takes "Dec 10", "10 December 2016", "December 10, 2016" off the end of "PARIS, Dec 10".
void take_day(std::string_view& text, Lead& lead) {
  const auto words = split_at_blanks(text);
  std::size_t left = words.size();
  std::optional<int> year;
  if (left > 0 && (year = number_in(words[left - 1], 4, 4))) --left;
  if (left < 2) return;
  const std::string_view first = words[left - 2];
  const std::string_view second = words[left - 1];
  const auto day_first = number_in(first, 1, 2);
  const auto day = day_first ? day_first : number_in(second, 1, 2);
  const auto month = month_number(day_first ? second : first);
  // In a leap year, so that February 29 passes; the year at hand is looked at later.
  if (!day || !month || !make_date(year.value_or(2000), *month, *day)) return;
  lead.day = day;
  lead.month = month;
  lead.year = year;
  text = text.substr(0, static_cast<std::size_t>(first.data() - text.data()));
  text = text.substr(0, text.find_last_not_of(" ,;") + 1);
  // "MOSCOW. Dec 10" is no abbreviation, "SAN MATEO, Calif., Dec 10" is one.
  if (text.find(',') == std::string_view::npos)
    text = text.substr(0, text.find_last_not_of('.') + 1);
}

/// The first word of a place that agencies print: in capitals ("PARIS", "ST", "MÜNCHEN").
bool in_capitals(std::string_view place) {
  std::size_t capitals = 0;
  for (const char c : place.substr(0, place.find_first_of(" ,/"))) {
    if (is_lower(c)) return false;
    if (is_upper(c) || (c & 0x80) != 0) ++capitals;
  }
  return capitals >= 2;
}

/// A place as such: short, every word with a capital but for the small ones of names.
bool is_place(std::string_view text) {
  if (text.empty() || text.size() > kLongestPlace) return false;
  constexpr std::array<std::string_view, 10> kSmall{"of",  "de",  "la", "del", "le",
                                                    "and", "sur", "am", "al",  "the"};
  constexpr std::string_view kForbidden = "\"“”!?:;()[]";
  if (text.find_first_of("\"!?:;()[]") != std::string_view::npos ||
      text.find(kForbidden.substr(1, 3)) != std::string_view::npos)
    return false;
  for (const std::string_view word : split_at_blanks(text)) {
    const bool small = std::find(kSmall.begin(), kSmall.end(), word) != kSmall.end();
    const bool capital = is_upper(word[0]) || (word[0] & 0x80) != 0 || word[0] == '\'';
    const bool compound = word.find_first_of("-/'") != std::string_view::npos;
    if (!small && !capital && !compound) return false;
  }
  return true;
}

/// What stands before the lead: "(Corrects spelling in second paragraph)", "By Jane Doe".
std::string_view skip_notes(std::string_view body) {
  constexpr int kMostNotes = 3;
  body = body.substr(std::min(body.find_first_not_of(" \t\n"), body.size()));
  for (int i = 0; i < kMostNotes; ++i) {
    const std::size_t end = body.find('\n');
    if (end == std::string_view::npos) break;
    const std::string_view line = trim(body.substr(0, end));
    const bool bracketed = line.front() == '(' && line.find(')') == line.size() - 1;
    const bool byline =
        line.size() < 80 && (line.substr(0, 3) == "By " || line.substr(0, 3) == "BY ");
    if (!bracketed && !byline) break;
    body = body.substr(std::min(body.find_first_not_of(" \t\n", end), body.size()));
  }
  return body;
}

/// Any dateline that `text` as a whole is; an empty Lead for none.
Lead read_dateline(std::string_view text) {
  Lead lead;
  std::string_view place = text;
  lead.agency = take_agency(place);
  take_day(place, lead);
  // ANSA and IRNA write the agency after the day, and some write it before.
  if (lead.agency.empty()) lead.agency = take_agency(place);
  if (!lead.day && lead.agency.empty() && !in_capitals(place)) return {};
  if (place.empty() && lead.agency.empty()) return {};
  if (!place.empty() && !is_place(place)) return {};
  lead.place = single_line(place);
  return lead;
}

/// "MOSCOW, December 10. /TASS/. Text": no dash.
Lead read_slashed(std::string_view body) {
  const std::string_view line = body.substr(0, std::min(body.find('\n'), kLongestLead));
  const std::size_t open = line.find(" /");
  const std::size_t close = open == std::string_view::npos ? open : line.find('/', open + 2);
  if (close == std::string_view::npos) return {};
  return read_dateline(line.substr(0, close + 1));
}

/// The name before the colon of "EghtesadOnline: Text".
std::string read_source(std::string_view body) {
  constexpr std::size_t kLongest = 40;
  const std::size_t colon = body.substr(0, kLongest).find(':');
  if (colon == std::string_view::npos || colon + 2 > body.size() || !is_blank(body[colon + 1]))
    return {};
  const std::string_view name = body.substr(0, colon);
  return is_outlet_name(name) ? std::string(name) : std::string();
}

/// "www.example.org" of "https://www.example.org:80/a", without "www.".
std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme > 8) return {};  // or there is none
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  host = host.substr(host.find('@') + 1);
  host = host.substr(0, host.find(':'));
  if (host.substr(0, 4) == "www.") host.remove_prefix(4);
  return host.find('.') == std::string_view::npos ? std::string() : ascii_lower(host);
}

/// The day of a dateline; without a year, the year that brings it within a month of `near`.
std::optional<Date> day_of(const Lead& lead, std::optional<Date> near) {
  if (!lead.day || !lead.month) return std::nullopt;
  if (lead.year) return make_date(*lead.year, *lead.month, *lead.day);
  if (!near) return std::nullopt;
  constexpr std::chrono::days kNear{31};
  const auto year = static_cast<int>(std::chrono::year_month_day{*near}.year());
  for (const int candidate : {year, year - 1, year + 1}) {
    const auto day = make_date(candidate, *lead.month, *lead.day);
    if (day && *day - *near <= kNear && *near - *day <= kNear) return day;
  }
  return std::nullopt;
}

/// Once for each reason.
void warn_of_date(Article& article, std::string why) {
  const bool told = std::any_of(article.warnings.begin(), article.warnings.end(),
                                [&](const Warning& warning) { return warning.text == why; });
  if (!told) article.warnings.push_back({WarningKind::bad_date, std::move(why)});
}

void complete_date(Article& article, const Lead& lead, Date today) {
  const auto of_url = find_date_in_path(article.url);
  const std::string_view path = article.path;
  const auto of_file = find_date_in_path(path.substr(path.find_last_of('/') + 1));
  const auto take = [&article, today](std::optional<Date> date, DateOrigin origin) {
    if (article.date || !date) return;
    if (std::string why = why_implausible(*date, today); !why.empty())
      return warn_of_date(article, std::move(why));
    article.date = date;
    article.date_origin = origin;
  };
  take(day_of(lead, of_url ? of_url : of_file), DateOrigin::dateline);
  take(of_url, DateOrigin::url);
  take(of_file, DateOrigin::file);
}

bool is_capitalised(std::string_view word) {
  return is_upper(word[0]) || (word[0] & 0x80) != 0;
}

/// "By Jane Doe", "BY JANE DOE AND JOHN ROE", but not "By land and sea" or "By Land".
bool is_byline(std::string_view line) {
  if (line.substr(0, 3) != "By " && line.substr(0, 3) != "BY ") return false;
  std::size_t names = 0;
  for (const std::string_view word : split_at_blanks(line.substr(3))) {
    if (word == "and" || word == "AND" || word == "&") {
      if (names < 2) return false;
      names = 0;
    } else if (!is_capitalised(word) || word.find_first_of("0123456789?!:\"") != word.npos ||
               ++names > 4) {
      return false;
    }
  }
  return names >= 2;
}

/// "(JD) -": two letters that are no agency's are an editor's.
bool is_initials(std::string_view agency) {
  return agency.size() <= 2 && !is_known_outlet(agency) && !is_outlet_name(agency);
}

/// What ends a text, or tells who wrote it.
bool is_no_title(std::string_view title) {
  constexpr std::string_view kMarks = " .()[]*#-=_/";
  const std::size_t first = title.find_first_not_of(kMarks);
  if (first == std::string_view::npos) return true;
  const std::string_view bare = title.substr(first, title.find_last_not_of(kMarks) - first + 1);
  return bare == "END" || bare == "ENDS" || bare == "End" || bare == "Ends" || bare == "30" ||
         bare == "MORE" || is_byline(title);
}

}  // namespace

Lead parse_lead(std::string_view body) {
  body = skip_notes(body);
  Lead lead;
  if (const Opening opening = find_opening(body); opening.found) lead = read_dateline(opening.text);
  if (lead.place.empty() && lead.agency.empty()) lead = read_slashed(body);
  if (lead.place.empty() && lead.agency.empty()) lead.source = read_source(body);
  return lead;
}

void complete_article(Article& article, Date today) {
  const Lead lead = parse_lead(article.body);
  if (is_no_title(article.title) && !article.body.empty()) article.title.clear();
  if (article.title.empty()) article.title = first_sentence(article.body);
  const std::string agency = is_initials(lead.agency) ? std::string() : lead.agency;
  for (const std::string& name : {article.source, lead.source, agency, host_of(article.url)}) {
    article.source = outlet_name(name);
    if (!article.source.empty()) break;
  }
  complete_date(article, lead, today);
}

}  // namespace dateline
