// SPDX-License-Identifier: GPL-2.0-or-later
//
// What a query asks of the order of an article's words, checked on its word sequence: phrases,
// nearness, sentences, paragraphs, how often, exact words, title and lead.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/word_sequence.h"
#include "searcher/query.h"

namespace dateline {

/// Words that count as one in a phrase, as their hashes: the forms of a stem, or of a prefix.
using WordGroup = std::vector<std::uint32_t>;

/// Groups that must stand beside each other in this order, or, with `slack`, in any order with at
/// most so many other words among them; one group is a single word.
struct Sequence {
  std::vector<WordGroup> words;
  Scope scope = Scope::anywhere;
  std::uint32_t slack = 0;
  /// For each of `words` the terms of which one is in every article that holds it; may be empty.
  std::vector<std::vector<std::string>> stems = {};
};

/// Sequences of which any will do.
using Operand = std::vector<Sequence>;

/// All that is asked: each of `operands` somewhere, and, where there are several, as near as
/// `nearness` says; where there is one, in at least so many places.
struct WordTest {
  std::vector<Operand> operands;
  Nearness nearness = Nearness::words;
  std::uint32_t distance = 0;
  std::uint32_t at_least = 1;
};

/// The words of a test that asks for no more than words beside each other, wherever they stand;
/// nullptr for any other.
const Sequence* plain_phrase(const WordTest& test);

/// Whether word sequences pass a test. Keeps its buffers between calls.
class WordTester {
 public:
  /// The test must hold no more than kMaxGroups groups in all.
  explicit WordTester(WordTest test);

  bool passes(std::string_view record);

 private:
  struct Span {
    std::uint32_t first = 0;  ///< positions
    std::uint32_t last = 0;
    std::uint32_t unit = 0;  ///< the sentence or paragraph that holds all of it, or kNoUnit
    bool operator<(const Span& other) const {
      return first != other.first ? first < other.first : last < other.last;
    }
    bool operator==(const Span& other) const = default;
  };

  std::size_t find_spans(const Operand& operand, std::size_t group, std::vector<Span>& spans);
  void find_neighbours(const Sequence& sequence, std::size_t group, std::vector<Span>& spans) const;
  void find_loose(const Sequence& sequence, std::size_t group, std::vector<Span>& spans);
  bool add_to_matching(std::uint64_t groups, std::size_t position, std::uint64_t& visited);
  Span span(std::size_t first, std::size_t last) const;
  bool within_distance() const;
  bool in_one_unit() const;

  WordTest test_;
  WordGroups groups_;  // of all operands, one after the other
  bool needs_all_groups_ = true;
  bool is_plain_ = false;
  WordSequenceReader reader_;
  std::vector<Occurrence> occurrences_;
  std::vector<std::vector<Span>> spans_;  // of each operand, ascending
  std::vector<std::size_t> holder_;       // of each word of a loose phrase, an occurrence
  std::vector<std::uint64_t> loose_groups_;
};

}  // namespace dateline
