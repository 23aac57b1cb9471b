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
                        double least_weight, double greatest_weight) {
  const double scale = 127.0 / greatest_weight;
  std::vector<std::uint64_t> hashes;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < weights.features.size(); ++i) {
    if (greatest_in(weights.rows[i]) < least_weight) continue;
    hashes.push_back(weights.features[i]);
    kept.push_back(i);
  }
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
