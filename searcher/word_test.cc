// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/word_test.h"

#include <algorithm>
#include <bit>

namespace dateline {
namespace {

constexpr std::uint32_t kNoUnit = UINT32_MAX;
constexpr std::size_t kNobody = SIZE_MAX;

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

/// The bits of `length` groups from the `first` on.
std::uint64_t groups_of(const Occurrence& word, std::size_t first, std::size_t length) {
  const std::uint64_t mask = length >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << length) - 1;
  return first >= 64 ? 0 : (word.groups >> first) & mask;
}

}  // namespace

const Sequence* plain_phrase(const WordTest& test) {
  if (test.operands.size() != 1 || test.operands[0].size() != 1 || test.at_least > 1)
    return nullptr;
  const Sequence& sequence = test.operands[0][0];
  return sequence.scope == Scope::anywhere && sequence.slack == 0 ? &sequence : nullptr;
}

WordTester::WordTester(WordTest test) : test_(std::move(test)) {
  std::vector<WordGroup> groups;
  for (const Operand& operand : test_.operands) {
    if (operand.size() != 1) needs_all_groups_ = false;
    for (const Sequence& sequence : operand)
      groups.insert(groups.end(), sequence.words.begin(), sequence.words.end());
  }
  groups_ = groups;
  spans_.resize(test_.operands.size());
  is_plain_ = plain_phrase(test_) != nullptr;
}

bool WordTester::passes(std::string_view record) {
  if (is_plain_) {
    if (const auto found = reader_.has_phrase(record, groups_)) return *found;
  }
  if (!reader_.find(record, groups_, occurrences_, needs_all_groups_)) return false;
  std::size_t group = 0;
  for (std::size_t i = 0; i < test_.operands.size(); ++i) {
    group = find_spans(test_.operands[i], group, spans_[i]);
    if (spans_[i].empty()) return false;
  }
  if (spans_.size() == 1) {
    if (test_.at_least == 1) return true;
    const auto last = std::unique(spans_[0].begin(), spans_[0].end(),
                                  [](const Span& a, const Span& b) { return a.first == b.first; });
    return last - spans_[0].begin() >= static_cast<std::ptrdiff_t>(test_.at_least);
  }
  const bool by_unit =
      test_.nearness == Nearness::sentence || test_.nearness == Nearness::paragraph;
  return by_unit ? in_one_unit() : within_distance();
}

/// Fills `spans` for an operand whose groups begin with `group`; returns the next one's.
std::size_t WordTester::find_spans(const Operand& operand, std::size_t group,
                                   std::vector<Span>& spans) {
  spans.clear();
  for (const Sequence& sequence : operand) {
    if (sequence.slack == 0)
      find_neighbours(sequence, group, spans);
    else
      find_loose(sequence, group, spans);
    group += sequence.words.size();
  }
  if (operand.size() > 1) {
    std::sort(spans.begin(), spans.end());
    spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
  }
  return group;
}

WordTester::Span WordTester::span(std::size_t first, std::size_t last) const {
  const Occurrence& a = occurrences_[first];
  const Occurrence& b = occurrences_[last];
  Span made{a.position, b.position, kNoUnit};
  if (test_.nearness == Nearness::sentence && a.sentence == b.sentence) made.unit = a.sentence;
  if (test_.nearness == Nearness::paragraph && a.paragraph == b.paragraph) made.unit = a.paragraph;
  return made;
}

// Shift-And (Baeza-Yates and Gonnet, 1992): bit k of `state` says that the k+1 words up to here are
// the first k+1 of the sequence.
void WordTester::find_neighbours(const Sequence& sequence, std::size_t group,
                                 std::vector<Span>& spans) const {
  const std::size_t length = sequence.words.size();
  const std::uint64_t accepting = std::uint64_t{1} << (length - 1);
  std::uint64_t state = 0;
  std::uint32_t expected = 0;
  for (std::size_t i = 0; i < occurrences_.size(); ++i) {
    const Occurrence& word = occurrences_[i];
    state = (word.position == expected ? state << 1 : 0) | 1;
    state &= in_scope(word, sequence.scope) ? groups_of(word, group, length) : 0;
    expected = word.position + 1;
    if ((state & accepting) != 0) spans.push_back(span(i - (length - 1), i));
  }
}

// From each place the words are taken in as a matching of words and places (Kuhn's augmenting
// paths). Once all words have a place, they have one up to any later place too; and some matching
// uses both ends if these can stand for two different words (Mendelsohn and Dulmage, 1958).
void WordTester::find_loose(const Sequence& sequence, std::size_t group, std::vector<Span>& spans) {
  const std::size_t length = sequence.words.size();
  const std::uint32_t reach = static_cast<std::uint32_t>(length) - 1 + sequence.slack;
  loose_groups_.clear();
  for (const Occurrence& word : occurrences_)
    loose_groups_.push_back(in_scope(word, sequence.scope) ? groups_of(word, group, length) : 0);
  for (std::size_t first = 0; first < occurrences_.size(); ++first) {
    if (loose_groups_[first] == 0) continue;
    holder_.assign(length, kNobody);
    std::size_t matched = 0;
    for (std::size_t last = first; last < occurrences_.size(); ++last) {
      if (occurrences_[last].position - occurrences_[first].position > reach) break;
      if (loose_groups_[last] == 0) continue;
      std::uint64_t visited = 0;
      if (matched < length && add_to_matching(loose_groups_[last], last, visited)) ++matched;
      if (matched < length) continue;
      const bool both_ends =
          length == 1
              ? first == last
              : first != last && std::popcount(loose_groups_[first] | loose_groups_[last]) > 1;
      if (both_ends) spans.push_back(span(first, last));
    }
  }
}

bool WordTester::add_to_matching(std::uint64_t groups, std::size_t position,
                                 std::uint64_t& visited) {
  for (std::uint64_t left = groups & ~visited; left != 0; left = groups & ~visited) {
    const auto word = static_cast<std::size_t>(std::countr_zero(left));
    visited |= std::uint64_t{1} << word;
    const std::size_t held = holder_[word];
    if (held == kNobody || add_to_matching(loose_groups_[held], held, visited)) {
      holder_[word] = position;
      return true;
    }
  }
  return false;
}

// Tries every span of the first operand with, for each further operand, the nearest spans that can
// do: few words stand within a distance, so that plain search is quick.
bool WordTester::within_distance() const {
  const auto reaches = [&](const Span& from, const Span& to) {
    if (to.first > from.last) return to.first - from.last <= test_.distance;
    // Out of order, or they overlap.
    if (test_.nearness == Nearness::words_in_order || from.first <= to.last) return false;
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

bool WordTester::in_one_unit() const {
  return std::any_of(spans_[0].begin(), spans_[0].end(), [&](const Span& one) {
    return one.unit != kNoUnit &&
           std::all_of(spans_.begin() + 1, spans_.end(), [&](const std::vector<Span>& others) {
             return std::any_of(others.begin(), others.end(),
                                [&](const Span& other) { return other.unit == one.unit; });
           });
  });
}

}  // namespace dateline
