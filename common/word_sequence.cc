// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/word_sequence.h"

#include <algorithm>
#include <cstring>

#include "common/varint.h"

namespace dateline {
namespace {

constexpr std::uint32_t kOneByte = 0xE0;
constexpr std::uint32_t kTwoBytes = kOneByte + (0xFF - kOneByte) * 256;
constexpr std::uint32_t kTitleEnd = 0;
constexpr std::uint32_t kSentenceEnd = 1;
constexpr std::uint32_t kParagraphEnd = 2;
constexpr std::uint32_t kFirstWord = 3;

void put_u32(std::string& out, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

std::uint32_t get_u32(const char* at) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value |= std::uint32_t{static_cast<unsigned char>(at[i])} << (8 * i);
  return value;
}

void put_code(std::string& out, std::uint32_t code) {
  if (code < kOneByte) {
    out.push_back(static_cast<char>(code));
  } else if (code < kTwoBytes) {
    out.push_back(static_cast<char>(kOneByte + ((code - kOneByte) >> 8)));
    out.push_back(static_cast<char>(code - kOneByte));
  } else {
    out.push_back('\xFF');
    put_u32(out, code);
  }
}

/// Takes a code off [at, end); false where it is cut short.
bool take_code(const char*& at, const char* end, std::uint32_t& code) {
  if (at == end) return false;
  const auto first = static_cast<unsigned char>(*at++);
  if (first < kOneByte) {
    code = first;
    return true;
  }
  if (first < 0xFF) {
    if (at == end) return false;
    code = kOneByte + ((first - kOneByte) << 8) + static_cast<unsigned char>(*at++);
    return true;
  }
  if (end - at < 4) return false;
  code = get_u32(at);
  at += 4;
  return true;
}

/// The index of `hash` in the ascending table at `table`, or `count`.
std::uint32_t find_hash(const char* table, std::uint32_t count, std::uint32_t hash) {
  std::uint32_t low = 0;
  for (std::uint32_t length = count; length > 0;) {
    const std::uint32_t half = length / 2;
    if (get_u32(table + std::size_t{4} * (low + half)) < hash) {
      low += half + 1;
      length -= half + 1;
    } else {
      length = half;
    }
  }
  return low < count && get_u32(table + std::size_t{4} * low) == hash ? low : count;
}

}  // namespace

void WordSequenceBuilder::clear() {
  items_.clear();
}

void WordSequenceBuilder::pack(std::string& out) {
  hashes_.clear();
  for (const std::uint64_t item : items_)
    if (item >= kMarks) hashes_.push_back(static_cast<std::uint32_t>(item - kMarks));
  std::sort(hashes_.begin(), hashes_.end());
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
  out.clear();
  put_varint(out, hashes_.size());
  for (const std::uint32_t hash : hashes_) put_u32(out, hash);
  for (const std::uint64_t item : items_) {
    if (item < kMarks) {
      put_code(out, static_cast<std::uint32_t>(item));
      continue;
    }
    const auto at =
        std::lower_bound(hashes_.begin(), hashes_.end(), static_cast<std::uint32_t>(item - kMarks));
    put_code(out, kFirstWord + static_cast<std::uint32_t>(at - hashes_.begin()));
  }
}

void unpack_body(std::string_view record, std::vector<std::uint32_t>& hashes) {
  hashes.clear();
  const auto count = take_varint(record);
  if (!count || *count > record.size() / 4) return;
  const char* at = record.data() + std::size_t{4} * *count;
  const char* const end = record.data() + record.size();
  bool in_body = false;
  std::uint32_t code = 0;
  while (take_code(at, end, code)) {
    if (code == kTitleEnd) in_body = true;
    if (!in_body || code < kFirstWord || code - kFirstWord >= *count) continue;
    hashes.push_back(get_u32(record.data() + std::size_t{4} * (code - kFirstWord)));
  }
}

bool WordSequenceReader::find(std::string_view record,
                              std::span<const std::vector<std::uint32_t>> groups,
                              std::vector<Occurrence>& out, bool all_needed) {
  out.clear();
  const auto size = take_varint(record);
  if (!size || *size > record.size() / 4) return false;
  const auto count = static_cast<std::uint32_t>(*size);
  const char* table = record.data();
  if (groups_of_.size() < count) groups_of_.resize(count, 0);
  bool all = true;
  touched_.clear();
  for (std::size_t g = 0; g < groups.size() && all; ++g) {
    all = !all_needed;
    for (const std::uint32_t hash : groups[g]) {
      const std::uint32_t word = find_hash(table, count, hash);
      if (word == count) continue;
      groups_of_[word] |= std::uint64_t{1} << g;
      touched_.push_back(word);
      all = true;
    }
  }
  if (!all_needed) all = !touched_.empty();
  if (all) {
    const char* at = table + std::size_t{4} * count;
    const char* const end = record.data() + record.size();
    Occurrence here{0, 0, 0, 0};
    std::uint32_t code = 0;
    while (take_code(at, end, code)) {
      if (code >= kFirstWord) {
        const std::uint32_t word = code - kFirstWord;
        here.groups = word < count ? groups_of_[word] : 0;
        if (here.groups != 0) out.push_back(here);
        ++here.position;
      } else {
        if (code == kTitleEnd) here.position += kTitleGap;
        if (code == kTitleEnd || code == kSentenceEnd) ++here.sentence;
        if (code == kTitleEnd || code == kParagraphEnd) ++here.paragraph;
      }
    }
  }
  for (const std::uint32_t word : touched_) groups_of_[word] = 0;
  return all;
}

}  // namespace dateline
