// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/name_features.h"

#include <algorithm>
#include <bit>
#include <string>

#include "indexer/ner/name_hash.h"

namespace dateline {
namespace {

// The numbers are part of the model's format: append, never renumber.
enum class Template : std::uint8_t {
  kBias = 1,
  kLower,
  kSpelling,
  kShape,
  kLongShape,
  kCapitals,
  kPrefix,
  kSuffix,
  kTrigram,
  kCluster64,
  kCluster256,
  kCluster1024,
  kCluster3000,
  kList,
  kLists,
  kRoles,
  kTail,
  kHead,
  kTailCluster,
  kTailLists,
  kLength,
  kFlag,
  kFlags,
  kFlagsFirst,
  kPhrase,
  kFlagsLists,
  kShapes2,
  kShapes3,
  kLowers2,
  kLowerShape,
  kShapeLower,
  kClusters2,
  kClusters3,
  kLists2,
  kLists3,
  kLowersShape,
  kLowerShapeLower,
  kShapeLowers,
  kSpare
};

/// Collects features of one offset.
class Collector {
 public:
  Collector(int offset, FeatureList& features)
      : offset_(static_cast<std::uint64_t>(offset + kReach)), features_(features) {}

  template <class... Values>
  void add(Template number, Values... values) {
    std::uint64_t hash = static_cast<std::uint64_t>(number) << 8 | offset_;
    ((hash = mix(hash, static_cast<std::uint64_t>(values))), ...);
    features_.push_back(hash);
  }

  /// Each set bit by itself.
  template <class... Values>
  void add_bits(Template number, std::uint32_t bits, Values... values) {
    for (; bits != 0; bits &= bits - 1) add(number, std::countr_zero(bits), values...);
  }

