// SPDX-License-Identifier: GPL-2.0-or-later
//
// Of very many items those that may be among the first: all that rank no lower than the one at the
// limit, so that whatever decides between equals can be looked up for few. Keeps about twice the
// limit, and the equals, at any time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

namespace dateline {

/// `Rank` gives an item's rank, a number: higher is better.
template <typename Item, typename Rank>
class BestOf {
 public:
  /// `limit` 0: all.
  explicit BestOf(std::size_t limit, Rank rank = {})
      : limit_(limit), rank_(std::move(rank)), full_(std::max(kLeastFull, 2 * limit)) {}

  void add(const Item& item) {
    ++seen_;
    if (rank_(item) < least_) return;
    kept_.push_back(item);
    if (limit_ > 0 && kept_.size() >= full_) cut();
  }

  /// How many came.
  std::uint64_t seen() const { return seen_; }

  /// In no order.
  std::vector<Item> take() {
    if (limit_ > 0 && kept_.size() > limit_) cut();
    return std::move(kept_);
  }

 private:
  using Value = std::invoke_result_t<Rank, const Item&>;
  static constexpr std::size_t kLeastFull = 1024;

  void cut() {
    const auto [low, high] =
        std::minmax_element(kept_.begin(), kept_.end(),
                            [this](const Item& a, const Item& b) { return rank_(a) < rank_(b); });
    if (rank_(*low) == rank_(*high)) {  // as where nothing is weighed: all are equals
      least_ = rank_(*low);
      full_ = 2 * kept_.size();
      return;
    }
    const auto last = kept_.begin() + static_cast<std::ptrdiff_t>(limit_ - 1);
    std::nth_element(kept_.begin(), last, kept_.end(),
                     [this](const Item& a, const Item& b) { return rank_(a) > rank_(b); });
    least_ = rank_(*last);
    std::erase_if(kept_, [this](const Item& item) { return rank_(item) < least_; });
    full_ = std::max(kLeastFull, 2 * kept_.size());
  }

  const std::size_t limit_;
  const Rank rank_;
  std::size_t full_;
  std::uint64_t seen_ = 0;
  Value least_ = std::numeric_limits<Value>::lowest();
  std::vector<Item> kept_;
};

}  // namespace dateline
