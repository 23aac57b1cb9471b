// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/named_countries.h"

#include <algorithm>

#include "common/text.h"
#include "searcher/ranking.h"

namespace dateline {
namespace {

constexpr std::size_t kShortest = 4;

bool is_in_capitals(const std::string& word) {
  return std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// How many of the folded `words` a name takes from its first on; 0 where it is not there.
std::size_t words_taken(const std::string& name, std::span<const std::string> words) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (name.compare(at, words[i].size(), words[i]) != 0) return 0;
    at += words[i].size();
    if (at == name.size()) return i + 1;
    if (name[at++] != ' ') return 0;
  }
  return 0;
}

}  // namespace

std::vector<std::string> named_countries(const Index& index, std::span<const std::string> words) {
  const bool capitals_tell = !std::ranges::all_of(words, is_in_capitals) || words.size() == 1;
  std::vector<std::string> folded;
  for (const std::string& word : words) folded.push_back(fold(word));
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t taken = 0;
    std::string longest;
    if (!is_function_word(words[i]))
      for (const std::string& name : index.country_aliases_with_prefix(folded[i])) {
        const std::size_t takes = words_taken(name, std::span(folded).subspan(i));
        if (takes <= taken ||
            (name.size() < kShortest && !(capitals_tell && is_in_capitals(words[i]))))
          continue;
        taken = takes;
        longest = name;
      }
    i += std::max<std::size_t>(1, taken);
    if (taken == 0) continue;
    const auto code = index.country_code(longest);
    if (code && std::ranges::find(codes, *code) == codes.end()) codes.push_back(*code);
  }
  return codes;
}

}  // namespace dateline
