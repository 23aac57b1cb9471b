// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/name_dictionary.h"

#include <algorithm>

namespace dateline {

NameDictionary::Names& NameDictionary::names(Dictionary kind) {
  switch (kind) {
    case Dictionary::person:
      return names_[0];
    case Dictionary::country:
      return names_[1];
    case Dictionary::source:
      return names_[2];
    case Dictionary::language:
      break;
  }
  return names_[3];
}

void NameDictionary::restore(Dictionary kind, std::string name, std::uint32_t ordinal) {
  const std::lock_guard lock(mutex_);
  Names& known = names(kind);
  known.ordinals.insert_or_assign(std::move(name), ordinal);
  known.next = std::max(known.next, ordinal + 1);
}

std::uint32_t NameDictionary::ordinal(Dictionary kind, const std::string& name) {
  const std::lock_guard lock(mutex_);
  Names& known = names(kind);
  const auto [at, is_new] = known.ordinals.try_emplace(name, known.next);
  if (is_new) ++known.next;
  return at->second;
}

}  // namespace dateline
