// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/name_model.h"

#include <cstddef>
#include <cstring>
#include <string>

#include "common/error.h"
#include "indexer/ner/name_hash.h"

namespace dateline {
namespace {

constexpr std::size_t kPairBytes = kLabelLanes * kLabelLanes * sizeof(std::int16_t);
constexpr std::size_t kChecksummed = offsetof(ModelHeader, version);

std::uint64_t size_of_model(const ModelHeader& header) {
  return sizeof(ModelHeader) + kPairBytes + std::uint64_t{header.word_slots} * sizeof(WordEntry) +
         std::uint64_t{header.phrase_slots} * sizeof(PhraseEntry) +
         std::uint64_t{header.feature_slots} * (sizeof(std::uint32_t) + kLabelLanes);
}

ModelHeader checked_header(std::string_view bytes) {
  const char* const hint = "The program is damaged: install it again.";
  ModelHeader header;
  if (bytes.size() < sizeof header) throw Error("the name model is cut short", hint);
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != ModelHeader::kMagic) throw Error("the name model is none", hint);
  if (header.version != ModelHeader::kVersion)
    throw Error("the name model is of version " + std::to_string(header.version) + ", not " +
                    std::to_string(ModelHeader::kVersion),
                hint);
  if (bytes.size() != size_of_model(header)) throw Error("the name model has a wrong size", hint);
  if (header.checksum != model_checksum(bytes.substr(kChecksummed)))
    throw Error("the name model is damaged: its checksum differs", hint);
  return header;
}

}  // namespace

std::uint64_t model_checksum(std::string_view bytes) {
  // Four independent lanes keep the multiplier busy: 10 MB take about a millisecond.
  std::uint64_t lanes[4] = {1, 2, 3, 4};
  std::size_t at = 0;
  for (; at + 32 <= bytes.size(); at += 32) {
    std::uint64_t words[4];
    std::memcpy(words, bytes.data() + at, 32);
    for (int i = 0; i < 4; ++i) lanes[i] = mix(lanes[i], words[i]);
  }
  const std::uint64_t sum = mix(mix(lanes[0], lanes[1]), mix(lanes[2], lanes[3]));
  return mix(sum, hash_bytes(bytes.substr(at)));
}

NameModel::NameModel(std::string_view bytes) {
  const ModelHeader header = checked_header(bytes);
  bytes.remove_prefix(sizeof header);
  std::memcpy(pair_weights_.data(), bytes.data(), kPairBytes);
  bytes.remove_prefix(kPairBytes);
  const std::string_view words = bytes.substr(0, header.word_slots * sizeof(WordEntry));
  bytes.remove_prefix(words.size());
  const std::string_view phrases = bytes.substr(0, header.phrase_slots * sizeof(PhraseEntry));
  bytes.remove_prefix(phrases.size());
  lexicon_ = NameLexicon(words, phrases);
  feature_slots_ = header.feature_slots;
  fingerprints_ = bytes.data();
  weights_ = bytes.data() + std::size_t{feature_slots_} * sizeof(std::uint32_t);
}

void NameModel::add_weights(std::uint64_t feature, LabelScores& scores) const {
  const std::uint32_t wanted = fingerprint(feature);
  std::uint32_t slot = first_slot(feature, feature_slots_);
  for (std::uint32_t tried = 0; tried < feature_slots_; ++tried) {
    std::uint32_t found = 0;
    std::memcpy(&found, fingerprints_ + std::size_t{slot} * sizeof found, sizeof found);
    if (found == 0) return;
    if (found == wanted) {
      std::array<std::int8_t, kLabelLanes> row;
      std::memcpy(row.data(), weights_ + std::size_t{slot} * kLabelLanes, kLabelLanes);
      for (std::size_t i = 0; i < kLabelLanes; ++i)
        scores[i] = static_cast<std::int16_t>(scores[i] + row[i]);
      return;
    }
    if (++slot == feature_slots_) slot = 0;
  }
}

}  // namespace dateline
