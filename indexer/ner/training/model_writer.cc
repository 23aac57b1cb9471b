// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/training/model_writer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "indexer/ner/name_hash.h"
#include "indexer/ner/name_model.h"
#include "indexer/ner/training/hash_table.h"

namespace dateline {
namespace {

template <class Value>
void append(std::string& bytes, const Value& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

double greatest_in(const WeightRow& row) {
  double greatest = 0;
  for (std::size_t k = 0; k < kLabelCount; ++k)
    greatest = std::max(greatest, std::abs(static_cast<double>(row[k])));
  return greatest;
}

/// Indices, in their own order.
std::vector<std::size_t> greatest_features(const TrainedWeights& weights, std::size_t count) {
  std::vector<std::pair<double, std::size_t>> ranked;
  for (std::size_t i = 0; i < weights.rows.size(); ++i)
    ranked.emplace_back(-greatest_in(weights.rows[i]), i);
  std::sort(ranked.begin(), ranked.end());
  ranked.resize(std::min(count, ranked.size()));
  std::vector<std::size_t> kept;
  kept.reserve(ranked.size());
  for (const auto& [weight, i] : ranked) kept.push_back(i);
  std::sort(kept.begin(), kept.end());
  return kept;
}

void append_pairs(std::string& bytes, const TrainedWeights& weights, double scale) {
  for (const WeightRow& row : weights.pairs)
    for (const float weight : row)
      append(bytes, static_cast<std::int16_t>(std::lround(weight * scale)));
}

void append_row(std::string& bytes, const WeightRow& row, double scale) {
  for (std::size_t k = 0; k < kLabelLanes; ++k) {
    const double scaled = k < kLabelCount ? row[k] * scale : 0.0;
    append(bytes, static_cast<std::int8_t>(std::clamp(std::lround(scaled), -127L, 127L)));
  }
}

}  // namespace

std::string write_model(const LexiconTables& lexicon, const TrainedWeights& weights,
                        std::size_t features, double greatest_weight) {
  const double scale = 127.0 / greatest_weight;
  const std::vector<std::size_t> kept = greatest_features(weights, features);
  std::vector<std::uint64_t> hashes;
  hashes.reserve(kept.size());
  for (const std::size_t i : kept) hashes.push_back(weights.features[i]);
  const std::vector<std::int64_t> slots = place_in_slots(hashes);

  ModelHeader header;
  header.word_slots = static_cast<std::uint32_t>(lexicon.words.size() / sizeof(WordEntry));
  header.phrase_slots = static_cast<std::uint32_t>(lexicon.phrases.size() / sizeof(PhraseEntry));
  header.feature_slots = static_cast<std::uint32_t>(slots.size());
  std::string bytes;
  append(bytes, header);
  append_pairs(bytes, weights, scale);
  bytes += lexicon.words;
  bytes += lexicon.phrases;
  for (const std::int64_t index : slots)
    append(bytes,
           index < 0 ? std::uint32_t{0} : fingerprint(hashes[static_cast<std::size_t>(index)]));
  for (const std::int64_t index : slots)
    append_row(bytes, index < 0 ? WeightRow{} : weights.rows[kept[static_cast<std::size_t>(index)]],
               scale);
  header.checksum = model_checksum(std::string_view(bytes).substr(offsetof(ModelHeader, version)));
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

}  // namespace dateline
