// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/training/crf_trainer.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace dateline {
namespace {

/// The labels of a document's tokens. A name that leaves a run is cut where it does.
std::vector<Label> labels_of(const AnnotatedDocument& document,
                             const std::vector<CapitalRun>& runs) {
  std::vector<std::uint32_t> run_of(document.article.tokens.size(), 0);
  for (std::uint32_t r = 0; r < runs.size(); ++r)
    for (std::uint32_t i = runs[r].tokens.first; i < runs[r].tokens.last; ++i) run_of[i] = r + 1;
  std::vector<Label> labels(run_of.size(), kOutside);
  for (const NameSpan& name : document.names) {
    for (std::uint32_t first = name.first; first < name.last;) {
      std::uint32_t last = first + 1;
      while (last < name.last && run_of[last] == run_of[first]) ++last;
      for (std::uint32_t i = first; run_of[first] != 0 && i < last; ++i) {
        const bool ends = i + 1 == last;
        labels[i] = make_label(name.kind, i == first ? (ends ? NamePart::unit : NamePart::begin)
                                                     : (ends ? NamePart::last : NamePart::inside));
      }
      first = last;
    }
  }
  return labels;
}

void add_to(WeightRow& sum, const WeightRow& row) {
  for (std::size_t i = 0; i < kLabelLanes; ++i) sum[i] += row[i];
}

}  // namespace

void CrfTrainer::add(const Documents& documents) {
  for (const auto& document : documents) add_document(*document);
}

void CrfTrainer::add_document(const AnnotatedDocument& document) {
  if (words_.read(document.article)) word_lists_.clear();
  const std::vector<Label> labels = labels_of(document, words_.runs());
  for (const CapitalRun& run : words_.runs()) {
    runs_.push_back(
        {static_cast<std::uint32_t>(tokens_.size()), run.tokens.last - run.tokens.first});
    for (std::uint32_t i = run.tokens.first; i < run.tokens.last; ++i) {
      tokens_.push_back(make_token(document.article, i, run.sentence));
      tokens_.back().label = labels[i];
    }
  }
}

CrfTrainer::Token CrfTrainer::make_token(const ArticleTokens& article, std::uint32_t token,
                                         const TokenRange& sentence) {
  Token result;
  FeatureList features;
  append_context_features(words_.context(token, sentence), features);
  std::size_t n = 0;
  result.lists[n++] = store(features);
  for (int offset = -kReach; offset <= kReach; ++offset)
    result.lists[n++] = word_list(article, token, offset, sentence);
  for (int offset = -1; offset <= 1; ++offset) {
    const bool inside = token + static_cast<std::uint32_t>(offset) - sentence.first <
                        sentence.last - sentence.first;
    if (!inside) {
      result.lists[n++] = store({});
      continue;
    }
    const FlagState state = words_.flag_state(token + static_cast<std::uint32_t>(offset), sentence);
    result.lists[n++] = flag_list(state, offset);
  }
  for (const ListNumber list : result.lists) ++lists_[list].uses;
  return result;
}

CrfTrainer::ListNumber CrfTrainer::store(const FeatureList& features) {
  lists_.push_back({arena_.size(), static_cast<std::uint32_t>(features.size()), 0});
  for (const std::uint64_t feature : features) {
    const auto [number, is_new] = numbers_.insert(feature);
    if (is_new) hashes_.push_back(feature);
    arena_.push_back(number);
  }
  return static_cast<ListNumber>(lists_.size() - 1);
}

CrfTrainer::ListNumber CrfTrainer::word_list(const ArticleTokens& article, std::uint32_t token,
                                             int offset, const TokenRange& sentence) {
  const std::uint32_t type = words_.type_near(token, offset, sentence);
  const std::uint64_t key =
      std::uint64_t{type} * kOffsets + static_cast<std::uint64_t>(offset + kReach);
  const auto [entry, is_new] = word_lists_.try_emplace(key, 0);
  if (is_new) {
    FeatureList features;
    const bool is_edge = type == WordTypes::kEdge;
    const std::string_view surface =
        is_edge ? "" : article.text(article.tokens[token + static_cast<std::uint32_t>(offset)]);
    append_word_features(surface, words_.types()[type], lexicon_, offset, features);
    entry->second = store(features);
  }
  return entry->second;
}

