// SPDX-License-Identifier: GPL-2.0-or-later
//
// Learns how salient a country is in an article from the editors' tags of Reuters-21578:
//
//   country_train DATA > indexer/entities/country_trees.inc
//
// Each article is learnt from twice: as it is, and (at a lower weight) without its dateline, since
// much of today's news has none. The threshold is that of the best micro F1. What it prints on
// standard error is cross-validated by file of the collection: of articles not learnt from.
#include <cstdio>
#include <future>
#include <iostream>
#include <map>
#include <set>
#include <vector>

#include "indexer/entities/country_analysis.h"
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
};

void add_examples(const CountryAnalyzer& analyzer, const LabelledArticle& labelled,
                  const std::string& body, float weight, std::vector<Example>& examples) {
  std::set<CountryId> tags;
  for (const std::string& code : labelled.countries) tags.insert(*analyzer.table().find(code));
  ArticleTokens tokens;
  split_tokens(labelled.article.title, body, tokens);
  const CountryAnalysis found = analyzer.analyze(tokens, {}, labelled.article.date);
  for (const CountryInArticle& country : found.countries)
    examples.push_back({{country.features, tags.count(country.country) > 0, weight},
                        country.country,
                        labelled.fold % kFolds,
                        0});
}

Collection collect(const CountryAnalyzer& analyzer, const std::string& dir) {
  Collection all;
  for (const LabelledArticle& labelled : load_reuters21578(dir)) {
    const std::set<std::string> tags(labelled.countries.begin(), labelled.countries.end());
    for (const std::string& code : tags) ++all.gold[*analyzer.table().find(code)];
    all.tags += static_cast<double>(tags.size());
    const std::string& body = labelled.article.body;
    add_examples(analyzer, labelled, body, 1, all.examples);
    const std::size_t dash = body.find(" - ");
    if (dash == std::string::npos || dash > 80) continue;
    add_examples(analyzer, labelled, body.substr(dash + 3), kWeightWithoutDateline,
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

Score score(const std::vector<Example>& examples, double threshold) {
  Score sum;
  for (const Example& example : examples) {
    if (example.salience < threshold) continue;
    sum.told += 1;
    sum.right += example.is_yes ? 1 : 0;
  }
  return sum;
}

double best_threshold(const Collection& all) {
  double best = 0.5;
  double best_f1 = 0;
  for (double threshold = 0.3; threshold < 0.7; threshold += 0.01) {
    const Score s = score(all.examples, threshold);
    if (f1(s.right, s.told, all.tags) <= best_f1) continue;
    best_f1 = f1(s.right, s.told, all.tags);
    best = threshold;
  }
  return best;
}

void report(const Collection& all, double threshold, CountryId usa) {
  std::map<CountryId, Score> by_country;
  for (const Example& example : all.examples) {
    if (example.salience < threshold) continue;
    by_country[example.country].told += 1;
    by_country[example.country].right += example.is_yes ? 1 : 0;
  }
  const Score sum = score(all.examples, threshold);
  double macro = 0;
  int classes = 0;
  for (const auto& [country, gold] : all.gold) {
    if (gold < 5) continue;
    ++classes;
    macro += f1(by_country[country].right, by_country[country].told, gold);
  }
  std::fprintf(stderr, "threshold %.2f: micro P %.4f R %.4f F1 %.4f, ", threshold,
               sum.right / sum.told, sum.right / all.tags, f1(sum.right, sum.told, all.tags));
  std::fprintf(stderr, "without the USA F1 %.4f, macro F1 %.4f\n",
               f1(sum.right - by_country[usa].right, sum.told - by_country[usa].told,
                  all.tags - all.gold.at(usa)),
               macro / classes);
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
  const CountryId usa = *analyzer.table().find("US");
  report(all, threshold, usa);
  report(all, 0.45, usa);
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
