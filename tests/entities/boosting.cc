// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/entities/boosting.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>

namespace dateline {
namespace {

constexpr double kRate = 0.08;   ///< how much of each tree is taken
constexpr double kPenalty = 4;   ///< on the square of a leaf
constexpr double kSample = 0.7;  ///< examples that each tree is grown from
constexpr std::size_t kMostCuts = 63;
constexpr std::size_t kLeaves = std::size_t{1} << SalienceTree::kDepth;

struct Slope {
  double first = 0;
  double second = 0;

  Slope& operator+=(const Slope& other) {
    first += other.first;
    second += other.second;
    return *this;
  }
  double gain() const { return first * first / (second + kPenalty); }
};

class Booster {
 public:
  explicit Booster(const std::vector<BoostingExample>& examples)
      : examples_(examples),
        sums_(examples.size()),
        slopes_(examples.size()),
        leaf_(examples.size()),
        is_sampled_(examples.size()) {
    find_cuts();
  }

  BoostingModel run(int rounds) {
    BoostingModel model;
    for (int round = 0; round < rounds; ++round) {
      differentiate();
      model.push_back(grow());
      for (std::size_t i = 0; i < examples_.size(); ++i)
        sums_[i] += model.back().value(examples_[i].features) * SalienceTree::kLeafUnit;
    }
    return model;
  }

 private:
  /// Cuts between values that occur, at about equal shares of the examples.
  void find_cuts() {
    bins_.assign(examples_.size() * kCountryFeatures, 0);
    for (std::size_t f = 0; f < kCountryFeatures; ++f) {
      std::vector<float> values;
      for (const BoostingExample& example : examples_) values.push_back(example.features[f]);
      std::sort(values.begin(), values.end());
      for (std::size_t q = 1; q <= kMostCuts; ++q) {
        const float value = values[values.size() * q / (kMostCuts + 1)];
        const auto next = std::upper_bound(values.begin(), values.end(), value);
        if (next == values.end()) break;
        const float cut = (value + *next) / 2;
        if (cuts_[f].empty() || cuts_[f].back() != cut) cuts_[f].push_back(cut);
      }
      for (std::size_t i = 0; i < examples_.size(); ++i)
        bins_[i * kCountryFeatures + f] = static_cast<std::uint8_t>(
            std::lower_bound(cuts_[f].begin(), cuts_[f].end(), examples_[i].features[f]) -
            cuts_[f].begin());
    }
  }

  void differentiate() {
    for (std::size_t i = 0; i < examples_.size(); ++i) {
      const double p = 1 / (1 + std::exp(-sums_[i]));
      const double weight = examples_[i].weight;
      slopes_[i] = {((examples_[i].is_yes ? 1 : 0) - p) * weight, p * (1 - p) * weight};
      is_sampled_[i] =
          static_cast<double>(random_()) < kSample * static_cast<double>(std::mt19937::max());
    }
  }

  SalienceTree grow() {
    SalienceTree tree{};
    std::fill(leaf_.begin(), leaf_.end(), 0);
    for (std::size_t level = 0; level < SalienceTree::kDepth; ++level) {
      const auto [feature, cut] = best_cut(std::size_t{1} << level);
      tree.features[level] = static_cast<std::uint8_t>(feature);
      tree.thresholds[level] = cuts_[feature][cut];
      for (std::size_t i = 0; i < examples_.size(); ++i)
        leaf_[i] = leaf_[i] * 2 + (bins_[i * kCountryFeatures + feature] > cut ? 1 : 0);
    }
    std::array<Slope, kLeaves> leaves;
    for (std::size_t i = 0; i < examples_.size(); ++i)
      if (is_sampled_[i]) leaves[leaf_[i]] += slopes_[i];
    for (std::size_t leaf = 0; leaf < kLeaves; ++leaf)
      tree.leaves[leaf] = static_cast<std::int16_t>(std::lround(
          kRate * leaves[leaf].first / (leaves[leaf].second + kPenalty) / SalienceTree::kLeafUnit));
    return tree;
  }

  /// The feature and cut that, asked of all nodes of a level, gain most.
  std::pair<std::size_t, std::size_t> best_cut(std::size_t nodes) const {
    std::pair<std::size_t, std::size_t> best{0, 0};
    double best_gain = -1;
    std::vector<Slope> histogram;
    for (std::size_t f = 0; f < kCountryFeatures; ++f) {
      const std::size_t bins = cuts_[f].size() + 1;
      histogram.assign(nodes * bins, {});
      for (std::size_t i = 0; i < examples_.size(); ++i)
        if (is_sampled_[i])
          histogram[leaf_[i] * bins + bins_[i * kCountryFeatures + f]] += slopes_[i];
      add_up(histogram, bins);
      for (std::size_t cut = 0; cut + 1 < bins; ++cut) {
        const double gain = gain_of(histogram, bins, cut);
        if (gain <= best_gain) continue;
        best_gain = gain;
        best = {f, cut};
      }
    }
    return best;
  }

  /// Each bin of a node becomes the sum of the bins up to it.
  static void add_up(std::vector<Slope>& histogram, std::size_t bins) {
    for (std::size_t i = 0; i < histogram.size(); ++i)
      if (i % bins != 0) histogram[i] += histogram[i - 1];
  }

  static double gain_of(const std::vector<Slope>& sums, std::size_t bins, std::size_t cut) {
    double gain = 0;
    for (std::size_t node = 0; node < sums.size(); node += bins) {
      const Slope& all = sums[node + bins - 1];
      const Slope& below = sums[node + cut];
      gain += below.gain() + Slope{all.first - below.first, all.second - below.second}.gain();
    }
    return gain;
  }

  const std::vector<BoostingExample>& examples_;
  std::array<std::vector<float>, kCountryFeatures> cuts_;
  std::vector<std::uint8_t> bins_;  ///< of each example and feature: how many cuts it is above
  std::vector<double> sums_;
  std::vector<Slope> slopes_;
  std::vector<std::size_t> leaf_;
  std::vector<bool> is_sampled_;
  std::mt19937 random_{1};
};

}  // namespace

double probability(const BoostingModel& model, const CountryFeatures& features) {
  int sum = 0;
  for (const SalienceTree& tree : model) sum += tree.value(features);
  return 1 / (1 + std::exp(-sum * SalienceTree::kLeafUnit));
}

BoostingModel boost(const std::vector<BoostingExample>& examples, int rounds) {
  return Booster(examples).run(rounds);
}

}  // namespace dateline
