// SPDX-License-Identifier: GPL-2.0-or-later
//
// Dates as ICU writes them in each language, read back.
#include <unicode/datefmt.h>
#include <unicode/gregocal.h>

#include <catch2/catch.hpp>
#include <memory>

#include "indexer/calendars.h"
#include "indexer/date_parser.h"

using namespace dateline;

namespace {

using Style = icu::DateFormat::EStyle;

constexpr UDate kDay = 86400000.0;

std::string written(icu::DateFormat& format, Date day) {
  icu::UnicodeString text;
  format.format(kDay * static_cast<double>(day.time_since_epoch().count()), text);
  std::string result;
  return text.toUTF8String(result);
}

std::unique_ptr<icu::DateFormat> format_of(const std::string& locale, Style style) {
  std::unique_ptr<icu::DateFormat> format(
      icu::DateFormat::createDateInstance(style, icu::Locale(locale.c_str())));
  format->setTimeZone(*icu::TimeZone::getGMT());
  return format;
}

std::string language_of(const std::string& locale) {
  return locale.substr(0, locale.find_first_of("_@"));
}

std::optional<Date> read(std::string_view text, std::string_view language = {}) {
  const DateResult result = parse_date(text, DateOrder::none, language);
  const Date* date = std::get_if<Date>(&result);
  return date == nullptr ? std::nullopt : std::optional{*date};
}

std::string why(std::string_view text, std::string_view language = {}) {
  const DateResult result = parse_date(text, DateOrder::none, language);
  const std::string* message = std::get_if<std::string>(&result);
  return message == nullptr ? "a date" : *message;
}

const std::vector<std::string> kLocales{"en_US",
                                        "en_GB",
                                        "fr",
                                        "de",
                                        "de_AT",
                                        "es",
                                        "pt",
                                        "it",
                                        "nl",
                                        "pl",
                                        "ru",
                                        "uk",
                                        "tr",
                                        "ar",
                                        "ar_EG",
                                        "ar_LB",
                                        "ar_TN",
                                        "he",
                                        "zh",
                                        "ja",
                                        "ko",
                                        "da",
                                        "sv",
                                        "nb",
                                        "fi",
                                        "cs",
                                        "sk",
                                        "sl",
                                        "hr",
                                        "sr",
                                        "mk",
                                        "bg",
                                        "hu",
                                        "ro",
                                        "el",
                                        "sq",
                                        "lt",
                                        "lv",
                                        "et",
                                        "be",
                                        "ca",
                                        "gl",
                                        "is",
                                        "id",
                                        "ms",
                                        "vi",
                                        "hi",
                                        "mr",
                                        "ne",
                                        "bn",
                                        "ta",
                                        "te",
                                        "ur",
                                        "kk",
                                        "az",
                                        "ka",
                                        "hy",
                                        "sw",
                                        "af",
                                        "fa@calendar=gregorian",
                                        "th@calendar=gregorian"};

/// Calendars of their own, which are converted.
const std::vector<std::string> kOtherCalendars{"fa@calendar=persian", "fa_AF@calendar=persian",
                                               "th@calendar=buddhist", "ja@calendar=japanese",
                                               "zh_TW@calendar=roc"};

/// Every third day of two years, so that each month and weekday comes often.
template <typename Check>
void each_day(Check check) {
  for (Date day = *make_date(2015, 1, 1); day < *make_date(2017, 1, 1); day += std::chrono::days{3})
    check(day);
}

}  // namespace

TEST_CASE("What ICU writes with a month's name is read as that day in every language") {
  for (const std::string& locale : kLocales)
    for (const Style style : {Style::kFull, Style::kLong}) {
      const auto format = format_of(locale, style);
      each_day([&](Date day) {
        const std::string text = written(*format, day);
        INFO(locale << ": " << text << ": " << why(text, language_of(locale)));
        CHECK(read(text, language_of(locale)) == day);
      });
    }
}

TEST_CASE("What ICU writes in short is read as that day or refused, but never as another") {
  for (const std::string& locale : kLocales)
    for (const Style style : {Style::kMedium, Style::kShort}) {
      const auto format = format_of(locale, style);
      each_day([&](Date day) {
        const std::string text = written(*format, day);
        const auto date = read(text, language_of(locale));
        INFO(locale << ": " << text << ": " << (date ? to_iso(*date) : ""));
        CHECK((!date || *date == day));
      });
    }
}

TEST_CASE("Years of other calendars are converted") {
  for (const std::string& locale : kOtherCalendars) {
    const auto format = format_of(locale, Style::kLong);
    each_day([&](Date day) {
      const std::string text = written(*format, day);
      INFO(locale << ": " << text << ": " << why(text, language_of(locale)));
      CHECK(read(text, language_of(locale)) == day);
    });
  }
}