 private:
  std::uint64_t offset_;
  FeatureList& features_;
};

void add_clusters(const WordType& type, Collector& out) {
  const WordEntry& entry = type.lexicon;
  out.add(Template::kCluster256, entry.cluster_256);
  out.add(Template::kCluster1024, entry.cluster_1024);
  out.add(Template::kCluster3000, entry.cluster_3000);
}

void add_affixes(std::string_view lower, Collector& out) {
  constexpr std::size_t kLongestAffix = 5;
  constexpr std::size_t kTrigrams = 12;
  for (std::size_t n = 1; n <= std::min(kLongestAffix, lower.size()); ++n) {
    out.add(Template::kPrefix, n, hash_bytes(lower.substr(0, n)));
    out.add(Template::kSuffix, n, hash_bytes(lower.substr(lower.size() - n)));
  }
  for (std::size_t i = 1; i + 4 <= lower.size() && i <= kTrigrams; ++i)
    out.add(Template::kTrigram, hash_bytes(lower.substr(i, 3)));
}

/// "al-Assad" is known by "assad", "U.S.-led" by "led".
void add_hyphen_parts(std::string_view lower, const NameLexicon& lexicon, Collector& out) {
  const std::size_t hyphen = lower.rfind('-');
  if (hyphen == std::string_view::npos || hyphen + 1 == lower.size()) return;
  const std::uint64_t tail = hash_bytes(lower.substr(hyphen + 1));
  const WordEntry entry = lexicon.find_word(tail);
  out.add(Template::kHead, hash_bytes(lower.substr(0, hyphen)));
  out.add(Template::kTail, tail);
  out.add(Template::kTailCluster, entry.cluster_256);
  out.add(Template::kTailCluster, 1024 + entry.cluster_1024);
  out.add_bits(Template::kTailLists, entry.lists);
}

void add_own_features(std::string_view surface, const WordType& type, const NameLexicon& lexicon,
                      Collector& out) {
  const std::string straight = straighten(surface);
  const std::string lower = lower_form(straight);
  const WordEntry& entry = type.lexicon;
  const auto capitals =
      static_cast<std::uint64_t>(type.sentence) << 4 | static_cast<std::uint64_t>(type.capitals);
  out.add(Template::kBias);
  if (type.sentence != SentenceCase::upper) {
    out.add(Template::kSpelling, hash_bytes(straight));
    out.add(Template::kLongShape, type.sentence, hash_bytes(shape_of(straight, 4)));
  }
  out.add(Template::kCapitals, capitals);
  out.add(Template::kLength, std::min<std::size_t>(lower.size(), 12), capitals);
  add_affixes(lower, out);
  add_hyphen_parts(lower, lexicon, out);
  out.add(Template::kCluster64, entry.cluster_64);
  out.add(Template::kCluster64, entry.cluster_64, capitals);
  out.add(Template::kCluster256, entry.cluster_256, capitals);
  out.add(Template::kCluster1024, entry.cluster_1024, capitals);
  out.add(Template::kLists, entry.lists, capitals);
}

/// All lists but the mark that the lexicon sets for its own use.
WordLists lists_of(const WordType& type) {
  return static_cast<WordLists>(type.lexicon.lists & ~in_list::kStartsPhrase);
}

}  // namespace

void append_word_features(std::string_view surface, const WordType& type,
                          const NameLexicon& lexicon, int offset, FeatureList& features) {
  Collector out(offset, features);
  if (offset == 0) add_own_features(surface, type, lexicon, out);
  out.add(Template::kLower, type.lower);
  out.add(Template::kShape, type.shape);
  add_clusters(type, out);
  out.add_bits(Template::kList, lists_of(type));
  out.add(Template::kLists, lists_of(type));
  out.add(Template::kRoles, type.roles);
  if (offset == 1 || offset == -1) out.add(Template::kSuffix, type.suffix);
}

FlagState make_flag_state(DocumentFlags flags, const WordType& type, bool is_first) {
  const unsigned capitals = type.capitals == Capitals::no_letter ? 0U
                            : type.capitals == Capitals::none    ? 1U
                            : type.capitals == Capitals::first   ? 2U
                            : type.capitals == Capitals::mixed   ? 3U
                            : type.capitals == Capitals::single  ? 4U
                                                                 : 5U;
  return static_cast<FlagState>(flags) | (is_first ? 1U << doc::kFlags : 0U) |
         capitals << (doc::kFlags + 1);
}

void append_flag_features(FlagState state, int offset, FeatureList& features) {
  Collector out(offset, features);
  constexpr std::uint32_t kAll = (1U << (doc::kFlags + 1)) - 1;
  const std::uint32_t capitals = state >> (doc::kFlags + 1);
  out.add_bits(Template::kFlag, state & kAll);
  if (offset != 0) return;
  out.add_bits(Template::kFlag, state & kAll, capitals);
  out.add(Template::kFlags, state & (kAll >> 1));
  out.add(Template::kFlagsFirst, state);
}

void append_context_features(const TokenContext& context, FeatureList& features) {
  Collector out(0, features);
  const WordType& before2 = context.at(-2);
  const WordType& before = context.at(-1);
  const WordType& word = context.at(0);
  const WordType& after = context.at(1);
  const WordType& after2 = context.at(2);
  for (std::uint32_t part = 0; part < 3; ++part)
    out.add_bits(Template::kPhrase, context.phrase_kinds[part], part);
  out.add(Template::kFlagsLists, context.flags, lists_of(word));
  out.add(Template::kShapes2, 0, before.shape, word.shape);
  out.add(Template::kShapes2, 1, word.shape, after.shape);
  out.add(Template::kShapes3, before.shape, word.shape, after.shape);
  out.add(Template::kLowers2, 0, before.lower, word.lower);
  out.add(Template::kLowers2, 1, word.lower, after.lower);
  out.add(Template::kLowerShape, before.lower, word.shape);
  out.add(Template::kShapeLower, word.shape, after.lower);
  out.add(Template::kClusters2, 0, before.lexicon.cluster_1024, word.lexicon.cluster_1024);
  out.add(Template::kClusters2, 1, word.lexicon.cluster_1024, after.lexicon.cluster_1024);
  out.add(Template::kClusters3, before.lexicon.cluster_256, word.shape, after.lexicon.cluster_256);
  out.add(Template::kLists2, 0, lists_of(before), lists_of(word));
  out.add(Template::kLists2, 1, lists_of(word), lists_of(after));
  out.add(Template::kLists3, lists_of(before), lists_of(word), lists_of(after));
  out.add(Template::kLowersShape, before2.lower, before.lower, word.shape);
  out.add(Template::kLowerShapeLower, before.lower, word.shape, after.lower);
  out.add(Template::kShapeLowers, word.shape, after.lower, after2.lower);
}

}  // namespace dateline
