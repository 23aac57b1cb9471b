// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/country_gazetteer.h"

#include <algorithm>
#include <bit>

#include "indexer/entities/place_name.h"

namespace dateline {
namespace {

/// "Guinea-Bissau" and "People's Republic" as the words that an article's text is cut into.
void split_name(std::string_view name, std::vector<std::string_view>& words) {
  words.clear();
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of(" -"), name.size());
    std::string_view word = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    const bool is_possessive = word.size() > 2 && word.substr(word.size() - 2) == "'s";
    if (is_possessive) word.remove_suffix(2);
    if (!word.empty()) words.push_back(word);
    if (is_possessive) words.push_back("s");
  }
}

}  // namespace

CountryGazetteer::CountryGazetteer(const CountryTable& table) {
  const std::vector<Place>& places = table.places();
  nodes_.resize(std::bit_ceil(places.size() * 2));
  mask_ = nodes_.size() - 1;
  std::vector<std::string_view> words;  // of a name: one buffer for all
  // The names to show come last: what the other rows say of the same words goes before.
  for (std::uint32_t i = 0; i < places.size(); ++i)
    if (places[i].kind != PlaceKind::country) add(places[i].text, i, words);
  for (std::uint32_t i = 0; i < places.size(); ++i)
    if (places[i].kind == PlaceKind::country) add(places[i].text, i, words);
}

CountryGazetteer::Node& CountryGazetteer::insert(std::uint64_t hash) {
  std::size_t slot = hash & mask_;
  while (nodes_[slot].hash != 0 && nodes_[slot].hash != hash) slot = (slot + 1) & mask_;
  nodes_[slot].hash = hash;
  return nodes_[slot];
}

void CountryGazetteer::add(std::string_view name, std::uint32_t place,
                           std::vector<std::string_view>& words) {
  split_name(name, words);
  std::uint64_t hash = 0;
  std::uint16_t capitals = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) insert(hash).goes_on = true;
    const std::uint64_t word = hash_place_word(words[i]);
    if (begins_with_capital(words[i])) {
      capitals = static_cast<std::uint16_t>(capitals | 1U << i);
    } else if (i == 0) {
      lower_starts_.push_back(word);
    }
    hash = extend_place_hash(hash, word);
  }
  Node& node = insert(hash);
  if (node.place != kNoPlace) return;
  node.place = place;
  node.capitals = capitals;
}

}  // namespace dateline
