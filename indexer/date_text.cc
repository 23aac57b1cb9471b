// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/date_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/text.h"
#include "common/utf8.h"

namespace dateline {
namespace {

/// The digits zero of the scripts that papers number their dates in; the others follow each.
constexpr std::array<char32_t, 16> kZeros{0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6,
                                          0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50,
                                          0x0ED0, 0x1040, 0x17E0, 0xFF10};

std::optional<char> digit_of(char32_t c) {
  for (const char32_t zero : kZeros)
    if (c >= zero && c < zero + 10) return static_cast<char>('0' + (c - zero));
  return std::nullopt;
}

struct Mark {
  std::string_view ascii;
  std::u32string_view others;
};
constexpr std::array<Mark, 11> kMarks{{
    {" ", U"\u00A0\u2002\u2003\u2009\u200A\u202F\u3000"},
    {"", U"\u00AD\u061C\u200B\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069"},
    {",", U"\u060C\u3001\uFF0C"},
    {"-", U"\u2010\u2011\u2012\u2013\u2014\u2212\uFF0D"},
    {"/", U"\uFF0F"},
    {".", U"\uFF0E"},
    {":", U"\uFF1A"},
    {"(", U"\uFF08"},
    {")", U"\uFF09"},
    {"|", U"\u00B7\u2022\u2219\uFF5C"},
    {"'", U"\u2019"},
}};

/// A unit after a number, and what stands for it; before another number, `within`.
struct Unit {
  std::u32string_view letters;
  std::string_view within;
  std::string_view last;
};
constexpr std::array<Unit, 6> kUnits{{
    {U"年년", "-", "-"},
    {U"月월", "-", "-"},
    {U"日일号號", " ", " "},
    {U"时時点點시", ":", "h"},
    {U"分분", ":", " "},
    {U"秒초", " ", " "},
}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

char32_t code_point(std::string_view bytes) {
  char32_t c = static_cast<unsigned char>(bytes[0]);
  if (bytes.size() > 1) c &= 0x7FU >> bytes.size();
  for (const char next : bytes.substr(1))
    c = (c << 6U) | (static_cast<unsigned char>(next) & 0x3FU);
  return c;
}

/// Ukrainian has them within words (п'ятниця).
bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'\u2019' || c == U'\u02BC';
}
bool in_word(std::string_view text) {
  return !text.empty() && (text.back() & 0x80) != 0;
}

bool put_mark(std::string& out, char32_t c) {
  const auto* mark = std::find_if(kMarks.begin(), kMarks.end(), [c](const Mark& each) {
    return each.others.find(c) != std::u32string_view::npos;
  });
  if (mark == kMarks.end()) return false;
  out += mark->ascii;
  return true;
}

/// `rest` is what follows the unit.
bool put_unit(std::string& out, char32_t c, std::string_view rest) {
  const auto* unit = std::find_if(kUnits.begin(), kUnits.end(), [c](const Unit& each) {
    return each.letters.find(c) != std::u32string_view::npos;
  });
  const std::size_t number = out.find_last_not_of(' ');
  if (unit == kUnits.end() || number == std::string::npos || !is_digit(out[number])) return false;
  const std::size_t next = rest.find_first_not_of(' ');
  out.resize(number + 1);
  out += next != std::string_view::npos && is_digit(rest[next]) ? unit->within : unit->last;
  return true;
}

/// "令和元年", "平成28-", "民國105-": the year becomes Gregorian.
const CalendarEra* replace_era(std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const CalendarEra* era =
        is_digit(text[at]) ? nullptr : era_at(std::string_view(text).substr(at));
    if (era == nullptr) continue;
    constexpr std::string_view kFirstYear = "元年";
    const std::size_t from = at + era->name.size();
    if (text.compare(from, kFirstYear.size(), kFirstYear) == 0)
      text.replace(from, kFirstYear.size(), "1-");
    int year = 0;
    std::size_t end = from;
    for (; end < text.size() && end < from + 3 && is_digit(text[end]); ++end)
      year = year * 10 + (text[end] - '0');
    if (year == 0) continue;
    text.replace(at, end - at, std::to_string(era->before_first + year));
    return era;
  }
  return nullptr;
}

}  // namespace

DateText plain_date_text(std::string_view text) {
  if (is_ascii(text)) return {std::string(text), nullptr};
  DateText plain;
  bool after_unit = false;  // "4日日曜日": the second is the start of Sunday
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view bytes =
        text.substr(at, std::max<std::size_t>(utf8_length_at(text, at), 1));
    at += bytes.size();
    const char32_t c = code_point(bytes);
    const bool unit = !after_unit && put_unit(plain.text, c, text.substr(at));
    after_unit = unit || (after_unit && c == U' ');
    if (unit || (is_apostrophe(c) && in_word(plain.text))) continue;
    if (const auto digit = digit_of(c))
      plain.text += *digit;
    else if (!put_mark(plain.text, c))
      plain.text += bytes;
  }
  plain.era = replace_era(plain.text);
  return plain;
}

}  // namespace dateline
