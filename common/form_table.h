// SPDX-License-Identifier: GPL-2.0-or-later
//
// The distinct words that an Analyzer has met, found by the bytes they were written with. An open
// addressing table, since it is asked once for every word of the archive.
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "common/analyzer.h"

namespace dateline {

class FormTable {
 public:
  FormTable() : slots_(kInitialSlots) {}

  /// The form that `raw` was added with, or null; `*found` tells whether it was added at all
  /// (a word that folds to nothing is kept as null).
  const Form* find(std::string_view raw, std::uint64_t hash, bool* found) const {
    for (std::size_t i = hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[i];
      if (slot.length == kEmpty) {
        *found = false;
        return nullptr;
      }
      if (slot.hash == hash && slot.length == raw.size() &&
          std::memcmp(bytes_.data() + slot.offset, raw.data(), raw.size()) == 0) {
        *found = true;
        return slot.form;
      }
    }
  }

  void add(std::string_view raw, std::uint64_t hash, const Form* form) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    const auto offset = static_cast<std::uint32_t>(bytes_.size());
    bytes_.insert(bytes_.end(), raw.begin(), raw.end());
    place({hash, form, offset, static_cast<std::uint32_t>(raw.size())});
    ++size_;
  }

  std::size_t size() const { return size_; }

  void clear() {
    slots_.assign(kInitialSlots, Slot{});
    bytes_.clear();
    size_ = 0;
  }

  static std::uint64_t hash_of(std::string_view raw) {
    std::uint64_t h = raw.size() * 0x9E3779B97F4A7C15U;
    const char* at = raw.data();
    std::size_t left = raw.size();
    for (; left >= 8; at += 8, left -= 8) h = mix(h, load(at, 8));
    return mix(h, load(at, left));
  }

 private:
  static constexpr std::size_t kInitialSlots = std::size_t{1} << 10;
  static constexpr std::uint32_t kEmpty = UINT32_MAX;

  struct Slot {
    std::uint64_t hash = 0;
    const Form* form = nullptr;
    std::uint32_t offset = 0;
    std::uint32_t length = kEmpty;
  };

  static std::uint64_t load(const char* at, std::size_t size) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, size);
    return word;
  }
  static std::uint64_t mix(std::uint64_t h, std::uint64_t word) {
    h = (h ^ word) * 0xD6E8FEB86659FD93U;
    return h ^ (h >> 32);
  }

  void place(const Slot& slot) {
    std::size_t i = slot.hash & (slots_.size() - 1);
    while (slots_[i].length != kEmpty) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = slot;
  }

  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.length != kEmpty) place(slot);
  }

  std::vector<Slot> slots_;
  std::vector<char> bytes_;
  std::size_t size_ = 0;
};

}  // namespace dateline
