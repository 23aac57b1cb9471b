// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mbox_line.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/readers/clean_text.h"

namespace dateline {
namespace {

constexpr std::size_t kMostWords = 16;

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!(line = trim(line)).empty() && words.size() <= kMostWords) {
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
  return words;
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// One of the names in `names`, which are of three letters, with a comma after it or not.
bool is_name(std::string_view word, std::string_view names) {
  if (word.ends_with(',')) word.remove_suffix(1);
  const std::size_t at = word.size() == 3 ? names.find(ascii_lower(word)) : std::string_view::npos;
  return at != std::string_view::npos && at % 3 == 0;
}

bool is_day_name(std::string_view word) {
  return is_name(word, "montuewedthufrisatsun");
}

/// "10:00" or "10:00:00"
bool is_time(std::string_view word) {
  if (word.size() != 5 && word.size() != 8 && word.size() != 4 && word.size() != 7) return false;
  std::string digits(word);
  const auto colons = std::erase(digits, ':');
  return (colons == 1 || colons == 2) && all_digits(digits) && word.back() != ':';
}

}  // namespace

bool is_mbox_separator(std::string_view line) {
  if (!line.starts_with("From ")) return false;
  const auto words = words_of(line.substr(5));
  // The address mostly is one word, but "desk at example.org" in public archives of lists.
  const auto day = std::find_if(words.begin(), words.end(), is_day_name);
  const auto before = day - words.begin();
  if (day == words.end() || before < 1 || before > 3 || words.size() > kMostWords) return false;
  int months = 0;
  int days = 0;
  int times = 0;
  int years = 0;
  for (auto word = day + 1; word != words.end(); ++word) {
    months += is_name(*word, "janfebmaraprmayjunjulaugsepoctnovdec") ? 1 : 0;
    times += is_time(*word) ? 1 : 0;
    if (!all_digits(*word)) continue;
    days += word->size() <= 2 ? 1 : 0;
    years += word->size() == 4 ? 1 : 0;
  }
  return months == 1 && days == 1 && times == 1 && years == 1 && words.end() - day <= 9;
}

}  // namespace dateline
