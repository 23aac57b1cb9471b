// SPDX-License-Identifier: GPL-2.0-or-later
//
// What a query asks of the order of an article's words, checked on its word sequence: phrases,
// nearness, exact words, title and lead.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/word_sequence.h"
#include "searcher/query.h"

namespace dateline {

/// Words that count as one in a phrase, as their hashes: the forms of a stem, or of a prefix.
using WordGroup = std::vector<std::uint32_t>;

/// Groups that must stand beside each other in this order; one group is a single word.
struct Sequence {
  std::vector<WordGroup> words;
};

/// All that is asked: each of `operands` somewhere in `scope`, and, where there are several,
/// within `distance` words of each other.
struct WordTest {
  std::vector<Sequence> operands;
  Scope scope = Scope::anywhere;
  std::uint32_t distance = 0;
  bool ordered = false;
};

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
  };
  void find_spans(std::size_t operand);
  bool within_distance() const;

  WordTest test_;
  std::vector<WordGroup> groups_;         // of all operands, one after the other
  std::vector<std::size_t> first_group_;  // of each operand
  WordSequenceReader reader_;
  std::vector<Occurrence> occurrences_;
  std::vector<std::vector<Span>> spans_;  // of each operand, ascending
};

}  // namespace dateline
