// SPDX-License-Identifier: GPL-2.0-or-later
//
// The passage of an article that shows best why it matched, with the words that did. Cut by the
// same Analyzer that indexed the article, so that what is marked is what matched.
#pragma once

#include <string_view>
#include <vector>

#include "common/analyzer.h"
#include "searcher/query_compiler.h"
#include "searcher/results.h"

namespace dateline {

/// The length of a hit's passage.
inline constexpr std::size_t kSnippetWords = 36;

class SnippetMaker {
 public:
  SnippetMaker(Analyzer& analyzer, const HighlightWords& wanted)
      : analyzer_(analyzer), wanted_(wanted) {}

  /// A passage of about `words` words of `body`; its beginning where nothing is to be marked.
  /// White space is folded, so the passage is one line.
  Snippet make(std::string_view body, std::size_t words);

  /// Where the wanted words stand in `text`.
  std::vector<Highlight> marks(std::string_view text);

 private:
  std::size_t best_start(std::size_t length) const;

  Analyzer& analyzer_;
  const HighlightWords& wanted_;
  std::vector<Word> words_;
  std::vector<bool> marked_;  // of each of words_
};

}  // namespace dateline
