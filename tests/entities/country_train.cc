// SPDX-License-Identifier: GPL-2.0-or-later
//
// Learns how salient a country is in an article from the editors' tags of Reuters-21578:
//
//   country_train DATA > indexer/entities/country_trees.inc
//
// Each article is learnt from twice: as it is, and (at a lower weight) without its dateline, since
// much of today's news has none. The threshold is that of the best sum of
// micro F1 with and without the USA. What it prints on
// standard error is cross-validated by file of the collection: of articles not learnt from.
#include <cstdio>
#include <future>
#include <iostream>
#include <map>
#include <set>
#include <vector>

#include "indexer/entities/country_analysis.h"
#include "indexer/ner/name_tagger.h"
#include "tests/entities/boosting.h"
#include "tests/entities/labelled_articles.h"

namespace dateline {
namespace {

constexpr int kRounds = 250;
constexpr int kFolds = 10;
constexpr float kWeightWithoutDateline = 0.3F;

/// A country of an article.
struct Example : BoostingExample {
  CountryId country = 0;
  int fold = 0;
  double salience = 0;
};

struct Collection {
  std::vector<Example> examples;
  std::vector<Example> without_datelines;
  std::map<CountryId, double> gold;  ///< articles tagged with the country
  double tags = 0;
  CountryId usa = 0;
};

void add_examples(const CountryAnalyzer& analyzer, NameTagger& names,
                  const LabelledArticle& labelled, const std::string& body, float weight,
                  std::vector<Example>& examples) {
  std::set<CountryId> tags;
  for (const std::string& code : labelled.countries) tags.insert(*analyzer.table().find(code));
  ArticleTokens tokens;
  split_tokens(labelled.article.title, body, tokens);
  const CountryAnalysis found = analyzer.analyze(tokens, names.tag(tokens), labelled.article.date);
  for (const CountryInArticle& country : found.countries)
    examples.push_back({{country.features, tags.count(country.country) > 0, weight},
                        country.country,
                        labelled.fold % kFolds,
                        0});
}

Collection collect(const CountryAnalyzer& analyzer, const std::string& dir) {
  NameTagger names(built_in_name_model());
  Collection all;
  all.usa = *analyzer.table().find("US");
  for (const LabelledArticle& labelled : load_reuters21578(dir)) {
    const std::set<std::string> tags(labelled.countries.begin(), labelled.countries.end());
    for (const std::string& code : tags) ++all.gold[*analyzer.table().find(code)];
    all.tags += static_cast<double>(tags.size());
    const std::string& body = labelled.article.body;
    add_examples(analyzer, names, labelled, body, 1, all.examples);
    const std::size_t dash = body.find(" - ");
    if (dash == std::string::npos || dash > 80) continue;
    add_examples(analyzer, names, labelled, body.substr(dash + 3), kWeightWithoutDateline,
                 all.without_datelines);
  }
  return all;
}

BoostingModel train(const Collection& all, int left_out) {
  std::vector<BoostingExample> examples;
  for (const auto* part : {&all.examples, &all.without_datelines})
    for (const Example& example : *part)
      if (example.fold != left_out) examples.push_back(example);
  return boost(examples, kRounds);
}

void cross_validate(Collection& all) {
  std::vector<std::future<BoostingModel>> models;
  for (int fold = 0; fold < kFolds; ++fold)
    models.push_back(std::async(fold % 2 == 0 ? std::launch::async : std::launch::deferred,
                                [&all, fold] { return train(all, fold); }));
  for (int fold = 0; fold < kFolds; ++fold) {
    const BoostingModel model = models[static_cast<std::size_t>(fold)].get();
    for (Example& example : all.examples)
      if (example.fold == fold) example.salience = probability(model, example.features);
  }
}

double f1(double right, double told, double gold) {
  return told + gold > 0 ? 2 * right / (told + gold) : 0;
}

struct Score {
  double right = 0;
  double told = 0;
};

/// The figures that the threshold is chosen by.
struct Figures {
  double precision = 0;
  double recall = 0;
  double micro = 0;
  double without_usa = 0;
  double macro = 0;  ///< over countries with five tagged articles or more
};

Figures measure(const Collection& all, double threshold) {
  std::map<CountryId, Score> by_country;
  Score sum;
  for (const Example& example : all.examples) {
    if (example.salience < threshold) continue;
    for (Score* score : {&sum, &by_country[example.country]}) {
      score->told += 1;
      score->right += example.is_yes ? 1 : 0;
    }
  }
  Figures figures{sum.right / sum.told, sum.right / all.tags, f1(sum.right, sum.told, all.tags), 0,
                  0};
  const Score& usa = by_country[all.usa];
  figures.without_usa =
      f1(sum.right - usa.right, sum.told - usa.told, all.tags - all.gold.at(all.usa));
  int classes = 0;
  for (const auto& [country, gold] : all.gold) {
    if (gold < 5) continue;
    ++classes;
    figures.macro += f1(by_country[country].right, by_country[country].told, gold);
  }
  figures.macro /= classes;
  return figures;
}

double best_threshold(const Collection& all) {
  double best = 0.5;
  double best_sum = 0;
  for (double threshold = 0.3; threshold < 0.7; threshold += 0.01) {
    const Figures figures = measure(all, threshold);
    const double sum = figures.micro + figures.without_usa;
    if (sum <= best_sum) continue;
    best_sum = sum;
    best = threshold;
  }
  return best;
}

template <typename Row>
void print_row(const char* format, const Row& row, const char* end) {
  const char* separator = "{";
  for (const auto value : row) {
    std::printf("%s", separator);
    std::printf(format, static_cast<double>(value));
    separator = ", ";
  }
  std::printf("}%s", end);
}

void print(const BoostingModel& model, double threshold) {
  std::printf("// Made by tests/entities/country_train.cc: train anew, do not edit.\n");
  std::printf("constexpr double kThreshold = %.2f;\n", threshold);
  std::printf("constexpr SalienceTree kTrees[] = {\n");
  for (const SalienceTree& tree : model) {
    std::printf("    {");
    print_row("%.0f", tree.features, ", ");
    print_row("%#.6gF", tree.thresholds, ", ");
    print_row("%.0f", tree.leaves, "},\n");
  }
  std::printf("};\n");
}

void run(const std::string& dir) {
  const CountryAnalyzer analyzer;
  Collection all = collect(analyzer, dir);
  cross_validate(all);
  const double threshold = best_threshold(all);
  const Figures f = measure(all, threshold);
  std::fprintf(stderr,
               "threshold %.2f: micro P %.4f R %.4f F1 %.4f, without the USA F1 %.4f, "
               "macro F1 %.4f\n",
               threshold, f.precision, f.recall, f.micro, f.without_usa, f.macro);
  print(train(all, -1), threshold);
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: country_train DATA > country_trees.inc\n";
    return 2;
  }
  dateline::run(argv[1]);
}
