// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/date_parser.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "common/text.h"
#include "indexer/calendars.h"
#include "indexer/date_text.h"
#include "indexer/date_words.h"

namespace dateline {
namespace {

constexpr std::size_t kLongest = 200;  // bytes; letters of Thai have three

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string not_a_date(std::string_view text) {
  std::string shown(text.substr(0, kLongest));
  if (text.size() > kLongest) shown += "...";
  return "not a date that is understood: \"" + shown + '"';
}

/// A run of digits, a word, a mark, or the name of a month. `glued`: no space stands before it.
struct Piece {
  enum class Kind : std::uint8_t { number, word, mark, month };
  Kind kind = Kind::mark;
  std::string_view text;
  bool glued = false;
  std::span<const MonthName> months = {};  ///< what the name can mean
  bool silent = false;                     ///< the name is that of a weekday too

  bool is(std::string_view mark) const { return kind == Kind::mark && text == mark; }
  bool number_of(std::size_t least, std::size_t most) const {
    return kind == Kind::number && text.size() >= least && text.size() <= most;
  }
  int value() const {
    int result = 0;
    for (const char c : text.substr(0, 9)) result = result * 10 + (c - '0');
    return result;
  }
};

std::vector<Piece> split_pieces(std::string_view text) {
  std::vector<Piece> pieces;
  bool glued = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = [&] {
      std::size_t end = at + 1;
      const auto run = [&](auto accept) {
        while (end < text.size() && accept(text[end])) ++end;
        return end - at;
      };
      if (is_digit(text[at])) return run(is_digit);
      const auto in_word = [](char c) { return is_letter(c) || (c & 0x80) != 0; };
      return in_word(text[at]) ? run(in_word) : std::size_t{1};
    }();
    const std::string_view piece = text.substr(at, length);
    at += length;
    if (piece == " " || piece == "\t" || piece == "\n" || piece == "\r") {
      glued = false;
      continue;
    }
    const auto kind = is_digit(piece[0])                              ? Piece::Kind::number
                      : is_letter(piece[0]) || (piece[0] & 0x80) != 0 ? Piece::Kind::word
                                                                      : Piece::Kind::mark;
    pieces.push_back({kind, piece, glued});
    glued = true;
  }
  return pieces;
}

/// Takes times, zones, weekdays and small words out of the pieces, and leaves those of the day.
class DayPieces {
 public:
  explicit DayPieces(std::string_view text) : pieces_(split_pieces(text)) {}

  /// False where a time is impossible.
  bool strip() {
    for (at_ = 0; at_ < pieces_.size();) {
      if (!take_month() && !skip_time() && !skip_zone() && !skip_word())
        day_.push_back(pieces_[at_++]);
      if (bad_time_) return false;
    }
    while (!day_.empty() && (day_.back().is(",") || day_.back().is("."))) day_.pop_back();
    while (!day_.empty() && (day_.front().is(",") || day_.front().is(".")))
      day_.erase(day_.begin());
    return true;
  }
  std::span<const Piece> day() const { return day_; }

 private:
  const Piece* peek(std::size_t ahead) const {
    return at_ + ahead < pieces_.size() ? &pieces_[at_ + ahead] : nullptr;
  }
  bool mark_at(std::size_t ahead, std::string_view mark) const {
    const Piece* piece = peek(ahead);
    return piece != nullptr && piece->is(mark);
  }
  bool number_at(std::size_t ahead, std::size_t least, std::size_t most) const {
    const Piece* piece = peek(ahead);
    return piece != nullptr && piece->number_of(least, most);
  }

  /// The longest name of a month that starts here; stops of abbreviations within it do not count.
  bool take_month() {
    if (peek(0)->kind != Piece::Kind::word) return false;
    std::string name;
    std::optional<Piece> month;
    std::size_t length = 0;
    std::size_t words = 0;
    for (std::size_t i = 0; peek(i) != nullptr && words < kLongestMonth; ++i) {
      if (peek(i)->is(".")) continue;
      if (peek(i)->kind == Piece::Kind::mark) break;
      name += (name.empty() ? "" : " ") + fold_word(peek(i)->text);
      ++words;
      const auto months = months_named(name);
      if (months.empty()) continue;
      month = Piece{Piece::Kind::month, peek(0)->text, peek(0)->glued, months, is_weekday(name)};
      length = i + 1;
    }
    if (!month) return false;
    day_.push_back(*month);
    at_ += length;
    return true;
  }

