// SPDX-License-Identifier: GPL-2.0-or-later
//
// Fits the weights of the linear-chain CRF: stochastic gradient of the log-likelihood, AdaGrad
// (Duchi et al. 2011), and dropout of features, so that none is relied on alone.
// Only runs of capitalised words are learnt from, as only they are decoded.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "indexer/ner/article_words.h"
#include "indexer/ner/name_labels.h"
#include "indexer/ner/training/corpus.h"

namespace dateline {

struct TrainingOptions {
  int epochs = 6;
  int averaged = 3;         ///< epochs at the end whose weights are averaged
  double rate = 0.1;        ///< of AdaGrad
  double dropout = 0.5;     ///< share of features that a step does not see
  std::uint32_t least = 2;  ///< occurrences of a feature that is kept
  std::uint64_t seed = 1;
};

using WeightRow = std::array<float, kLabelLanes>;

struct TrainedWeights {
  std::vector<std::uint64_t> features;
  std::vector<WeightRow> rows;  ///< one a feature
  std::array<WeightRow, kLabelLanes> pairs{};
};

class CrfTrainer {
 public:
  CrfTrainer(const NameLexicon& lexicon, const TrainingOptions& options)
      : lexicon_(lexicon), options_(options), words_(lexicon) {}

  /// Takes over what is to be learnt from the documents, which may go afterwards.
  void add(const Documents& documents);

  TrainedWeights train();

 private:
  using ListNumber = std::uint32_t;
  struct List {
    std::size_t first = 0;
    std::uint32_t size = 0;
    std::uint32_t uses = 0;
  };
  static constexpr int kListsOfToken = kOffsets + 3 + 1;
  struct Token {
    std::array<ListNumber, kListsOfToken> lists{};
    Label label = kOutside;
  };
  struct Run {
    std::uint32_t first = 0;
    std::uint32_t size = 0;
  };
  struct Row {
    WeightRow weights{};
    WeightRow squares{};  ///< sums of squared gradients
    WeightRow sum{};      ///< of the weights after the averaged epochs
  };
  struct Workspace;

  void add_document(const AnnotatedDocument& document);
  Token make_token(const ArticleTokens& article, std::uint32_t token, const TokenRange& sentence);
  ListNumber store(const FeatureList& features);
  ListNumber word_list(const ArticleTokens& article, std::uint32_t token, int offset,
                       const TokenRange& sentence);
  ListNumber flag_list(FlagState state, int offset);
  void cut_rare_features();
  void learn(const Run& run, Workspace& work);
  void choose_features(const Run& run, Workspace& work);
  static void run_forward(Workspace& work);
  static void run_backward(Workspace& work);
  void learn_features(const Run& run, const Workspace& work);
  void learn_pairs(const Run& run, const Workspace& work);
  void update_row(Row& row, const WeightRow& gradient) const;

  const NameLexicon& lexicon_;
  TrainingOptions options_;
  ArticleWords words_;
  HashNumbers numbers_;
  std::vector<std::uint64_t> hashes_;  ///< of features, by number
  std::vector<std::uint32_t> arena_;   ///< numbers of features, list after list
  std::vector<List> lists_;
  std::unordered_map<std::uint64_t, ListNumber> word_lists_;
  std::unordered_map<std::uint64_t, ListNumber> flag_lists_;
  std::vector<Token> tokens_;
  std::vector<Run> runs_;
  std::vector<Row> rows_;
  std::array<Row, kLabelLanes> pairs_{};
};

}  // namespace dateline
