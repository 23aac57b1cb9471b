// SPDX-License-Identifier: GPL-2.0-or-later
//
// train_names DATA MODEL [--without PART]...
//
// Makes the name tagger's model (indexer/data/names.model) from the folder of training data that
// ner/README.md describes. The recipe:
//
//  1. Read five annotated corpora, settle what their annotators do differently, hold a part out.
//  2. Make up sports results, datelines, bylines and company wires from patterns; rename the
//     persons of some documents; write some sentences in capitals, as headlines are.
//  3. Build the lexicon: word clusters, lists of names, words usually written small.
//  4. Fit the CRF on what is not held out, and print its figures on what is.
//  5. Fit it again on all but what is reserved, keep the features with the greatest weights, write
//  the model.
//
// Each step is seeded: the same data give the same bytes on the same machine. With --without (for
// the ablations in the README) only the figures are made: clusters, lists, made-up, renaming,
// headlines, dropout, averaging or second-fit.
#include <cstdio>
#include <fstream>
#include <set>
#include <utility>

#include "common/error.h"
#include "indexer/ner/training/crf_trainer.h"
#include "indexer/ner/training/evaluation.h"
#include "indexer/ner/training/made_up_news.h"
#include "indexer/ner/training/model_writer.h"

namespace dateline {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr std::size_t kMadeUpArticles = 2000;
constexpr double kRenamedShare = 0.15;
constexpr HeadlineShares kHeadlines{0.05, 0.05};
/// Sized for a model of 10 MB; twice as many gain nothing that can be measured.
constexpr std::size_t kFeatures = 250'000;
/// Larger weights are clipped. Few are, and the rest are told apart more finely.
constexpr double kGreatestWeight = 4.0;

class Recipe {
 public:
  Recipe(std::string folder, std::set<std::string> left_out)
      : folder_(std::move(folder)), left_out_(std::move(left_out)) {}

  bool has(const char* part) const { return left_out_.count(part) == 0; }

  /// Changes the corpora, so it is given a fresh copy each time.
  std::string make_model(std::vector<Corpus>& corpora) const {
    const LexiconParts parts{has("clusters"), has("lists")};
    const LexiconTables tables = build_lexicon(folder_, corpora, parts);
    const NameLexicon lexicon(tables.words, tables.phrases);
    TrainingOptions options;
    options.seed = kSeed;
    if (!has("dropout")) options.dropout = 0.0;
    if (!has("averaging")) options.averaged = 1;
    CrfTrainer trainer(lexicon, options);
    for (Corpus& corpus : corpora) {
      if (has("renaming")) rename_persons(folder_, corpus.documents, kRenamedShare, kSeed);
      if (has("headlines")) make_headlines(corpus.documents, kHeadlines, kSeed);
      trainer.add(corpus.documents);
    }
    if (has("made-up")) trainer.add(make_up_news(folder_, kMadeUpArticles, kSeed));
    return write_model(tables, trainer.train(), kFeatures, kGreatestWeight);
  }

 private:
  std::string folder_;
  std::set<std::string> left_out_;
};

void print_figures(const NameModel& model, const std::vector<Corpus>& development) {
  std::printf("%-10s %-6s %6s %6s %6s %6s\n", "held out", "kind", "P", "R", "F1", "spans");
  for (const Corpus& corpus : development) {
    for (const NameKind kind : {NameKind::person, NameKind::place}) {
      const SpanCounts counts = count_spans(model, corpus, kind);
      std::printf("%-10s %-6s %6.2f %6.2f %6.2f %6u\n", corpus.name.c_str(),
                  kind == NameKind::person ? "person" : "place", 100 * counts.precision(),
                  100 * counts.recall(), 100 * counts.f1(), counts.wanted);
    }
  }
  std::fflush(stdout);
}

void train(const std::string& folder, const std::string& output,
           const std::set<std::string>& left_out) {
  const Recipe recipe(folder, left_out);
  Corpora corpora = read_corpora(folder);
  const std::string trial = recipe.make_model(corpora.training);
  print_figures(NameModel(trial), corpora.development);
  if (!left_out.empty()) return;

  corpora = read_corpora(folder);
  for (Corpus& corpus : corpora.development)
    if (!corpus.reserved) corpora.training.push_back(std::move(corpus));
  const std::string bytes = recipe.make_model(corpora.training);
  std::ofstream file(output, std::ios::binary);
  file << bytes;
  if (!file.flush()) throw Error("cannot write " + output, "");
  std::printf("%s: %zu bytes, checksum %016llx\n", output.c_str(), bytes.size(),
              static_cast<unsigned long long>(hash_bytes(bytes)));
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::fputs("usage: train_names DATA MODEL [--without PART]...\n", stderr);
    return 2;
  }
  std::set<std::string> left_out;
  for (int i = 4; i < argc; i += 2) left_out.insert(argv[i]);
  dateline::train(argv[1], argv[2], left_out);
  return 0;
} catch (const dateline::Error& error) {
  std::fprintf(stderr, "train_names: %s\nhint: %s\n", error.message().c_str(),
               error.hint().c_str());
  return static_cast<int>(error.code());
}
