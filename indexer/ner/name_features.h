// SPDX-License-Identifier: GPL-2.0-or-later
//
// The features of the name tagger: 64-bit hashes of a template's number and its values. The
// trainer and the tagger share them. Three sources, by what they depend on and so by how their
// scores can be remembered: one word alone; a word's document flags; the words around a token.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/ner/document_flags.h"
#include "indexer/ner/word_types.h"

namespace dateline {

using FeatureList = std::vector<std::uint64_t>;

/// From how far away a word speaks of a token: -2 to 2 words.
constexpr int kReach = 2;
constexpr int kOffsets = 2 * kReach + 1;

/// Where an array with one element an offset has that of `offset`.
constexpr std::size_t offset_slot(int offset) {
  const int slot = kReach + offset;
  return static_cast<std::size_t>(slot);
}

/// Appends what `type`, spelt `surface`, tells of a token `offset` words before it (0: itself).
void append_word_features(std::string_view surface, const WordType& type,
                          const NameLexicon& lexicon, int offset, FeatureList& features);

/// What decides the flag features of a token: its document flags, its capitals, and whether it
/// is the first word of a sentence. Below kFlagStates.
using FlagState = std::uint32_t;
constexpr FlagState kFlagStates = 1U << (doc::kFlags + 4);
FlagState make_flag_state(DocumentFlags flags, const WordType& type, bool is_first);
/// `offset` is -1, 0 or 1.
void append_flag_features(FlagState state, int offset, FeatureList& features);

/// A token with its neighbours.
struct TokenContext {
  std::array<const WordType*, kOffsets> words{};  ///< words[kReach] is the token's
  DocumentFlags flags = 0;
  std::uint8_t phrase_kinds[3] = {};  ///< of phrases that begin, go on, end here

  const WordType& at(int offset) const { return *words[offset_slot(offset)]; }
};
void append_context_features(const TokenContext& context, FeatureList& features);

}  // namespace dateline
