// SPDX-License-Identifier: GPL-2.0-or-later
//
// Values by key, of which the least lately used give way once all together hold more than a budget
// of bytes. One who still holds a value keeps it.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

namespace dateline {

/// `Value::bytes()` tells what one takes.
template <typename Value>
class ByteCache {
 public:
  explicit ByteCache(std::size_t budget_bytes) : budget_(budget_bytes) {}

  /// Nothing where the key is not held.
  std::shared_ptr<const Value> find(const std::string& key) {
    const auto at = by_key_.find(key);
    if (at == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, at->second);
    return entries_.front().second;
  }

  /// Takes in the value of a key that is not held.
  void add(const std::string& key, std::shared_ptr<const Value> value) {
    bytes_ += value->bytes();
    entries_.emplace_front(key, std::move(value));
    by_key_[key] = entries_.begin();
    while (bytes_ > budget_ && entries_.size() > 1) {
      bytes_ -= entries_.back().second->bytes();
      by_key_.erase(entries_.back().first);
      entries_.pop_back();
    }
  }

 private:
  using Entry = std::pair<std::string, std::shared_ptr<const Value>>;

  const std::size_t budget_;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;  // lately used first
  std::unordered_map<std::string, typename std::list<Entry>::iterator> by_key_;
};

}  // namespace dateline
