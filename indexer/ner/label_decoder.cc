// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/label_decoder.h"

#include <algorithm>
#include <limits>

namespace dateline {
namespace {

using PathScores = std::array<std::int32_t, kLabelCount>;
using Predecessors = std::array<Label, kLabelCount>;

constexpr std::int32_t kImpossible = std::numeric_limits<std::int32_t>::min() / 2;

void add(LabelScores& sum, const LabelScores& scores) {
  for (std::size_t i = 0; i < kLabelLanes; ++i)
    sum[i] = static_cast<std::int16_t>(sum[i] + scores[i]);
}

/// One step of the search: the best way to each label of the next token.
PathScores step(const NameModel& model, const PathScores& paths, const LabelScores& scores,
                Predecessors& from) {
  PathScores next;
  next.fill(kImpossible);
  for (const auto [before, after] : kLabelPairs) {
    const std::int32_t score = paths[before] + model.pair_weight(before, after);
    if (score > next[after]) {
      next[after] = score;
      from[after] = before;
    }
  }
  // Kept relative to the first label, so that long runs cannot overflow.
  const std::int32_t base = next[kOutside];
  for (std::size_t i = 0; i < kLabelCount; ++i)
    if (next[i] > kImpossible / 2) next[i] += scores[i] - base;
  return next;
}

}  // namespace

void PathSearch::run(const NameModel& model, const std::vector<LabelScores>& scores,
                     std::vector<Label>& labels) {
  from_.assign(scores.size(), {});
  PathScores paths;
  paths.fill(kImpossible);
  paths[kOutside] = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) paths = step(model, paths, scores[i], from_[i]);

  Label best = kOutside;
  std::int32_t best_score = kImpossible;
  for (Label label = 0; label < kLabelCount; ++label) {
    if (!may_follow(label, kOutside)) continue;
    const std::int32_t score = paths[label] + model.pair_weight(label, kOutside);
    if (score > best_score) {
      best_score = score;
      best = label;
    }
  }
  labels.resize(scores.size());
  for (std::size_t i = scores.size(); i-- > 0;) {
    labels[i] = best;
    best = from_[i][best];
  }
}

const std::vector<Label>& LabelDecoder::decode(const ArticleTokens& article) {
  if (words_.read(article)) {
    memo_of_.clear();
    memos_.clear();
  }
  memo_of_.resize(words_.types().size());
  labels_.assign(article.tokens.size(), kOutside);
  for (const CapitalRun& run : words_.runs()) {
    run_scores_.clear();
    for (std::uint32_t i = run.tokens.first; i < run.tokens.last; ++i)
      run_scores_.push_back(score_token(article, i, run.sentence));
    search_.run(model_, run_scores_, run_labels_);
    std::copy(run_labels_.begin(), run_labels_.end(), labels_.begin() + run.tokens.first);
  }
  return labels_;
}

LabelScores LabelDecoder::score_token(const ArticleTokens& article, std::uint32_t token,
                                      const TokenRange& sentence) {
  // The features of the context come first: their rows are fetched while the rest is summed.
  features_.clear();
  append_context_features(words_.context(token, sentence), features_);
  LabelScores sum = score_features();
  for (int offset = -kReach; offset <= kReach; ++offset) {
    const std::int64_t near = std::int64_t{token} + offset;
    const bool inside = near >= sentence.first && near < sentence.last;
    add(sum, word_scores(article, inside ? static_cast<std::uint32_t>(near) : kNoToken, offset));
    if (!inside || offset < -1 || offset > 1) continue;
    const FlagState state = words_.flag_state(static_cast<std::uint32_t>(near), sentence);
    add(sum, flag_scores_[offset + 1].find(state, offset, *this));
  }
  return sum;
}

LabelScores LabelDecoder::score_features() {
  for (const std::uint64_t feature : features_) model_.prefetch(feature);
  LabelScores sum{};
  for (const std::uint64_t feature : features_) model_.add_weights(feature, sum);
  return sum;
}

const LabelScores& LabelDecoder::word_scores(const ArticleTokens& article, std::uint32_t token,
                                             int offset) {
  const bool inside = token != kNoToken;
  const std::uint32_t type = inside ? words_.type_of(token) : WordTypes::kEdge;
  if (memo_of_[type] == 0) {
    memos_.emplace_back();
    memo_of_[type] = static_cast<std::uint32_t>(memos_.size());
  }
  WordScores& memo = memos_[memo_of_[type] - 1];
  const auto slot = offset_slot(offset);
  if ((memo.known >> slot & 1U) == 0) {
    features_.clear();
    const std::string_view surface = inside ? article.text(article.tokens[token]) : "";
    append_word_features(surface, words_.types()[type], model_.lexicon(), offset, features_);
    memo.at[slot] = score_features();
    memo.known = static_cast<std::uint8_t>(memo.known | 1U << slot);
  }
  return memo.at[slot];
}

const LabelScores& LabelDecoder::FlagScores::find(FlagState state, int offset,
                                                  LabelDecoder& decoder) {
  const auto [number, is_new] = numbers_.insert(std::uint64_t{state} * 0x9E3779B97F4A7C15ULL);
  if (is_new) {
    decoder.features_.clear();
    append_flag_features(state, offset, decoder.features_);
    scores_.push_back(decoder.score_features());
  }
  return scores_[number];
}

}  // namespace dateline
