// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/stories/copy_test.h"

#include <algorithm>

#include "common/stories/copy_sketch.h"

namespace dateline {
namespace {

constexpr double kLeastContained = 0.6;
constexpr double kLeastOfLead = 0.4;

using Shingles = std::vector<std::uint64_t>;

void sort_once(Shingles& shingles) {
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
}

std::size_t shared(const Shingles& a, const Shingles& b) {
  std::size_t count = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) {
      ++count;
      ++x;
      ++y;
    } else {
      ++(*x < *y ? x : y);
    }
  }
  return count;
}

bool at_least(std::size_t part, double share, std::size_t whole) {
  return static_cast<double>(part) >= share * static_cast<double>(whole);
}

}  // namespace

CopyText make_copy_text(std::span<const std::uint32_t> body) {
  CopyText text;
  make_shingles(body, text.shingles);
  make_shingles(body.first(std::min(body.size(), kLeadWords)), text.lead);
  make_shingles(body.first(std::min(body.size(), kLeadZone)), text.zone);
  sort_once(text.shingles);
  sort_once(text.lead);
  sort_once(text.zone);
  return text;
}

bool is_copy(const CopyText& a, const CopyText& b) {
  if (!at_least(shared(a.lead, b.zone), kLeastOfLead, a.lead.size()) &&
      !at_least(shared(b.lead, a.zone), kLeastOfLead, b.lead.size()))
    return false;
  return at_least(shared(a.shingles, b.shingles), kLeastContained,
                  std::min(a.shingles.size(), b.shingles.size()));
}

}  // namespace dateline
