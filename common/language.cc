// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/language.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

/// Of Xapian's Snowball stemmers those of one living language each. On disk: append only, since
/// articles that were indexed without a stemmer are looked up without it.
constexpr std::array<std::string_view, 25> kStemmed{
    "ar", "ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "hu", "hy", "id",
    "it", "lt", "ne", "nl", "no", "pt", "ro", "ru", "sv", "ta", "tr", "und"};

constexpr std::string_view kStemPrefix = "XW";

}  // namespace

std::string_view stemming_language(std::string_view language) {
  if (language.empty()) return "en";
  const auto at = std::lower_bound(kStemmed.begin(), kStemmed.end(), language);
  return at != kStemmed.end() && *at == language ? *at : "und";
}

std::string stem_prefix(std::string_view language) {
  const std::string_view stemmed = stemming_language(language);
  if (stemmed == "en") return {};
  return std::string(kStemPrefix).append(stemmed).append(":");
}

// Words are folded and hold no capitals.
std::string_view without_stem_prefix(std::string_view stem) {
  if (stem.starts_with(kStemPrefix))
    stem.remove_prefix(std::min(stem.find(':'), stem.size() - 1) + 1);
  return stem;
}

}  // namespace dateline
