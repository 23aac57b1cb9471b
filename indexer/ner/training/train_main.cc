// SPDX-License-Identifier: GPL-2.0-or-later
//
// train_names: builds indexer/data/names.model.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>

#include "common/error.h"
#include "indexer/ner/training/crf_trainer.h"
#include "indexer/ner/training/evaluation.h"
#include "indexer/ner/training/model_writer.h"

using namespace dateline;

namespace {

double setting(const std::map<std::string, double>& s, const char* name, double otherwise) {
  const auto found = s.find(name);
  return found == s.end() ? otherwise : found->second;
}

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string folder = argv[1];
  const std::string output = argv[2];
  std::map<std::string, double> s;
  for (int i = 3; i + 1 < argc; i += 2) s[argv[i]] = std::atof(argv[i + 1]);
  double start = seconds();
  Corpora corpora = read_corpora(folder);
  const LexiconTables lexicon_tables = build_lexicon(folder, corpora.training);
  const NameLexicon lexicon(lexicon_tables.words, lexicon_tables.phrases);
  TrainingOptions options;
  options.epochs = static_cast<int>(setting(s, "epochs", options.epochs));
  options.rate = setting(s, "rate", options.rate);
  options.dropout = setting(s, "dropout", options.dropout);
  options.least = static_cast<std::uint32_t>(setting(s, "least", options.least));
  HeadlineShares shares;
  shares.upper = setting(s, "upper", shares.upper);
  shares.title = setting(s, "title", shares.title);
  std::printf("read %.1f s\n", seconds() - start);
  CrfTrainer trainer(lexicon, options);
  for (Corpus& corpus : corpora.training) {
    make_headlines(corpus.documents, shares, options.seed);
    trainer.add(corpus.documents);
  }
  std::printf("features %.1f s\n", seconds() - start);
  const TrainedWeights weights = trainer.train();
  std::printf("trained %.1f s\n", seconds() - start);
  const std::string bytes =
      write_model(lexicon_tables, weights, setting(s, "prune", 0.1), setting(s, "clip", 4));
  std::ofstream(output, std::ios::binary) << bytes;
  const NameModel model(bytes);
  std::printf("%zu features, model %zu bytes (lexicon %zu)\n", weights.features.size(),
              bytes.size(), lexicon_tables.words.size() + lexicon_tables.phrases.size());
  for (const Corpus& corpus : corpora.development) {
    for (const NameKind kind : {NameKind::person, NameKind::place}) {
      const SpanCounts c = count_spans(model, corpus, kind);
      std::printf("%-10s %s  P %.2f R %.2f F1 %.2f (%u)\n", corpus.name.c_str(),
                  kind == NameKind::person ? "PER" : "LOC", 100 * c.precision(), 100 * c.recall(),
                  100 * c.f1(), c.wanted);
    }
  }
  return 0;
} catch (const Error& error) {
  std::fprintf(stderr, "train_names: %s\n", error.message().c_str());
  return 3;
}
