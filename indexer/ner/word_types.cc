// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/word_types.h"

#include <algorithm>

#include "indexer/ner/name_hash.h"

namespace dateline {

HashNumbers::Number HashNumbers::insert(std::uint64_t hash) {
  if (std::size_t{2} * (size_ + 1) > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.number_plus_one == 0) {
      slot = {hash, ++size_};
      return {size_ - 1, true};
    }
    if (slot.hash == hash) return {slot.number_plus_one - 1, false};
  }
}

void HashNumbers::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number_plus_one == 0) continue;
    std::size_t i = slot.hash & mask;
    while (slots_[i].number_plus_one != 0) i = (i + 1) & mask;
    slots_[i] = slot;
  }
}

void HashNumbers::clear() {
  slots_.assign(kInitialSlots, {});
  size_ = 0;
}

void WordTypes::clear() {
  numbers_.clear();
  words_.clear();
  types_.clear();
  words_.insert(0);
  numbers_.insert(0);
  types_.emplace_back();
}

std::uint32_t WordTypes::insert(std::string_view surface, SentenceCase sentence) {
  const std::uint64_t hash = hash_bytes(surface) + static_cast<std::uint64_t>(sentence);
  const auto [number, is_new] = numbers_.insert(hash);
  if (is_new) types_.push_back(analyse(surface, sentence));
  return number;
}

WordType WordTypes::analyse(std::string_view surface, SentenceCase sentence) {
  const std::string straight = straighten(surface);
  const std::string lower = lower_form(straight);
  WordType type;
  type.lower = hash_bytes(lower);
  type.suffix = hash_bytes(
      std::string_view(lower).substr(lower.size() - std::min<std::size_t>(3, lower.size())));
  type.word = words_.insert(type.lower).value;
  type.roles = roles_of(lower);
  type.lexicon = lexicon_.find_word(type.lower);
  type.capitals = capitals_of(straight);
  type.sentence = sentence;
  type.has_capital = type.capitals != Capitals::none && type.capitals != Capitals::no_letter;
  type.is_word = type.capitals != Capitals::no_letter && lower.size() > 1;
  type.is_long = lower.size() > 4;
  const std::string shape = sentence == SentenceCase::upper ? "" : shape_of(straight, 1);
  type.shape = hash_bytes(shape) + static_cast<std::uint64_t>(sentence);
  return type;
}

}  // namespace dateline
