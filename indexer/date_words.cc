// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/date_words.h"

#include <array>

namespace dateline {
namespace {

/// The names and abbreviations of each month, space separated.
constexpr std::array<std::string_view, 12> kMonths{
    "january jan janvier janv januar janner enero ene gennaio gen janeiro",
    "february feb fevrier fevr fev februar febrero febbraio fevereiro",
    "march mar mars marz maerz mrz marzo marco",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag maio",
    "june jun juin juni junio giugno giu junho",
    "july jul juillet juil juli julio luglio lug julho",
    "august aug aout agosto ago",
    "september sept sep septembre septiembre setiembre settembre set setembro",
    "october oct octobre oktober okt octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec decembre dezember dez diciembre dic dicembre dezembro"};

constexpr std::string_view kWeekdays =
    "monday mon tuesday tue tues wednesday wed weds thursday thu thur thurs friday fri saturday "
    "sat "
    "sunday sun lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim montag "
    "dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lunes martes miercoles jueves "
    "viernes sabado domingo lunedi martedi mercoledi giovedi venerdi domenica";

constexpr std::string_view kZones =
    "z ut utc gmt est edt cst cdt mst mdt pst pdt bst cet cest mez mesz eet eest wet west msk ist "
    "jst kst hkt sgt irst aest aedt nzst nzdt trt et ct pt";

constexpr std::string_view kOrdinals = "st nd rd th er";

constexpr std::string_view kFillers = "at on of the de del do le den um uhr a um alle hrs hours";

bool holds(std::string_view words, std::string_view word) {
  if (word.empty() || word.find(' ') != std::string_view::npos) return false;
  for (std::size_t at = 0; (at = words.find(word, at)) != std::string_view::npos; ++at) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' '))
      return true;
  }
  return false;
}

/// The plain letter of U+00C0 + `offset`, offset below 64; 0 for those that have none.
char plain_letter(unsigned offset) {
  static constexpr char kPlain[33] = "aaaaaaaceeeeiiiidnooooo\0ouuuuy\0s";
  return kPlain[offset % 32];
}

}  // namespace

std::string fold_word(std::string_view word) {
  std::string folded;
  folded.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (c >= 'A' && c <= 'Z') {
      folded += static_cast<char>(c - 'A' + 'a');
    } else if (c == '\xC3' && i + 1 < word.size() && (word[i + 1] & 0xC0) == 0x80 &&
               plain_letter(static_cast<unsigned char>(word[i + 1]) & 0x3FU) != '\0') {
      folded += plain_letter(static_cast<unsigned char>(word[++i]) & 0x3FU);
    } else {
      folded += c;
    }
  }
  return folded;
}

std::optional<int> month_of(std::string_view folded) {
  if (!folded.empty() && folded.back() == '.') folded.remove_suffix(1);
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (holds(kMonths[i], folded)) return static_cast<int>(i) + 1;
  return std::nullopt;
}

bool is_weekday(std::string_view folded) {
  return holds(kWeekdays, folded);
}
bool is_zone(std::string_view folded) {
  return holds(kZones, folded);
}
bool is_ordinal(std::string_view folded) {
  return holds(kOrdinals, folded);
}
bool is_filler(std::string_view folded) {
  return holds(kFillers, folded);
}

}  // namespace dateline