  /// "15:01", "15:01:01.79", "15h30", "T150101", "3 p.m."
  bool skip_time() {
    if (!number_at(0, 1, 6)) return false;
    const std::string_view digits = peek(0)->text;
    const bool after_t = after_t_;
    after_t_ = false;
    if (after_t && (digits.size() == 4 || digits.size() == 6)) {
      check(peek(0)->value() / (digits.size() == 6 ? 10000 : 100),
            peek(0)->value() / (digits.size() == 6 ? 100 : 1) % 100);
      ++at_;
    } else if (digits.size() <= 2 && mark_at(1, ":") && number_at(2, 2, 2)) {
      check(peek(0)->value(), peek(2)->value());
      at_ += 3;
      if (mark_at(0, ":") && number_at(1, 2, 2)) {
        if (peek(1)->value() > 60) bad_time_ = true;
        at_ += 2;
      }
    } else if (digits.size() <= 2 && is_word_at(1, "h") && peek(1)->glued) {
      const bool minutes = number_at(2, 2, 2) && peek(2)->glued;
      check(peek(0)->value(), minutes ? peek(2)->value() : 0);
      at_ += minutes ? 3 : 2;
    } else if ((digits.size() <= 2 && meridiem_length(1) > 0) || (after_t && digits.size() == 2)) {
      check(peek(0)->value(), 0);
      ++at_;
    } else {
      return false;
    }
    if ((mark_at(0, ".") || mark_at(0, ",")) && number_at(1, 1, 9) && peek(1)->glued) at_ += 2;
    at_ += meridiem_length(0);
    skip_offset();
    return true;
  }

  void check(int hour, int minute) { bad_time_ = bad_time_ || hour > 24 || minute > 59; }

  bool is_word_at(std::size_t ahead, std::string_view word) const {
    const Piece* piece = peek(ahead);
    return piece != nullptr && piece->kind == Piece::Kind::word && fold_word(piece->text) == word;
  }

  /// Pieces of "am", "pm", "a.m.", "p.m" from there; 0 for none.
  std::size_t meridiem_length(std::size_t ahead) const {
    if (is_word_at(ahead, "am") || is_word_at(ahead, "pm")) return mark_at(ahead + 1, ".") ? 2 : 1;
    if (!is_word_at(ahead, "a") && !is_word_at(ahead, "p")) return 0;
    if (!mark_at(ahead + 1, ".") || !is_word_at(ahead + 2, "m")) return 0;
    return mark_at(ahead + 3, ".") ? 4 : 3;
  }

  /// "+0100", "-05:00", "+01" after a time, a day in ISO form or "GMT".
  bool skip_offset() {
    if ((!mark_at(0, "+") && !mark_at(0, "-")) || !number_at(1, 1, 4) || !peek(1)->glued)
      return false;
    const bool with_colon = number_at(1, 1, 2) && mark_at(2, ":") && number_at(3, 2, 2);
    if (number_at(1, 3, 3)) return false;
    at_ += with_colon ? 4 : 2;
    return true;
  }

  bool skip_zone() {
    if (mark_at(0, "+") && !day_.empty()) return skip_offset();
    if (mark_at(0, "-") && number_at(1, 2, 2) && mark_at(2, ":")) return skip_offset();
    if (peek(0)->kind != Piece::Kind::word || !is_zone(fold_word(peek(0)->text))) return false;
    ++at_;
    skip_offset();
    return true;
  }

  /// Weekdays and small words, with the marks that belong to them.
  bool skip_word() {
    if (mark_at(0, "(") || mark_at(0, ")") || mark_at(0, "|") || mark_at(0, ";") ||
        mark_at(0, "'")) {
      ++at_;
      return true;
    }
    if (peek(0)->kind != Piece::Kind::word) return false;
    const std::string word = fold_word(peek(0)->text);
    if (word == "t" && peek(0)->glued) {
      after_t_ = true;
    } else if (is_ordinal(word) && peek(0)->glued) {
      // "10th": the number before it stays.
    } else if (!is_weekday(word) && !is_filler(word)) {
      return false;
    }
    ++at_;
    if (is_weekday(word) && mark_at(0, ".")) ++at_;
    if (is_weekday(word) && mark_at(0, ",")) ++at_;
    return true;
  }

