// SPDX-License-Identifier: GPL-2.0-or-later
//
// Values in a row that no longer change: a vector, or a part of a file that is mapped into memory.
// Copies share them.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace dateline {

template <typename Value>
class SharedTable {
 public:
  SharedTable() = default;
  explicit SharedTable(std::vector<Value> values) {
    auto owned = std::make_shared<const std::vector<Value>>(std::move(values));
    values_ = *owned;
    owner_ = std::move(owned);
  }
  /// `owner` keeps the values alive.
  SharedTable(std::span<const Value> values, std::shared_ptr<const void> owner)
      : values_(values), owner_(std::move(owner)) {}

  std::size_t size() const { return values_.size(); }
  const Value* data() const { return values_.data(); }
  const Value& operator[](std::size_t i) const { return values_[i]; }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

 private:
  std::span<const Value> values_;
  std::shared_ptr<const void> owner_;
};

}  // namespace dateline
