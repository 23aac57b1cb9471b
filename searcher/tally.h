// SPDX-License-Identifier: GPL-2.0-or-later
//
// How often numbers were counted, such as those of names: in an array by number. Its higher part is
// a small table while few different ones come, for an answer of some hundred articles would else
// clear, fill and search a count for each name of the archive, and of each of its parts.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dateline {

/// No archive has as many names; a corrupt record must not ask for the memory.
inline constexpr std::uint32_t kMostNumbers = std::uint32_t{1} << 28;

struct Counted {
  std::uint32_t number = 0;  ///< of a name, or of a month
  std::uint32_t count = 0;
};

class Tally {
 public:
  void add(std::uint32_t number, std::uint32_t count) {
    if (number < array_.size())
      array_[number] += count;
    else
      add_beyond(number, count);
  }

  void add(const Tally& other) {
    if (other.is_whole_) array();
    if (array_.size() < other.array_.size()) array_.resize(other.array_.size());
    for (std::size_t i = 0; i < other.array_.size(); ++i) array_[i] += other.array_[i];
    for (const Counted& one : other.table_) add(one.number, one.count);
  }

  std::uint32_t count(std::uint32_t number) const {
    if (number < array_.size()) return array_[number];
    return table_.empty() ? 0 : table_[place(number)].count;
  }

  bool empty() const { return array_.empty() && table_.empty(); }

  /// Calls `use(number, count)` for all that were counted, in no order.
  template <typename Use>
  void for_each(Use use) const {
    for (const Counted& one : table_)
      if (one.count > 0) use(one.number, one.count);
    for (std::size_t number = 0; number < array_.size(); ++number)
      if (array_[number] > 0) use(static_cast<std::uint32_t>(number), array_[number]);
  }

  /// The counts by number, all of them from now on, for whoever has many to add.
  std::vector<std::uint32_t>& array() {
    is_whole_ = true;
    std::uint32_t largest = 0;
    for (const Counted& one : table_) largest = std::max(largest, one.number);
    // Once, with room for what comes: to double it again and again touches twice the memory.
    if (!table_.empty()) reach(largest + largest / 16);
    for (const Counted& one : table_) array_[one.number] += one.count;
    table_ = {};
    return array_;
  }

 private:
  static constexpr std::size_t kLow = 1024;           // more than there are countries or sources
  static constexpr std::size_t kLargestTable = 8192;  // 64 kB; half of it is filled

  void reach(std::uint32_t number) {
    if (number >= array_.size()) array_.resize(std::size_t{number} + 1);
  }

  std::uint32_t& at(std::uint32_t number) {
    if (number >= array_.size())
      reach(std::max(number, static_cast<std::uint32_t>(2 * array_.size())));
    return array_[number];
  }

  void add_beyond(std::uint32_t number, std::uint32_t count) {
    if (count == 0) return;  // else a place in the table would be taken for free
    if (number < kLow) array_.resize(kLow);
    if (!is_whole_ && 2 * filled_ >= table_.size()) enlarge();
    if (is_whole_ || number < kLow) {
      at(number) += count;
      return;
    }
    Counted& one = table_[place(number)];
    if (one.count == 0) {
      one.number = number;
      ++filled_;
    }
    one.count += count;
  }

  /// Where a number stands in the table, or may be put.
  std::size_t place(std::uint32_t number) const {
    constexpr std::uint32_t kGolden = 0x9E3779B1;  // Knuth's multiplicative hashing
    const std::size_t mask = table_.size() - 1;
    std::size_t at = (number * kGolden) >> 16 & mask;
    while (table_[at].count > 0 && table_[at].number != number) at = (at + 1) & mask;
    return at;
  }

  void enlarge() {
    constexpr std::size_t kSmallestTable = 64;
    if (table_.size() == kLargestTable) {
      array();
      return;
    }
    const std::vector<Counted> before = std::move(table_);
    table_.assign(std::max(kSmallestTable, 2 * before.size()), {});
    for (const Counted& one : before)
      if (one.count > 0) table_[place(one.number)] = one;
  }

  std::vector<Counted> table_;  // open addressing, a power of two; a count of 0: free
  std::size_t filled_ = 0;
  std::vector<std::uint32_t> array_;
  bool is_whole_ = false;  // whether all are in the array
};

}  // namespace dateline
