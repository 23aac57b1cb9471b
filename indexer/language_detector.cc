// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/language_detector.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>
#include <array>

#include "common/text.h"
#include "indexer/readers/article_draft.h"

namespace dateline {
namespace {

/// Enough to be sure; the rest of a long article would only cost time.
constexpr std::size_t kMostBytes = 2000;
/// Less text says nothing against what the source declares.
constexpr std::size_t kFewestBytes = 200;

/// Words that are common in English news and in no other language's.
constexpr std::array<std::string_view, 16> kEnglish{
    "The", "and",   "been", "from", "had",  "have",  "said", "that",
    "the", "their", "they", "this", "were", "which", "with", "would"};
constexpr std::size_t kSample = 120;  // words
constexpr std::size_t kShare = 12;    // one word in so many

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_plainly_english(std::string_view text) {
  std::size_t words = 0;
  std::size_t english = 0;
  for (std::size_t at = 0; at < text.size() && words < kSample;) {
    if (!is_letter(text[at])) {
      ++at;
      continue;
    }
    const std::size_t start = at;
    while (at < text.size() && is_letter(text[at])) ++at;
    ++words;
    if (at - start < 3 || at - start > 5) continue;
    const std::string_view word = text.substr(start, at - start);
    if (std::find(kEnglish.begin(), kEnglish.end(), word) != kEnglish.end()) ++english;
  }
  return words >= 20 && english * kShare >= words;
}

struct Detected {
  std::string code;      // empty where nothing was
  bool is_sure = false;  // enough to overrule what is declared
};

Detected detect(std::string_view text) {
  bool is_reliable = false;
  int text_bytes = 0;
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, nullptr, 0,
                                 languages.data(), percents.data(), scores.data(), nullptr,
                                 &text_bytes, &is_reliable);
  constexpr int kMostOfIt = 80;  // percent; the rest is names and quotations
  if (languages[0] == CLD2::UNKNOWN_LANGUAGE || !is_reliable) return {};
  return {language_code(CLD2::LanguageCode(languages[0])),
          percents[0] >= kMostOfIt && text.size() >= kFewestBytes};
}

}  // namespace

std::string article_language(std::string_view declared, std::string_view title,
                             std::string_view body) {
  std::string said = language_code(declared);
  const std::string_view sample = clip_utf8(body, kMostBytes);
  if ((said.empty() || said == "en") && is_plainly_english(sample)) return "en";
  Detected detected =
      detect(sample.size() >= kFewestBytes ? std::string(sample)
                                           : std::string(title) + ' ' + std::string(sample));
  if (detected.code.empty()) return said.empty() ? "en" : said;
  if (said.empty() || detected.is_sure) return detected.code;
  return said;
}

}  // namespace dateline
