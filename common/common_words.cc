// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/common_words.h"

#include <algorithm>
#include <array>

#include "common/word_hash.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, kCommonWords> kWords{
#include "common/data/common_words.inc"
};

constexpr auto kHashes = [] {
  std::array<std::uint32_t, kCommonWords> hashes{};
  for (std::uint32_t number = 0; number < kCommonWords; ++number)
    hashes[number] = word_hash(kWords[number]);
  return hashes;
}();

// Numbers by hash: a word stands in the slot of its last bits or behind it. kCommonWords: free.
constexpr std::uint32_t kSlots = 2 * kCommonWords;
constexpr auto kNumbers = [] {
  std::array<std::uint16_t, kSlots> numbers{};
  numbers.fill(kCommonWords);
  for (std::uint32_t number = 0; number < kCommonWords; ++number) {
    std::uint32_t slot = kHashes[number] % kSlots;
    for (; numbers[slot] != kCommonWords; slot = (slot + 1) % kSlots)
      if (kHashes[numbers[slot]] == kHashes[number]) throw "two words share a hash";
    numbers[slot] = static_cast<std::uint16_t>(number);
  }
  return numbers;
}();

constexpr std::size_t kTextBytes = [] {
  std::size_t bytes = 0;
  for (const std::string_view word : kWords) bytes += 1 + word.size();
  return bytes;
}();

constexpr auto kText = [] {
  std::array<char, kTextBytes> text{};
  std::size_t begin = kTextBytes;
  for (const std::string_view word : kWords) {
    begin -= 1 + word.size();
    text[begin] = ' ';
    std::copy(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(begin) + 1);
  }
  return text;
}();

}  // namespace

std::uint32_t common_word(std::uint32_t hash) {
  for (std::uint32_t slot = hash % kSlots;; slot = (slot + 1) % kSlots) {
    const std::uint32_t number = kNumbers[slot];
    if (number == kCommonWords || kHashes[number] == hash) return number;
  }
}

std::uint32_t hash_of_common_word(std::uint32_t number) {
  return kHashes[number];
}

std::string_view common_words_text() {
  return {kText.data(), kText.size()};
}

}  // namespace dateline
