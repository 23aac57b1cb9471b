// SPDX-License-Identifier: GPL-2.0-or-later
//
// A few numbers of an article by which its copies are met: MinHash (Broder 1997) over the runs of
// kShingle words of its body, and over those of its first words. Every key is a band of its own:
// copies share at least kSharedKeys of them nearly always, other articles nearly never.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Words in a run.
inline constexpr std::size_t kShingle = 4;
/// Shorter bodies are copies only of the same words under the same title: a brief of one sentence
/// comes again with other figures.
inline constexpr std::size_t kFewestWords = 20;
/// The lead, in words: what an article begins with makes it that article and not an update.
inline constexpr std::size_t kLeadWords = 30;
/// Where the lead of a copy may still begin or end: a byline or another dateline stands before it.
inline constexpr std::size_t kLeadZone = 36;
inline constexpr std::size_t kBodyKeys = 12;
inline constexpr std::size_t kLeadKeys = 4;
inline constexpr std::size_t kSketchKeys = kBodyKeys + kLeadKeys;
inline constexpr std::size_t kSharedKeys = 2;

struct CopySketch {
  std::uint32_t words = 0;     ///< of the body
  std::uint64_t identity = 0;  ///< equal for equal words of the body (of few: and the title)
  std::array<std::uint32_t, kSketchKeys> keys{};  ///< zero where there are few words
  bool operator==(const CopySketch&) const = default;
};

/// `title` and `body`: word_hash() of each word.
CopySketch make_sketch(std::span<const std::uint32_t> title, std::span<const std::uint32_t> body);

/// Whether two articles have enough keys in common to be compared.
bool may_be_copies(const CopySketch& a, const CopySketch& b);

/// The hashes of the runs of `words`, as often as they stand there.
void make_shingles(std::span<const std::uint32_t> words, std::vector<std::uint64_t>& out);

/// On disk: words, identity and keys, little-endian, 76 bytes.
std::string pack_sketch(const CopySketch& sketch);
std::optional<CopySketch> unpack_sketch(std::string_view bytes);

}  // namespace dateline
