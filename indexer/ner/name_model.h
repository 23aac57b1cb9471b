// SPDX-License-Identifier: GPL-2.0-or-later
//
// The trained model of the name tagger, used in place: a header, weights of pairs of labels, the
// lexicon, and a table of features with one row of weights each.
//
//   64 bytes   ModelHeader
//   512        int16 weights of (label before, label after), 16 x 16
//   12 a slot  words         (WordEntry)
//   8 a slot   phrases       (PhraseEntry)
//   4 a slot   fingerprints of features, 0 = empty
//   16 a slot  int8 weights of the features, one a label
//
// All little-endian. Weights share one scale, so that scores are small whole numbers and equal on
// every machine.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "indexer/ner/name_hash.h"
#include "indexer/ner/name_labels.h"
#include "indexer/ner/name_lexicon.h"

namespace dateline {

struct ModelHeader {
  static constexpr std::uint64_t kMagic = 0x31454D414E4C4444ULL;  // "DDLNAME1"
  static constexpr std::uint32_t kVersion = 1;

  std::uint64_t magic = kMagic;
  std::uint64_t checksum = 0;  ///< of all bytes behind this member
  std::uint32_t version = kVersion;
  std::uint32_t word_slots = 0;
  std::uint32_t phrase_slots = 0;
  std::uint32_t feature_slots = 0;
  std::array<std::uint8_t, 32> unused{};
};
static_assert(sizeof(ModelHeader) == 64);

/// Scores of the labels of one token, or parts of them.
using LabelScores = std::array<std::int16_t, kLabelLanes>;

class NameModel {
 public:
  /// `bytes` must outlive the model. Throws Error unless they are a whole, undamaged model of
  /// this version.
  explicit NameModel(std::string_view bytes);

  const NameLexicon& lexicon() const { return lexicon_; }

  /// Adds the weights of `feature`, if the model has it.
  void add_weights(std::uint64_t feature, LabelScores& scores) const;

  /// Hints that add_weights() will be called with `feature`.
  void prefetch(std::uint64_t feature) const {
    const std::size_t slot = first_slot(feature, feature_slots_);
    __builtin_prefetch(fingerprints_ + slot * sizeof(std::uint32_t));
    __builtin_prefetch(weights_ + slot * kLabelLanes);
  }

  std::int16_t pair_weight(Label before, Label after) const {
    return pair_weights_[before * kLabelLanes + after];
  }

 private:
  NameLexicon lexicon_;
  std::array<std::int16_t, kLabelLanes * kLabelLanes> pair_weights_{};
  std::uint32_t feature_slots_ = 0;
  const char* fingerprints_ = nullptr;
  const char* weights_ = nullptr;
};

/// Guards the model against damage on disk or in transfer; not against malice.
std::uint64_t model_checksum(std::string_view bytes);

}  // namespace dateline