CrfTrainer::ListNumber CrfTrainer::flag_list(FlagState state, int offset) {
  const auto [entry, is_new] =
      flag_lists_.try_emplace(std::uint64_t{state} * 3 + static_cast<std::uint64_t>(offset + 1), 0);
  if (is_new) {
    FeatureList features;
    append_flag_features(state, offset, features);
    entry->second = store(features);
  }
  return entry->second;
}

void CrfTrainer::cut_rare_features() {
  std::vector<std::uint32_t> counts(hashes_.size(), 0);
  for (const List& list : lists_)
    for (std::uint32_t i = 0; i < list.size; ++i) counts[arena_[list.first + i]] += list.uses;
  constexpr std::uint32_t kCut = ~0U;
  std::vector<std::uint32_t> renamed(hashes_.size(), kCut);
  std::vector<std::uint64_t> kept;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] < options_.least) continue;
    renamed[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(hashes_[i]);
  }
  for (List& list : lists_) {
    std::uint32_t size = 0;
    for (std::uint32_t i = 0; i < list.size; ++i) {
      const std::uint32_t number = renamed[arena_[list.first + i]];
      if (number != kCut) arena_[list.first + size++] = number;
    }
    list.size = size;
  }
  hashes_ = std::move(kept);
  rows_.assign(hashes_.size(), {});
}

/// What one run needs, kept from run to run.
struct CrfTrainer::Workspace {
  explicit Workspace(std::uint64_t seed) : random(seed) {}

  std::mt19937_64 random;
  std::vector<std::uint32_t> features;  ///< chosen features, token after token
  std::vector<std::size_t> ends;        ///< by token: the end of its features
  std::vector<WeightRow> emissions;     ///< exponentials
  std::vector<WeightRow> forward;       ///< each scaled to the sum 1
  std::vector<WeightRow> backward;
  std::array<WeightRow, kLabelLanes> pair{};  ///< exponentials, 0 where a pair is forbidden
};

void CrfTrainer::choose_features(const Run& run, Workspace& work) {
  const auto keep_below = static_cast<std::uint64_t>((1.0 - options_.dropout) * 65536.0);
  std::uint64_t bits = 0;
  int left = 0;
  const auto keeps = [&] {
    if (left == 0) {
      bits = work.random();
      left = 4;
    }
    const bool keep = (bits & 0xFFFF) < keep_below;
    bits >>= 16;
    --left;
    return keep;
  };
  work.features.clear();
  work.ends.clear();
  work.emissions.resize(run.size);
  for (std::uint32_t t = 0; t < run.size; ++t) {
    WeightRow sum{};
    for (const ListNumber number : tokens_[run.first + t].lists) {
      const List& list = lists_[number];
      for (std::uint32_t i = 0; i < list.size; ++i) {
        if (!keeps()) continue;
        const std::uint32_t feature = arena_[list.first + i];
        work.features.push_back(feature);
        add_to(sum, rows_[feature].weights);
      }
    }
    work.ends.push_back(work.features.size());
    const float highest = *std::max_element(sum.begin(), sum.begin() + kLabelCount);
    for (std::size_t k = 0; k < kLabelLanes; ++k)
      work.emissions[t][k] = k < kLabelCount ? std::exp(sum[k] - highest) : 0.0F;
  }
}

void CrfTrainer::update_row(Row& row, const WeightRow& gradient) const {
  const auto rate = static_cast<float>(options_.rate);
  for (std::size_t k = 0; k < kLabelLanes; ++k) {
    row.squares[k] += gradient[k] * gradient[k];
    row.weights[k] += rate * gradient[k] / std::sqrt(row.squares[k] + 1e-8F);
  }
}

/// Scaled forward probabilities: forward[t][k] is proportional to the weight of all paths that
/// reach label k at token t.
void CrfTrainer::run_forward(Workspace& work) {
  const std::size_t size = work.emissions.size();
  work.forward.assign(size, {});
  for (std::size_t t = 0; t < size; ++t) {
    WeightRow& now = work.forward[t];
    if (t == 0) {
      now = work.pair[kOutside];
    } else {
      for (std::size_t before = 0; before < kLabelCount; ++before)
        for (std::size_t k = 0; k < kLabelLanes; ++k)
          now[k] += work.forward[t - 1][before] * work.pair[before][k];
    }
    float total = 0;
    for (std::size_t k = 0; k < kLabelLanes; ++k) total += now[k] *= work.emissions[t][k];
    for (float& value : now) value /= total;
  }
}

