// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/outlet_names.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "indexer/readers/clean_text.h"

namespace dateline {
namespace {

/// Agencies and papers whose name alone does not show what they are.
constexpr std::string_view kKnown =
    " aap afp agerpres al-arabiya al-jazeera al-monitor ana anadolu ansa antara ap apa axios "
    "azertac bbc "
    "belga belta bernama bloomberg bta cbc cbs cctv cna cnbc cnn ctk dawn dpa dw efe euronews "
    "eurasianet fana fars forbes gulfnews haaretz ians ilna interfax irib irna isna itar-tass "
    "jiji kazinform kcna khaama kommersant kuna kyodo lusa mehr moneycontrol mti nbc newsweek nhk "
    "nna npr ntb pap petra politico presstv prensa pti qna rbc reuters rferl ria ria-novosti rt "
    "rte saba sana sky spa sputnik tanjug tasnim tass telesur tolonews tt ukrinform uni unian upi "
    "vedomosti voa vox wafa xinhua yonhap ";

/// Last words, or last parts of a word, of outlets' names.
constexpr std::string_view kEndings =
    " agency broadcasting bulletin bureau chronicle courier daily desk dispatch examiner express "
    "gazette globe guardian "
    "herald independent journal magazine mail media mirror monitor network news newspaper "
    "observer online outlook post press radio register reporter review service standard star sun "
    "telegraph "
    "telegram times today tribune tv weekly wire ";

bool holds(std::string_view list, std::string_view word) {
  return list.find(' ' + std::string(word) + ' ') != std::string_view::npos;
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

/// "EghtesadOnline", "PressTV", but neither "McCain" nor "US".
bool has_inner_capital(std::string_view word) {
  if (word.size() < 5 || word.substr(0, 2) == "Mc" || word.substr(0, 3) == "Mac") return false;
  for (std::size_t i = 1; i < word.size(); ++i)
    if (is_upper(word[i]) && is_lower(word[i - 1])) return true;
  return false;
}

bool starts_like_name(std::string_view word) {
  return !word.empty() &&
         (is_upper(word[0]) || (word[0] & 0x80) != 0 || word == "of" || word == "the");
}

}  // namespace

bool is_outlet_name(std::string_view name) {
  constexpr std::size_t kMostWords = 4;
  std::size_t words = 0;
  std::string_view last;
  for (std::size_t at = 0; at <= name.size(); ++words) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    last = name.substr(at, end - at);
    if (!starts_like_name(last)) return false;
    at = end + 1;
  }
  if (words > kMostWords) return false;
  const std::string lower = ascii_lower(name);
  if (words == 1) return has_inner_capital(name) || holds(kKnown, lower);
  return holds(kKnown, lower) || holds(kEndings, ascii_lower(last));
}

}  // namespace dateline
