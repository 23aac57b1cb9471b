// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/stories/copy_sketch.h"

#include <algorithm>
#include <limits>

namespace dateline {
namespace {

constexpr std::size_t kSketchBytes = 4 + 8 + 4 * kSketchKeys;

std::uint64_t mix(std::uint64_t h) {
  h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93U;
  h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93U;
  return h ^ (h >> 32);
}

/// Odd multipliers, each a hash function of its own over hashes that are mixed already.
constexpr auto kMultipliers = [] {
  std::array<std::uint64_t, kSketchKeys> multipliers{};
  std::uint64_t state = 0x9E3779B97F4A7C15U;
  for (std::uint64_t& multiplier : multipliers) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    multiplier = state | 1;
  }
  return multipliers;
}();

template <std::size_t kFirst, std::size_t kCount>
void fill_keys(std::span<const std::uint64_t> shingles, CopySketch& sketch) {
  std::array<std::uint64_t, kCount> least;
  least.fill(std::numeric_limits<std::uint64_t>::max());
  for (const std::uint64_t shingle : shingles)
    for (std::size_t i = 0; i < kCount; ++i)
      least[i] = std::min(least[i], shingle * kMultipliers[kFirst + i]);
  for (std::size_t i = 0; i < kCount; ++i)
    sketch.keys[kFirst + i] = static_cast<std::uint32_t>(least[i] >> 16);
}

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

std::uint64_t get(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return value;
}

}  // namespace

void make_shingles(std::span<const std::uint32_t> words, std::vector<std::uint64_t>& out) {
  out.clear();
  for (std::size_t i = 0; i + kShingle <= words.size(); ++i) {
    std::uint64_t h = 0;
    for (std::size_t j = 0; j < kShingle; ++j) h = h * 0x100000001B3U + words[i + j];
    out.push_back(mix(h));
  }
}

CopySketch make_sketch(std::span<const std::uint32_t> title, std::span<const std::uint32_t> body) {
  CopySketch sketch;
  sketch.words = static_cast<std::uint32_t>(body.size());
  std::uint64_t h = body.size();
  for (const std::uint32_t word : body) h = mix(h + word);
  if (body.size() < kFewestWords) {
    for (const std::uint32_t word : title) h = mix(h + word);
    sketch.identity = h;
    return sketch;
  }
  sketch.identity = h;
  std::vector<std::uint64_t> shingles;
  make_shingles(body, shingles);
  const std::span<const std::uint64_t> all(shingles);
  fill_keys<0, kBodyKeys>(all, sketch);
  fill_keys<kBodyKeys, kLeadKeys>(all.first(std::min(all.size(), kLeadWords)), sketch);
  return sketch;
}

bool may_be_copies(const CopySketch& a, const CopySketch& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0; i < a.keys.size(); ++i) shared += a.keys[i] == b.keys[i] ? 1 : 0;
  return shared >= kSharedKeys && a.words >= kFewestWords && b.words >= kFewestWords;
}

std::string pack_sketch(const CopySketch& sketch) {
  std::string out;
  out.reserve(kSketchBytes);
  put(out, sketch.words, 4);
  put(out, sketch.identity, 8);
  for (const std::uint32_t key : sketch.keys) put(out, key, 4);
  return out;
}

std::optional<CopySketch> unpack_sketch(std::string_view bytes) {
  if (bytes.size() != kSketchBytes) return std::nullopt;
  CopySketch sketch;
  sketch.words = static_cast<std::uint32_t>(get(bytes, 0, 4));
  sketch.identity = get(bytes, 4, 8);
  for (std::size_t i = 0; i < sketch.keys.size(); ++i)
    sketch.keys[i] = static_cast<std::uint32_t>(get(bytes, 12 + 4 * i, 4));
  return sketch;
}

}  // namespace dateline