  std::vector<Piece> pieces_;
  std::vector<Piece> day_;
  std::size_t at_ = 0;
  bool after_t_ = false;
  bool bad_time_ = false;
};

/// Years of two digits by RFC 2822, section 4.3.
int full_year(const Piece& piece) {
  const int value = piece.value();
  if (piece.text.size() != 2) return value;
  return value + (value < 50 ? 2000 : 1900);
}

DateResult day_or_why(std::optional<Date> date, std::string_view text) {
  if (date) return *date;
  return "the calendar has no such day: \"" + std::string(text) + '"';
}

/// A day of numbers by the calendar that the language's papers use, where the year is one of it.
std::optional<Date> make_local(int year, int month, int day, std::string_view language) {
  constexpr int kLastPersian = 1500;
  constexpr int kFirstBuddhist = 2400;
  if ((language == "fa" || language == "ps") && year < kLastPersian)
    return persian_day(year, month, day);
  if (language == "th" && year >= kFirstBuddhist) year -= kBuddhistYears;
  return make_date(year, month, day);
}

/// Three numbers, the year last (or all of two digits): up to three readings.
DateResult read_numeric(std::span<const Piece> n, std::string_view text, DateOrder order,
                        bool dotted, std::string_view language) {
  const auto dmy = make_local(full_year(n[2]), n[1].value(), n[0].value(), language);
  const auto mdy = make_local(full_year(n[2]), n[0].value(), n[1].value(), language);
  const bool short_year = n[2].text.size() == 2;
  if (order == DateOrder::none && dotted && !short_year) order = DateOrder::dmy;
  if (short_year) {
    const auto ymd = make_date(full_year(n[0]), n[1].value(), n[2].value());
    if (order == DateOrder::none)
      return "a year of two digits: \"" + std::string(text) + "\" (see --date-order)";
    return day_or_why(order == DateOrder::ymd ? ymd : order == DateOrder::dmy ? dmy : mdy, text);
  }
  if (!dmy || !mdy || dmy == mdy) return day_or_why(dmy ? dmy : mdy, text);
  if (order == DateOrder::dmy) return *dmy;
  if (order == DateOrder::mdy) return *mdy;
  return '"' + std::string(text) + "\" may be " + to_iso(*dmy) + " or " + to_iso(*mdy) +
         " (see --date-order)";
}

/// The numbers, where the pieces are three numbers with one mark between them.
std::optional<DateResult> read_numbers(std::span<const Piece> p, std::string_view text,
                                       DateOrder order, std::string_view language) {
  if (p.size() != 5 || p[0].kind != Piece::Kind::number || p[1].kind != Piece::Kind::mark ||
      !p[3].is(p[1].text))
    return std::nullopt;
  constexpr std::string_view kMarks = "-/._";
  if (kMarks.find(p[1].text) == std::string_view::npos) return std::nullopt;
  const std::array<Piece, 3> n{p[0], p[2], p[4]};
  if (n[0].text.size() == 4 && n[1].number_of(1, 2) && n[2].number_of(1, 2))
    return day_or_why(make_local(n[0].value(), n[1].value(), n[2].value(), language), text);
  if (n[0].number_of(1, 2) && n[1].number_of(1, 2) &&
      (n[2].number_of(4, 4) || (n[2].number_of(2, 2) && n[0].number_of(1, 2))))
    return read_numeric(n, text, order, p[1].is("."), language);
  return std::nullopt;
}

/// The month that a name means, by the language where languages differ.
std::span<const MonthName> months_in(const Piece& piece, std::string_view language) {
  const auto of_language =
      std::find_if(piece.months.begin(), piece.months.end(),
                   [&](const MonthName& name) { return holds_word(name.languages, language); });
  return of_language == piece.months.end() ? piece.months : std::span(&*of_language, 1);
}

/// Years of Thailand's calendar are told by their size: papers use both.
int gregorian_year(int year, const Piece& month, std::string_view language) {
  constexpr std::string_view kThai = "\xE0\xB8";  // how letters of Thai begin in UTF-8
  constexpr int kFirst = 2400;
  const bool thai = language == "th" || month.text.substr(0, 2) == kThai;
  return thai && year >= kFirst ? year - kBuddhistYears : year;
}

DateResult make_named(int year, const Piece& month, int day, std::string_view text,
                      std::string_view language) {
  const auto months = months_in(month, language);
  const std::string shown = '"' + std::string(text) + '"';
  if (months.front().calendar == Calendar::hijri)
    return "a day of the Hijri calendar, which is not converted: " + shown;
  if (months.front().calendar == Calendar::persian)
    return day_or_why(persian_day(year, months.front().month, day), text);
  year = gregorian_year(year, month, language);
  const auto date = make_date(year, months.front().month, day);
  if (months.size() == 1) return day_or_why(date, text);
  const auto other = make_date(year, months.back().month, day);
  if (!date || !other) return day_or_why(date ? date : other, text);
  return shown + " may be " + to_iso(*date) + " or " + to_iso(*other) +
         ": languages use that month's name differently";
}

/// The numbers and the month, without the marks that may stand between them; empty where other
/// things do. A month named twice ("كانون الأول/ديسمبر") counts once, and not as a weekday.
std::vector<Piece> named_parts(std::span<const Piece> pieces) {
  std::vector<Piece> parts;
  for (const Piece& piece : pieces) {
    constexpr std::string_view kMarks = "-/.,";
    const bool between = piece.kind == Piece::Kind::mark && piece.text.size() == 1 &&
                         kMarks.find(piece.text) != std::string_view::npos;
    if (piece.kind == Piece::Kind::word || (piece.kind == Piece::Kind::mark && !between)) return {};
    const bool again = !parts.empty() && !parts.back().months.empty() && !piece.months.empty() &&
                       parts.back().months.front().month == piece.months.front().month;
    if (!between && !again) parts.push_back(piece);
  }
  const auto is_month = [](const Piece& piece) { return piece.kind == Piece::Kind::month; };
  if (std::count_if(parts.begin(), parts.end(), is_month) > 1) {
    const auto weekday =
        std::find_if(parts.begin(), parts.end(), [](const Piece& piece) { return piece.silent; });
    if (weekday != parts.end()) parts.erase(weekday);
  }
  return parts;
}

/// A month's name with a day and a year, in the orders that are written: "10 Dec 2016",
/// "Dec 10, 2016", "2016 Dec 10", in Latvian and Kazakh "2016. gada 10. dec.", with "-", "/", "."
/// or "," between them.
std::optional<DateResult> read_named(std::span<const Piece> p, std::string_view text,
                                     std::string_view language) {
  const std::vector<Piece> parts = named_parts(p);
  if (parts.size() != 3) return std::nullopt;
  const auto is_day = [&](std::size_t i) { return parts[i].number_of(1, 2); };
  const auto is_year = [&](std::size_t i) { return parts[i].number_of(4, 4); };
  const auto is_month = [&](std::size_t i) { return parts[i].kind == Piece::Kind::month; };
  const auto made = [&](std::size_t year, std::size_t month, std::size_t day) {
    return make_named(full_year(parts[year]), parts[month], parts[day].value(), text, language);
  };
  if (is_day(0) && is_month(1) && (is_year(2) || parts[2].number_of(2, 2))) return made(2, 1, 0);
  if (is_month(0) && is_day(1) && is_year(2)) return made(2, 0, 1);
  if (is_year(0) && is_month(1) && is_day(2)) return made(0, 1, 2);
  if (is_year(0) && is_day(1) && is_month(2) && holds_word("lv kk", language)) return made(0, 2, 1);
  return std::nullopt;
}

std::optional<Date> date_of_seconds(std::int64_t seconds) {
  constexpr std::int64_t kDay = 86400;
  const auto day = Date{std::chrono::days{seconds / kDay}};
  return day < *make_date(9999, 12, 31) ? std::optional{day} : std::nullopt;
}

/// Digits and nothing else: 8, 12 or 14 are a calendar day (and time), 9 or 10 Unix seconds, 13
/// milliseconds (12, where they make no calendar day).
std::optional<DateResult> read_digits(std::string_view digits) {
  const auto number = [&](std::size_t from, std::size_t count) {
    return Piece{Piece::Kind::number, digits.substr(from, count), false}.value();
  };
  std::int64_t whole = 0;
  for (const char c : digits.substr(0, 18)) whole = whole * 10 + (c - '0');
  const auto day =
      digits.size() < 8 ? std::nullopt : make_date(number(0, 4), number(4, 2), number(6, 2));
  switch (digits.size()) {
    case 8:
      return day_or_why(day, digits);
    case 9:
    case 10:
      return day_or_why(date_of_seconds(whole), digits);
    case 12:
      if (day && number(0, 4) < 2100 && number(8, 2) < 24 && number(10, 2) < 60) return *day;
      return day_or_why(date_of_seconds(whole / 1000), digits);
    case 13:
      return day_or_why(date_of_seconds(whole / 1000), digits);
    case 14:
      return number(8, 2) < 25 && number(10, 2) < 60 ? day_or_why(day, digits)
                                                     : day_or_why({}, digits);
    default:
      return std::nullopt;
  }
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// What is there of a day, where that is not enough.
std::string incomplete(std::span<const Piece> pieces, std::string_view text) {
  const bool year_month = pieces.size() == 3 && pieces[0].number_of(4, 4) && pieces[1].is("-") &&
                          pieces[2].number_of(1, 2);
  const bool year = pieces.size() == 1 && pieces[0].number_of(4, 4);
  if (year_month || year) return "no day in \"" + std::string(text) + '"';
  return not_a_date(text);
}

}  // namespace

std::string why_implausible(Date date, Date today) {
  constexpr Date kFirst{std::chrono::year{1600} / 1 / 1};
  if (date < kFirst) return "no article is of " + to_iso(date) + ": it is before 1600";
  if (date > today + std::chrono::days{1})
    return "no article is of " + to_iso(date) + ": it is yet to come";
  return {};
}

std::optional<int> month_number(std::string_view word) {
  if (!word.empty() && word.back() == '.') word.remove_suffix(1);
  const auto months = months_named(fold_word(word));
  if (months.size() != 1 || months[0].calendar != Calendar::gregorian) return std::nullopt;
  return months[0].month;
}

DateResult parse_date(std::string_view text, DateOrder order, std::string_view language) {
  text = trim(text);
  if (text.empty()) return std::string("an empty date");
  if (text.size() > kLongest) return not_a_date(text);
  const DateText plain = plain_date_text(text);
  const std::string_view line = trim(plain.text);
  if (std::all_of(line.begin(), line.end(), is_digit)) {
    if (auto result = read_digits(line)) return *std::move(result);
    return line.size() == 4 ? "no day in \"" + std::string(text) + '"' : not_a_date(text);
  }
  DayPieces pieces(line);
  if (!pieces.strip()) return "no such time of day: \"" + std::string(text) + '"';
  const auto day = pieces.day();
  if (day.size() == 1 && day[0].number_of(8, 8)) return *read_digits(day[0].text);
  auto result = read_numbers(day, text, order, language);
  if (!result) result = read_named(day, text, language);
  if (!result) return incomplete(day, text);
  const Date* date = std::get_if<Date>(&*result);
  if (date != nullptr && plain.era != nullptr &&
      (*date < plain.era->first_day || *date > plain.era->last_day))
    return "the era has no such day: \"" + std::string(text) + '"';
  return *std::move(result);
}

namespace {

/// A day at the start of `text`, "2016-12-10", "2016/12/10", "2016/dec/10" or "20161210", with no
/// digit after it.
std::optional<Date> leading_day(std::string_view text) {
  const auto digits_at = [&](std::size_t at, std::size_t count) {
    return at + count <= text.size() &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                       text.begin() + static_cast<std::ptrdiff_t>(at + count), is_digit);
  };
  const auto number = [&](std::size_t at, std::size_t count) {
    return Piece{Piece::Kind::number, text.substr(at, count), false}.value();
  };
  if (!digits_at(0, 4) || number(0, 4) < 1800 || number(0, 4) > 2100) return std::nullopt;
  if (digits_at(0, 8) && !digits_at(8, 1))
    return make_date(number(0, 4), number(4, 2), number(6, 2));
  constexpr std::string_view kMarks = "-/_.";
  if (text.size() < 8 || kMarks.find(text[4]) == std::string_view::npos) return std::nullopt;
  constexpr std::size_t kLongestMonth = 9;
  const std::size_t mark = text.find(text[4], 5);
  if (mark > 5 + kLongestMonth) return std::nullopt;  // or there is none
  const std::string_view middle = text.substr(5, mark - 5);
  const bool numeric = (mark == 7 && digits_at(5, 2)) || (mark == 6 && digits_at(5, 1));
  const auto month = numeric ? std::optional{number(5, mark - 5)} : month_number(middle);
  const std::size_t length = digits_at(mark + 1, 2) ? 2U : digits_at(mark + 1, 1) ? 1U : 0U;
  if (!month || length == 0 || digits_at(mark + 1 + length, 1)) return std::nullopt;
  return make_date(number(0, 4), *month, number(mark + 1, length));
}

}  // namespace

std::optional<Date> find_date_in_path(std::string_view path) {
  std::optional<Date> found;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (at > 0 && is_digit(path[at - 1])) continue;
    const auto day = leading_day(path.substr(at));
    if (!day) continue;
    if (found && *found != *day) return std::nullopt;
    found = day;
  }
  return found;
}

}  // namespace dateline
