// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/term_numbers.h"

#include <xxhash.h>

#include <algorithm>

namespace dateline {

TermNumbers::TermNumbers() : slots_(std::size_t{1} << 14, 0) {}

std::uint32_t TermNumbers::number(std::string_view term) {
  const std::uint64_t hash = XXH3_64bits(term.data(), term.size());
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const std::uint32_t number = slots_[slot] - 1;
    if (terms_[number].hash == hash && (*this)[number] == term) return number;
  }
  terms_.push_back({hash, text_.size(), term.size()});
  text_ += term;
  slots_[slot] = size();
  if (terms_.size() * 2 > slots_.size()) grow();
  return size() - 1;
}

void TermNumbers::grow() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 0; number < size(); ++number) {
    std::size_t slot = terms_[number].hash & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = number + 1;
  }
}

void TermNumbers::clear() {
  text_.clear();
  terms_.clear();
  std::fill(slots_.begin(), slots_.end(), 0);
}

}  // namespace dateline
