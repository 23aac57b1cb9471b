// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/name_spans.h"

#include <algorithm>

namespace dateline {
namespace {

bool is_title(const WordType& word) {
  return (word.roles & role::kTitle) != 0;
}

/// "President Barack Obama" is a person named Barack Obama.
void strip_titles(const ArticleWords& words, std::vector<NameSpan>& spans) {
  for (NameSpan& span : spans) {
    if (span.kind != NameKind::person) continue;
    while (span.first < span.last && (words.word(span.first).roles & role::kHonorific) != 0)
      ++span.first;
    std::uint32_t first = span.first;
    while (first < span.last && is_title(words.word(first))) ++first;
    if (first < span.last) span.first = first;
  }
  std::erase_if(spans, [](const NameSpan& span) { return span.first == span.last; });
}

/// Words that end a full name of a person of the article.
std::vector<std::uint32_t> surnames_of(const ArticleWords& words,
                                       const std::vector<NameSpan>& spans) {
  std::vector<std::uint32_t> surnames;
  for (const NameSpan& span : spans)
    if (span.kind == NameKind::person && span.last - span.first > 1)
      surnames.push_back(words.word(span.last - 1).word);
  std::sort(surnames.begin(), surnames.end());
  surnames.erase(std::unique(surnames.begin(), surnames.end()), surnames.end());
  return surnames;
}

bool may_stand_alone(const ArticleWords& words, std::uint32_t token) {
  constexpr WordLists kOtherSense = in_list::kCountry | in_list::kDemonym;
  const WordType& word = words.word(token);
  return word.capitals != Capitals::single && (word.lexicon.lists & kOtherSense) == 0 &&
         (word.roles & (role::kCalendar | role::kTitle)) == 0 &&
         (words.flags(token) & doc::kLower) == 0;
}

/// Tokens outside all spans that stand alone in their run and are somebody's surname.
void add_surnames(const ArticleWords& words, std::vector<NameSpan>& spans) {
  const std::vector<std::uint32_t> surnames = surnames_of(words, spans);
  if (surnames.empty()) return;
  std::vector<NameSpan> added;
  auto next = spans.begin();
  for (const CapitalRun& run : words.runs()) {
    const std::uint32_t token = run.tokens.first;
    while (next != spans.end() && next->last <= token) ++next;
    const bool is_free = next == spans.end() || next->first >= run.tokens.last;
    if (run.tokens.last - token != 1 || !is_free) continue;
    if (std::binary_search(surnames.begin(), surnames.end(), words.word(token).word) &&
        may_stand_alone(words, token))
      added.push_back({token, token + 1, NameKind::person});
  }
  const auto middle = static_cast<std::ptrdiff_t>(spans.size());
  spans.insert(spans.end(), added.begin(), added.end());
  std::inplace_merge(spans.begin(), spans.begin() + middle, spans.end(),
                     [](const NameSpan& a, const NameSpan& b) { return a.first < b.first; });
}

}  // namespace

void read_spans(const std::vector<Label>& labels, std::vector<NameSpan>& spans) {
  spans.clear();
  const auto size = static_cast<std::uint32_t>(labels.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    if (labels[i] == kOutside) continue;
    const std::uint32_t first = i;
    while (is_open(labels[i]) && i + 1 < size && may_follow(labels[i], labels[i + 1])) ++i;
    spans.push_back({first, i + 1, kind_of(labels[first])});
  }
}

void correct_spans(const ArticleWords& words, std::vector<NameSpan>& spans) {
  strip_titles(words, spans);
  add_surnames(words, spans);
}

}  // namespace dateline