TEST_CASE("Days of Iran's calendar are those of ICU, and no others are days") {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(
      *icu::TimeZone::getGMT(), icu::Locale("fa@calendar=persian"), status));
  for (Date day = *make_date(1900, 1, 1); day < *make_date(2100, 1, 1);
       day += std::chrono::days{1}) {
    calendar->setTime(kDay * static_cast<double>(day.time_since_epoch().count()), status);
    const int year = calendar->get(UCAL_YEAR, status);
    REQUIRE(persian_day(year, calendar->get(UCAL_MONTH, status) + 1,
                        calendar->get(UCAL_DATE, status)) == day);
  }
  CHECK_FALSE(persian_day(1395, 7, 31));
  CHECK_FALSE(persian_day(1396, 12, 30));
  CHECK_FALSE(persian_day(1395, 13, 1));
  CHECK_FALSE(persian_day(2016, 12, 10));
}

TEST_CASE("Digits of every script, and the marks that papers put around them, are read") {
  const auto day = make_date(2016, 12, 10);
  for (const char* text : {"١٠ ديسمبر ٢٠١٦",
                           "۱۰ دسامبر ۲۰۱۶",
                           "१० दिसंबर २०१६",
                           "২০১৬-১২-১০",
                           "２０１６年１２月１０日",
                           "2016年12月10日（土） 15時01分",
                           "2016年12月10日 下午3:01",
                           "2016년 12월 10일 토요일",
                           "السبت، 10 كانون الأول/ديسمبر 2016",
                           "10\u00A0декабря\u00A02016\u00A0г.",
                           "10 декабря 2016, 14:30 МСК",
                           "субота, 10 грудня 2016 р.",
                           "10 d’octubre del 2016",
                           "sábado, 10 de dezembro de 2016 às 14h30",
                           "Cumartesi 10 Aralık 2016",
                           "10 בדצמבר 2016",
                           "ngày 10 tháng 12 năm 2016",
                           "2016 m. gruodžio 10 d.",
                           "10 grudnia 2016 r., godz. 14:30",
                           "Aralık 10, 2016"}) {
    INFO(text << ": " << why(text));
    CHECK(read(text) == (std::string_view(text).find("octubre") == std::string_view::npos
                             ? day
                             : make_date(2016, 10, 10)));
  }
}

TEST_CASE("Where languages name months alike, the article's decides, and without it none does") {
  CHECK(read("10 listopada 2016", "pl") == make_date(2016, 11, 10));
  CHECK(read("10 listopada 2016", "hr") == make_date(2016, 10, 10));
  CHECK(why("10 listopada 2016").find("2016-10-10 or 2016-11-10") != std::string::npos);
  CHECK(read("10. srp 2016", "hr") == make_date(2016, 7, 10));
  CHECK(read("10. srp 2016", "cs") == make_date(2016, 8, 10));
  CHECK_FALSE(read("10. srp 2016", "en"));
}

TEST_CASE("A word that names a weekday and a month is the weekday beside another month") {
  CHECK(read("mar 13 dic 2016", "es") == make_date(2016, 12, 13));
  CHECK(read("mar. 13 mar. 2016", "es") == make_date(2016, 3, 13));
  CHECK(read("13 mar 2016", "es") == make_date(2016, 3, 13));
}

TEST_CASE("Years of other calendars are converted or refused, never taken as they are") {
  CHECK(read("۲۰ آذر ۱۳۹۵") == make_date(2016, 12, 10));
  CHECK(read("1395/09/20", "fa") == make_date(2016, 12, 10));
  CHECK(read("10/12/2559", "th") == std::nullopt);  // two readings
  CHECK(read("31/12/2559", "th") == make_date(2016, 12, 31));
  CHECK(read("平成28年12月10日") == make_date(2016, 12, 10));
  CHECK(read("令和元年5月1日") == make_date(2019, 5, 1));
  CHECK(read("民國105年12月10日") == make_date(2016, 12, 10));
  for (const char* text : {"令和元年4月30日", "昭和64年1月8日", "105年12月10日",
                           "11 ربيع الأول 1438", "10 آذر 2016", "十二月十日"}) {
    INFO(text);
    CHECK_FALSE(read(text));
  }
  CHECK(why("11 ربيع الأول 1438").find("Hijri") != std::string::npos);
  // Without the language these are days of the Middle Ages or the future, of which no article is.
  const Date today = *make_date(2016, 12, 11);
  CHECK_FALSE(why_implausible(*read("1395/09/20"), today).empty());
  CHECK_FALSE(why_implausible(*read("31/12/2559"), today).empty());
}

TEST_CASE("A day may be that of an article from 1600 to tomorrow") {
  const Date today = *make_date(2016, 12, 11);
  CHECK(why_implausible(*make_date(1600, 1, 1), today).empty());
  CHECK(why_implausible(*make_date(2016, 12, 12), today).empty());
  CHECK_FALSE(why_implausible(*make_date(1599, 12, 31), today).empty());
  CHECK_FALSE(why_implausible(*make_date(2016, 12, 13), today).empty());
}
