// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the words of a query stand for in an index: terms to look for, and the exact words that a
// test of their order takes.
#pragma once

#include <string>
#include <vector>

#include "searcher/query_compiler.h"
#include "searcher/word_test.h"

namespace dateline {

/// A word or prefix of a query, resolved.
struct Words {
  WordGroup group;                 ///< hashes of the exact words
  std::vector<std::string> stems;  ///< each holds some of them
  bool whole = true;               ///< every word of these stems is among them
};

class WordResolver {
 public:
  /// Adds to the notes, the words to highlight and what became of the words of `compiled`.
  WordResolver(const Index& index, Analyzer& analyzer, CompiledQuery& compiled)
      : index_(index), analyzer_(analyzer), compiled_(compiled) {}

  /// The words that the analyzer finds in a text.
  std::vector<Form> forms_of(std::string_view text);

  /// Those of a phrase, in order; the last of a part with a star is a prefix.
  std::vector<Words> words_of_parts(const std::vector<PhrasePart>& parts, bool exact);

  /// Those near a folded word.
  Words words_near(const std::string& word, std::uint32_t edits);

 private:
  Words words_of(const Form& form, bool exact);
  Words words_of_prefix(const std::string& prefix);
  Words collected(const std::vector<std::pair<std::string, std::string>>& words);

  const Index& index_;
  Analyzer& analyzer_;
  CompiledQuery& compiled_;
  std::vector<Word> found_;
};

}  // namespace dateline
