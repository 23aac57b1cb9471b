// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/date_words.h"

#include <algorithm>
#include <iterator>

#include "common/text.h"

namespace dateline {
namespace {

#include "indexer/data/date_words.inc"

// Beside those of CLDR.
constexpr std::string_view kWeekdays = "tues weds thur thurs sonnabend";

constexpr std::string_view kZones =
    "z ut utc gmt est edt cst cdt mst mdt pst pdt bst cet cest mez mesz eet eest wet west msk ist "
    "jst kst hkt sgt irst aest aedt nzst nzdt trt et ct pt мск";

constexpr std::string_view kOrdinals = "st nd rd th er";

constexpr std::string_view kFillers =
    "at on of the de del do le den um uhr a um alle hrs hours godz hod saat ngay roku r o e ค ศ";

}  // namespace

std::string fold_word(std::string_view word) {
  return fold(word);
}

bool holds_word(std::string_view words, std::string_view word) {
  if (word.empty() || word.find(' ') != std::string_view::npos) return false;
  for (std::size_t at = 0; (at = words.find(word, at)) != std::string_view::npos; ++at) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' '))
      return true;
  }
  return false;
}

std::span<const MonthName> months_named(std::string_view folded) {
  const auto* first = std::lower_bound(
      std::begin(kMonthNames), std::end(kMonthNames), folded,
      [](const MonthName& month, std::string_view name) { return month.name < name; });
  const auto* last = std::find_if(first, std::end(kMonthNames),
                                  [&](const MonthName& month) { return month.name != folded; });
  return {first, last};
}

bool is_weekday(std::string_view folded) {
  return holds_word(kWeekdays, folded) ||
         std::binary_search(std::begin(kSilentWords), std::end(kSilentWords), folded);
}
bool is_zone(std::string_view folded) {
  return holds_word(kZones, folded);
}
bool is_ordinal(std::string_view folded) {
  return holds_word(kOrdinals, folded);
}
bool is_filler(std::string_view folded) {
  return is_weekday(folded) || holds_word(kFillers, folded);
}

}  // namespace dateline
