// SPDX-License-Identifier: GPL-2.0-or-later
//
// The labels of the name tagger: each token is outside a name, or begins, continues, ends or is
// alone (unit) a name of one of three kinds: BILOU.
#pragma once

#include <array>
#include <cstdint>

#include "indexer/ner/name_tagger.h"

namespace dateline {

using Label = std::uint8_t;

constexpr Label kOutside = 0;
constexpr std::size_t kLabelCount = 13;
/// Rows of weights are padded to a whole number of vector registers.
constexpr std::size_t kLabelLanes = 16;

enum class NamePart : std::uint8_t { begin, inside, last, unit };

constexpr Label make_label(NameKind kind, NamePart part) {
  return static_cast<Label>(1 + 4 * static_cast<int>(kind) + static_cast<int>(part));
}
constexpr NameKind kind_of(Label label) {
  return static_cast<NameKind>((label - 1) / 4);
}
constexpr NamePart part_of(Label label) {
  return static_cast<NamePart>((label - 1) % 4);
}

/// A name that is begun must go on in the same kind until its last token.
constexpr bool is_open(Label label) {
  return label != kOutside &&
         (part_of(label) == NamePart::begin || part_of(label) == NamePart::inside);
}
constexpr bool continues(Label label) {
  return label != kOutside &&
         (part_of(label) == NamePart::inside || part_of(label) == NamePart::last);
}
constexpr bool may_follow(Label before, Label after) {
  if (is_open(before)) return continues(after) && kind_of(before) == kind_of(after);
  return !continues(after);
}

struct LabelPair {
  Label before = kOutside;
  Label after = kOutside;
};
constexpr std::size_t kLabelPairCount = 61;

constexpr std::array<LabelPair, kLabelPairCount> make_label_pairs() {
  std::array<LabelPair, kLabelPairCount> pairs{};
  std::size_t n = 0;
  for (Label before = 0; before < kLabelCount; ++before)
    for (Label after = 0; after < kLabelCount; ++after)
      if (may_follow(before, after)) pairs.at(n++) = {before, after};
  return pairs;
}
/// All that may stand beside each other, ordered by `before`.
constexpr auto kLabelPairs = make_label_pairs();

}  // namespace dateline