/// The same from the end: all paths that leave label k at token t.
void CrfTrainer::run_backward(Workspace& work) {
  const std::size_t size = work.emissions.size();
  work.backward.assign(size, {});
  for (std::size_t t = size; t-- > 0;) {
    WeightRow& now = work.backward[t];
    if (t + 1 == size) {
      for (std::size_t before = 0; before < kLabelCount; ++before)
        now[before] = work.pair[before][kOutside];
    } else {
      WeightRow next;
      for (std::size_t k = 0; k < kLabelLanes; ++k)
        next[k] = work.emissions[t + 1][k] * work.backward[t + 1][k];
      for (std::size_t before = 0; before < kLabelCount; ++before)
        for (std::size_t k = 0; k < kLabelLanes; ++k) now[before] += work.pair[before][k] * next[k];
    }
    const float total = *std::max_element(now.begin(), now.end());
    for (float& value : now) value /= total;
  }
}

/// Observed less expected labels, for each feature of each token.
void CrfTrainer::learn_features(const Run& run, const Workspace& work) {
  std::size_t feature = 0;
  for (std::uint32_t t = 0; t < run.size; ++t) {
    WeightRow gradient;
    float total = 0;
    for (std::size_t k = 0; k < kLabelLanes; ++k)
      total += gradient[k] = work.forward[t][k] * work.backward[t][k];
    for (float& value : gradient) value /= -total;
    gradient[tokens_[run.first + t].label] += 1.0F;
    for (; feature < work.ends[t]; ++feature) update_row(rows_[work.features[feature]], gradient);
  }
}

/// Observed less expected pairs of labels, from the one outside before the run to the one behind.
void CrfTrainer::learn_pairs(const Run& run, const Workspace& work) {
  std::array<WeightRow, kLabelLanes> gradient{};
  WeightRow start{};
  start[kOutside] = 1.0F;
  Label gold_before = kOutside;
  for (std::uint32_t t = 0; t < run.size; ++t) {
    const Label gold = tokens_[run.first + t].label;
    const WeightRow& before_row = t == 0 ? start : work.forward[t - 1];
    std::array<WeightRow, kLabelLanes> expected{};
    float sum = 0;
    for (const auto [before, after] : kLabelPairs)
      sum += expected[before][after] = before_row[before] * work.pair[before][after] *
                                       work.emissions[t][after] * work.backward[t][after];
    for (const auto [before, after] : kLabelPairs)
      gradient[before][after] -= expected[before][after] / sum;
    gradient[gold_before][gold] += 1.0F;
    gold_before = gold;
  }
  WeightRow last{};
  float sum = 0;
  for (std::size_t k = 0; k < kLabelCount; ++k)
    sum += last[k] = work.forward[run.size - 1][k] * work.pair[k][kOutside];
  for (std::size_t k = 0; k < kLabelCount; ++k) gradient[k][kOutside] -= last[k] / sum;
  gradient[gold_before][kOutside] += 1.0F;
  for (std::size_t k = 0; k < kLabelCount; ++k) update_row(pairs_[k], gradient[k]);
}

void CrfTrainer::learn(const Run& run, Workspace& work) {
  choose_features(run, work);
  for (const auto [before, after] : kLabelPairs)
    work.pair[before][after] = std::exp(pairs_[before].weights[after]);
  run_forward(work);
  run_backward(work);
  learn_features(run, work);
  learn_pairs(run, work);
}

TrainedWeights CrfTrainer::train() {
  cut_rare_features();
  Workspace work(options_.seed);
  for (int epoch = 0; epoch < options_.epochs; ++epoch) {
    for (std::size_t i = runs_.size(); i > 1; --i)
      std::swap(runs_[i - 1], runs_[work.random() % i]);
    for (const Run& run : runs_) learn(run, work);
    if (epoch + options_.averaged < options_.epochs) continue;
    for (Row& row : rows_) add_to(row.sum, row.weights);
    for (Row& row : pairs_) add_to(row.sum, row.weights);
  }
  TrainedWeights result;
  result.features = hashes_;
  const float share = 1.0F / static_cast<float>(options_.averaged);
  // While learning, each sum of features was short of the dropped ones.
  const float kept_share = share * static_cast<float>(1.0 - options_.dropout);
  for (const Row& row : rows_) {
    result.rows.push_back(row.sum);
    for (float& weight : result.rows.back()) weight *= kept_share;
  }
  for (std::size_t k = 0; k < kLabelLanes; ++k) {
    result.pairs[k] = pairs_[k].sum;
    for (float& weight : result.pairs[k]) weight *= share;
  }
  return result;
}

}  // namespace dateline
