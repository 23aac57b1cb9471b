// SPDX-License-Identifier: GPL-2.0-or-later
//
// Learns the weights of indexer/entities/country_salience from the editors' tags of Reuters-21578:
//
//   country_train DATA > indexer/entities/country_weights.inc
//
// Logistic regression by Newton's method with an L2 penalty; then the threshold with the best
// micro F1. Cross-validated by file of the collection, so that what it prints on standard error
// is of articles that the weights had not seen.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <set>
#include <vector>

#include "indexer/entities/country_analysis.h"
#include "tests/entities/labelled_articles.h"

namespace dateline {
namespace {

constexpr double kPenalty = 1.0;
constexpr int kFolds = 10;

/// A country of an article.
struct Example {
  SalienceFeatures features{};
  CountryId country = 0;
  bool is_tagged = false;
  int fold = 0;
  double salience = 0;
};

using Weights = std::vector<double>;

double predict(const Weights& weights, const SalienceFeatures& features) {
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * features[i];
  return 1 / (1 + std::exp(-sum));
}

/// Solves a x = b in place for a symmetric positive matrix (Cholesky).
Weights solve(std::vector<Weights> a, Weights b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= a[i][k] * a[j][k];
      a[i][j] = i == j ? std::sqrt(sum) : sum / a[j][j];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
  return b;
}

Weights train(const std::vector<Example>& examples, int left_out) {
  constexpr std::size_t n = kSalienceFeatures;
  Weights weights(n, 0.0);
  for (int round = 0; round < 12; ++round) {
    std::vector<Weights> hessian(n, Weights(n, 0.0));
    Weights gradient(n, 0.0);
    for (const Example& example : examples) {
      if (example.fold == left_out) continue;
      const SalienceFeatures& f = example.features;
      const double p = predict(weights, f);
      const double error = (example.is_tagged ? 1 : 0) - p;
      const double slope = std::max(p * (1 - p), 1e-6);
      for (std::size_t i = 0; i < n; ++i) {
        if (f[i] == 0) continue;
        gradient[i] += error * f[i];
        for (std::size_t j = 0; j <= i; ++j) hessian[i][j] += slope * f[i] * f[j];
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      gradient[i] -= kPenalty * weights[i];
      hessian[i][i] += kPenalty;
    }
    const Weights step = solve(hessian, gradient);
    for (std::size_t i = 0; i < n; ++i) weights[i] += step[i];
  }
  return weights;
}

double f1(double right, double told, double gold) {
  return told + gold > 0 ? 2 * right / (told + gold) : 0;
}

/// The threshold of the best micro F1; `gold` counts the tags, also those never mentioned.
double best_threshold(const std::vector<Example>& examples, double gold) {
  double best = 0.5;
  double best_f1 = 0;
  for (double threshold = 0.2; threshold < 0.8; threshold += 0.01) {
    double right = 0;
    double told = 0;
    for (const Example& example : examples) {
      if (example.salience < threshold) continue;
      ++told;
      right += example.is_tagged ? 1 : 0;
    }
    if (f1(right, told, gold) > best_f1) {
      best_f1 = f1(right, told, gold);
      best = threshold;
    }
  }
  return best;
}

void report(const std::vector<Example>& examples, const std::map<CountryId, double>& gold,
            double threshold, CountryId usa) {
  std::map<CountryId, std::pair<double, double>> by_country;  // right, told
  for (const Example& example : examples) {
    if (example.salience < threshold) continue;
    by_country[example.country].second += 1;
    by_country[example.country].first += example.is_tagged ? 1 : 0;
  }
  double right = 0, told = 0, all = 0, macro = 0, classes = 0;
  for (const auto& [country, r] : by_country) right += r.first, told += r.second;
  for (const auto& [country, n] : gold) {
    all += n;
    if (n < 5) continue;
    ++classes;
    macro += f1(by_country[country].first, by_country[country].second, n);
  }
  std::fprintf(stderr, "threshold %.2f: micro P %.4f R %.4f F1 %.4f, without the USA %.4f, macro %.4f\n",
               threshold, right / told, right / all, f1(right, told, all),
               f1(right - by_country[usa].first, told - by_country[usa].second, all - gold.at(usa)),
               macro / classes);
}

int run(const std::string& dir) {
  const CountryAnalyzer analyzer;
  std::vector<Example> examples;
  std::map<CountryId, double> gold;
  for (const LabelledArticle& labelled : load_reuters21578(dir)) {
    ArticleTokens tokens;
    split_tokens(labelled.article.title, labelled.article.body, tokens);
    const CountryAnalysis found = analyzer.analyze(tokens, {}, labelled.article.date);
    std::set<CountryId> tags;
    for (const std::string& code : labelled.countries) tags.insert(*analyzer.table().find(code));
    for (const CountryId tag : tags) ++gold[tag];
    for (const CountryInArticle& country : found.countries)
      examples.push_back({country.features, country.country, tags.count(country.country) > 0,
                          labelled.fold % kFolds, 0});
  }
  for (int fold = 0; fold < kFolds; ++fold) {
    const Weights weights = train(examples, fold);
    for (Example& example : examples)
      if (example.fold == fold) example.salience = predict(weights, example.features);
  }
  double tags = 0;
  for (const auto& [country, n] : gold) tags += n;
  const double threshold = best_threshold(examples, tags);
  const CountryId usa = *analyzer.table().find("US");
  report(examples, gold, threshold, usa);
  report(examples, gold, 0.5, usa);

  const Weights weights = train(examples, -1);
  std::printf("// Made by tests/entities/country_train.cc from Reuters-21578: train anew, do not edit.\n");
  std::printf("constexpr double kThreshold = %.2f;\nconstexpr double kWeights[] = {\n", threshold);
  for (const double weight : weights) std::printf("    %.6f,\n", weight);
  std::printf("};\n");
  return 0;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: country_train DATA > country_weights.inc\n";
    return 2;
  }
  return dateline::run(argv[1]);
}
