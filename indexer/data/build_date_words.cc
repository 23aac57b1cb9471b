// SPDX-License-Identifier: GPL-2.0-or-later
//
// Writes date_words.inc: the words of dates in many languages, from the locale data of ICU (CLDR).
// The table is committed, so that all builds read the same dates whatever their ICU knows:
//   cmake --build --preset release --target build_date_words
//   build/release/indexer/build_date_words > indexer/data/date_words.inc
#include <unicode/datefmt.h>
#include <unicode/dtfmtsym.h>
#include <unicode/gregocal.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/text.h"

namespace {

using icu::DateFormatSymbols;
using icu::UnicodeString;

/// Languages, and countries where papers have other names for the months than their language.
constexpr std::array kLocales{
    "en", "fr",    "de",    "de_AT", "es",    "pt",    "it", "nl",    "pl", "ru", "uk", "tr",
    "ar", "ar_DZ", "ar_LB", "ar_MA", "ar_MR", "ar_TN", "fa", "fa_AF", "he", "zh", "ja", "ko",
    "da", "sv",    "nb",    "nn",    "fi",    "is",    "cs", "sk",    "sl", "hr", "sr", "sr_Latn",
    "bs", "mk",    "bg",    "hu",    "ro",    "el",    "sq", "lt",    "lv", "et", "be", "ca",
    "gl", "af",    "ga",    "cy",    "id",    "ms",    "vi", "th",    "hi", "ur", "bn", "ta",
    "te", "mr",    "ne",    "ps",    "ka",    "hy",    "az", "kk",    "uz", "sw", "fil"};

/// What papers write and CLDR has not: older and shorter names.
struct Extra {
  const char* language;
  const char* words;  ///< of January to December, "/" between several, "-" for none
};
constexpr std::array<Extra, 9> kExtras{{
    {"en", "jan feb mar apr may jun jul aug sep/sept oct nov dec"},
    {"fr", "jan feb/fev mar avr - jun jul - sep/sept oct nov dec"},
    {"de", "jan/janner feb mar/mrz/maerz apr mai jun jul aug sep/sept okt nov dez"},
    {"es", "ene feb mar abr may jun jul ago sep/sept/set/setiembre oct nov dic"},
    {"it", "gen feb mar apr mag giu lug ago set/sett ott nov dic"},
    {"pt", "jan fev mar abr mai jun jul ago set out nov dez"},
    {"nl", "jan feb mrt apr mei jun jul aug sep/sept okt nov dec"},
    {"ru", "янв фев мар апр май июн июл авг сен окт ноя дек"},
    {"uk", "січ лют бер кві тра чер лип сер вер жов лис гру"},
}};

/// Kind ('g', 'p' or 'h': the calendar of a month; 's': says nothing about the day) and month.
using Meaning = std::pair<char, int>;
std::map<std::string, std::map<Meaning, std::set<std::string>>> words;

std::string utf8(const UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

bool in_word(UChar32 c) {
  constexpr UChar32 kNonJoiner = 0x200C;
  return u_isalpha(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 || c == kNonJoiner;
}

/// The words of a text, folded; with `digits`, numbers too ("thang 12").
std::vector<std::string> words_of(const UnicodeString& text, bool digits) {
  constexpr UChar32 kApostrophe = 0x02BC;  // date_text.cc drops it too
  std::vector<std::string> result;
  UnicodeString word;
  for (int32_t i = 0; i <= text.length(); i = i < text.length() ? text.moveIndex32(i, 1) : i + 1) {
    const UChar32 c = i < text.length() ? text.char32At(i) : U' ';
    if (c == kApostrophe) continue;
    if (in_word(c) || (digits && u_isdigit(c))) {
      word.append(c);
    } else if (!word.isEmpty()) {
      result.push_back(dateline::fold(utf8(word)));
      word.remove();
    }
  }
  return result;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& part : parts) result += (result.empty() ? "" : " ") + part;
  return result;
}

/// No number (China, Japan and Korea have units after theirs, which the parser knows), and none of
/// the single letters that abbreviations fall into, but for those of Catalan and Lithuanian.
bool is_name(const std::string& word) {
  if (word.size() == 1) return word == "d" || word == "m";
  return !word.empty() && !u_isdigit(UnicodeString::fromUTF8(word).char32At(0));
}

void add(const std::string& word, Meaning meaning, const std::string& language) {
  if (is_name(word)) words[word][meaning].insert(language);
}

void add_months(const DateFormatSymbols& symbols, char kind, const std::string& language) {
  for (const auto context : {DateFormatSymbols::FORMAT, DateFormatSymbols::STANDALONE})
    for (const auto width : {DateFormatSymbols::WIDE, DateFormatSymbols::ABBREVIATED}) {
      int32_t count = 0;
      const UnicodeString* names = symbols.getMonths(count, context, width);
      for (int32_t i = 0; i < std::min(count, 12); ++i)
        add(joined(words_of(names[i], true)), {kind, i + 1}, language);
    }
}

void add_weekdays(const DateFormatSymbols& symbols, const std::string& language) {
  for (const auto context : {DateFormatSymbols::FORMAT, DateFormatSymbols::STANDALONE})
    for (const auto width : {DateFormatSymbols::WIDE, DateFormatSymbols::ABBREVIATED}) {
      int32_t count = 0;
      const UnicodeString* names = symbols.getWeekdays(count, context, width);
      for (int32_t i = 1; i < count; ++i)
        for (const std::string& word : words_of(names[i], false)) add(word, {'s', 0}, language);
    }
  int32_t count = 0;
  const UnicodeString* halves = symbols.getAmPmStrings(count);
  for (int32_t i = 0; i < count; ++i)
    for (const std::string& word : words_of(halves[i], false)) add(word, {'s', 0}, language);
}

/// What stands in whole dates beside the names: "de", "г.", and letters glued to a month's name.
void add_patterns(const icu::Locale& locale, char kind, const std::string& language) {
  for (const auto style : {icu::DateFormat::kFull, icu::DateFormat::kLong, icu::DateFormat::kMedium,
                           icu::DateFormat::kShort}) {
    const std::unique_ptr<icu::DateFormat> format(
        icu::DateFormat::createDateTimeInstance(style, icu::DateFormat::kShort, locale));
    constexpr int kDays = 366;
    constexpr UDate kDay = 86400000.0;
    for (int day = 0; day < kDays; ++day) {
      UnicodeString text;
      format->format(kDay * (17000 + day), text);
      const auto parts = words_of(text, true);
      const auto calendar = std::unique_ptr<icu::Calendar>(format->getCalendar()->clone());
      UErrorCode status = U_ZERO_ERROR;
      calendar->setTime(kDay * (17000 + day), status);
      const int month = calendar->get(UCAL_MONTH, status) + 1;
      for (const std::string& part : parts) {
        if (words.count(part) > 0 || !is_name(part)) continue;
        // The name of the month with a letter before it, as Hebrew has it, or a word of others?
        const bool glued = std::any_of(words.begin(), words.end(), [&](const auto& row) {
          return row.second.count({kind, month}) > 0 && row.first.size() > 4 &&
                 part.size() > row.first.size() && part.size() <= row.first.size() + 2 &&
                 part.compare(part.size() - row.first.size(), row.first.size(), row.first) == 0;
        });
        const bool of_name = std::any_of(words.begin(), words.end(), [&](const auto& row) {
          return row.second.begin()->first.first != 's' &&
                 (' ' + row.first + ' ').find(' ' + part + ' ') != std::string::npos;
        });
        if (glued) add(part, {kind, month}, language);
        if (!glued && !of_name) add(part, {'s', 0}, language);
      }
    }
  }
}

void add_locale(const std::string& name, const char* calendar, char kind) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale((name + "@calendar=" + calendar).c_str());
  const DateFormatSymbols symbols(locale, calendar, status);
  if (U_FAILURE(status)) return;
  const std::string language = locale.getLanguage();
  add_months(symbols, kind, language);
  if (kind == 'h') return;
  add_weekdays(symbols, language);
  add_patterns(locale, kind, language);
}

void add_extras() {
  for (const Extra& extra : kExtras) {
    const UnicodeString text = UnicodeString::fromUTF8(extra.words);
    int month = 1;
    std::string word;
    for (const char c : utf8(text) + " ") {
      if (c != ' ' && c != '/') {
        word += c;
        continue;
      }
      if (word != "-") add(word, {'g', month}, extra.language);
      word.clear();
      if (c == ' ') ++month;
    }
  }
}

const char* name_of_calendar(char kind) {
  return kind == 'g' ? "gregorian" : kind == 'p' ? "persian" : "hijri";
}

/// One line a month's name, then the words that say nothing about the day. Languages are told
/// where a name is that of different months.
void print() {
  std::cout << "// Made by build_date_words.cc from ICU " << U_ICU_VERSION << ". Do not edit.\n"
            << "constexpr MonthName kMonthNames[] = {\n";
  for (const auto& [word, meanings] : words) {
    const bool several = std::count_if(meanings.begin(), meanings.end(),
                                       [](const auto& row) { return row.first.first == 'g'; }) > 1;
    for (const auto& [meaning, languages] : meanings) {
      if (meaning.first == 's') continue;
      std::string list;
      for (const std::string& language : languages)
        if (several) list += (list.empty() ? "" : " ") + language;
      std::cout << "    {\"" << word << "\", Calendar::" << name_of_calendar(meaning.first) << ", "
                << meaning.second << ", \"" << list << "\"},\n";
    }
  }
  std::cout << "};\n\nconstexpr std::string_view kSilentWords[] = {\n";
  for (const auto& [word, meanings] : words)
    if (meanings.count({'s', 0}) > 0) std::cout << "    \"" << word << "\",\n";
  std::cout << "};\n";
}

}  // namespace

int main() {
  add_extras();
  for (const char* name : kLocales) add_locale(name, "gregorian", 'g');
  for (const char* name : {"fa", "fa_AF", "ps", "en"}) add_locale(name, "persian", 'p');
  for (const char* name : {"ar", "fa", "ur", "ps", "tr", "id", "ms", "en"})
    add_locale(name, "islamic", 'h');
  add_locale("th", "buddhist", 'g');
  print();
}
