// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace dateline {

/// Where in ascending `ids` the first one >= `id` stands from `from` on, which is below it: by
/// doubling steps, since the next is mostly near.
template <typename Id>
std::size_t gallop(std::span<const Id> ids, std::size_t from, Id id) {
  std::size_t step = 1;
  while (from + step < ids.size() && ids[from + step] < id) step *= 2;
  const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(from + step / 2);
  const auto end = ids.begin() + static_cast<std::ptrdiff_t>(std::min(from + step + 1, ids.size()));
  return static_cast<std::size_t>(std::lower_bound(begin, end, id) - ids.begin());
}

}  // namespace dateline
