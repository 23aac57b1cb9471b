// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/ranking.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "common/text.h"

namespace dateline {
namespace {

/// Articles, pronouns, auxiliaries, conjunctions, prepositions and question words; ascending.
constexpr std::array<std::string_view, 120> kFunctionWords{
    "a",     "about",   "above",  "after",   "again",   "against", "all",    "also",   "am",
    "among", "an",      "and",    "any",     "are",     "as",      "at",     "be",     "because",
    "been",  "before",  "being",  "below",   "between", "both",    "but",    "by",     "can",
    "could", "did",     "do",     "does",    "doing",   "during",  "each",   "few",    "for",
    "from",  "further", "had",    "has",     "have",    "having",  "he",     "her",    "here",
    "hers",  "him",     "his",    "how",     "i",       "if",      "in",     "into",   "is",
    "it",    "its",     "itself", "just",    "me",      "more",    "most",   "my",     "no",
    "nor",   "not",     "of",     "off",     "on",      "once",    "only",   "or",     "other",
    "our",   "out",     "over",   "own",     "same",    "she",     "should", "so",     "some",
    "such",  "than",    "that",   "the",     "their",   "them",    "then",   "there",  "these",
    "they",  "this",    "those",  "through", "to",      "too",     "under",  "until",  "up",
    "upon",  "very",    "was",    "we",      "were",    "what",    "when",   "where",  "whether",
    "which", "while",   "whom",   "whose",   "why",     "will",    "with",   "within", "without",
    "would", "you",     "your"};
static_assert(std::is_sorted(kFunctionWords.begin(), kFunctionWords.end()));

}  // namespace

double term_weight(double documents, double holders) {
  double ratio = (documents - holders + 0.5) / (holders + 0.5);
  if (ratio < 2) ratio = ratio * 0.5 + 1;
  return std::log(ratio) * (kK1 + 1);
}

bool is_function_word(std::string_view word) {
  return std::binary_search(kFunctionWords.begin(), kFunctionWords.end(), fold(word));
}

}  // namespace dateline
