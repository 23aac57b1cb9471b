// SPDX-License-Identifier: GPL-2.0-or-later
//
// From an article to the best sequence of labels: scores of tokens, remembered for words and
// flags, and the Viterbi search. Whole numbers throughout, so that the result is the same on any
// machine and whatever was decoded before.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "indexer/ner/article_words.h"
#include "indexer/ner/name_labels.h"
#include "indexer/ner/name_model.h"

namespace dateline {

/// The Viterbi search, with its working memory.
class PathSearch {
 public:
  /// The best path through `scores`, which begins and ends outside names. Of equal paths the one
  /// whose labels have smaller numbers, judged from the end.
  void run(const NameModel& model, const std::vector<LabelScores>& scores,
           std::vector<Label>& labels);

 private:
  std::vector<std::array<Label, kLabelCount>> from_;  ///< by token: each label's predecessor
};

class LabelDecoder {
 public:
  explicit LabelDecoder(const NameModel& model) : model_(model), words_(model.lexicon()) {}

  /// One label a token; valid until the next call.
  const std::vector<Label>& decode(const ArticleTokens& article);

  /// The words of the article that was decoded last.
  const ArticleWords& words() const { return words_; }

 private:
  struct WordScores {
    LabelScores at[kOffsets];
    std::uint8_t known = 0;  ///< bit i: at[i] is filled
  };
  class FlagScores {
   public:
    const LabelScores& find(FlagState state, int offset, LabelDecoder& decoder);

   private:
    HashNumbers numbers_;
    std::vector<LabelScores> scores_;
  };

  static constexpr std::uint32_t kNoToken = ~0U;

  LabelScores score_features();
  const LabelScores& word_scores(const ArticleTokens& article, std::uint32_t token, int offset);
  LabelScores score_token(const ArticleTokens& article, std::uint32_t token,
                          const TokenRange& sentence);

  const NameModel& model_;
  ArticleWords words_;
  std::vector<std::uint32_t> memo_of_;  ///< by type: 1 + place in memos_; most are near no name
  std::deque<WordScores> memos_;
  FlagScores flag_scores_[3];
  FeatureList features_;
  PathSearch search_;
  std::vector<LabelScores> run_scores_;
  std::vector<Label> run_labels_;
  std::vector<Label> labels_;
};

}  // namespace dateline
