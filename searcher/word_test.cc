// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/word_test.h"

#include <algorithm>

namespace dateline {
namespace {

bool in_scope(const Occurrence& word, Scope scope) {
  switch (scope) {
    case Scope::title:
      return word.paragraph == 0;
    case Scope::lead:
      return word.paragraph <= 1;
    case Scope::anywhere:
      break;
  }
  return true;
}

}  // namespace

WordTester::WordTester(WordTest test) : test_(std::move(test)) {
  for (const Sequence& operand : test_.operands) {
    first_group_.push_back(groups_.size());
    groups_.insert(groups_.end(), operand.words.begin(), operand.words.end());
  }
  spans_.resize(test_.operands.size());
}

bool WordTester::passes(std::string_view record) {
  if (!reader_.find(record, groups_, occurrences_)) return false;
  std::erase_if(occurrences_, [&](const Occurrence& o) { return !in_scope(o, test_.scope); });
  for (std::size_t i = 0; i < test_.operands.size(); ++i) {
    find_spans(i);
    if (spans_[i].empty()) return false;
  }
  return spans_.size() < 2 || within_distance();
}

// Shift-And (Baeza-Yates and Gonnet, 1992): bit k of `state` says that the k+1 words up to here are
// the first k+1 of the sequence.
void WordTester::find_spans(std::size_t operand) {
  std::vector<Span>& spans = spans_[operand];
  spans.clear();
  const std::size_t length = test_.operands[operand].words.size();
  const std::uint64_t accepting = std::uint64_t{1} << (length - 1);
  std::uint64_t state = 0;
  std::uint32_t expected = 0;
  for (const Occurrence& word : occurrences_) {
    const std::uint64_t groups = word.groups >> first_group_[operand];
    state = (word.position == expected ? state << 1 : 0) | 1;
    state &= groups;
    expected = word.position + 1;
    if ((state & accepting) != 0)
      spans.push_back({word.position - static_cast<std::uint32_t>(length - 1), word.position});
  }
}

// Tries every span of the first operand with, for each further operand, the nearest spans that can
// do: few words stand within a distance, so that plain search is quick.
bool WordTester::within_distance() const {
  const auto reaches = [&](const Span& from, const Span& to) {
    if (to.first > from.last) return to.first - from.last <= test_.distance;
    if (test_.ordered || from.first <= to.last) return false;  // out of order, or they overlap
    return from.first - to.last <= test_.distance;
  };
  // Operand by operand, the spans that some chain of near spans leads to.
  std::vector<Span> reached = spans_[0];
  for (std::size_t i = 1; i < spans_.size(); ++i) {
    std::vector<Span> next;
    for (const Span& to : spans_[i])
      if (std::any_of(reached.begin(), reached.end(),
                      [&](const Span& from) { return reaches(from, to); }))
        next.push_back(to);
    reached = std::move(next);
  }
  return !reached.empty();
}

}  // namespace dateline
