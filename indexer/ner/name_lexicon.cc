// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/name_lexicon.h"

#include <cstring>

#include "indexer/ner/name_hash.h"

namespace dateline {
namespace {

/// Linear probing. A table without an empty slot would be the writer's fault: then the search ends
/// after one round.
template <class Entry>
Entry find_entry(std::string_view table, std::uint64_t hash) {
  const auto slots = static_cast<std::uint32_t>(table.size() / sizeof(Entry));
  if (slots == 0) return {};
  const std::uint32_t wanted = fingerprint(hash);
  std::uint32_t slot = first_slot(hash, slots);
  for (std::uint32_t tried = 0; tried < slots; ++tried) {
    Entry entry;
    std::memcpy(&entry, table.data() + std::size_t{slot} * sizeof(Entry), sizeof(Entry));
    if (entry.fingerprint == wanted) return entry;
    if (entry.fingerprint == 0) break;
    if (++slot == slots) slot = 0;
  }
  return {};
}

}  // namespace

NameLexicon::NameLexicon(std::string_view words, std::string_view phrases)
    : words_(words), phrases_(phrases) {}

WordEntry NameLexicon::find_word(std::uint64_t lower_hash) const {
  return find_entry<WordEntry>(words_, lower_hash);
}

std::uint8_t NameLexicon::find_phrase(std::uint64_t phrase_hash) const {
  return static_cast<std::uint8_t>(find_entry<PhraseEntry>(phrases_, phrase_hash).kinds);
}

}  // namespace dateline
