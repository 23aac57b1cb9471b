// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/word_places.h"

#include <algorithm>

#include "searcher/gallop.h"

namespace dateline {
namespace {

std::string key_of(const WordGroup& group, const std::vector<std::string>& stems) {
  std::string key;
  for (const std::string& stem : stems) key.append(stem).push_back('\0');
  return key.append(reinterpret_cast<const char*>(group.data()),
                    group.size() * sizeof(WordGroup::value_type));
}

}  // namespace

void PlaceList::add(Xapian::docid id, std::string_view record,
                    std::span<const std::uint32_t> group) {
  const std::size_t start = places.size();
  if (!WordSequenceReader::find_places(record, group, places)) unknown.push_back(id);
  if (places.size() == start) return;
  ids.push_back(id);
  starts.push_back(static_cast<std::uint32_t>(start));
}

std::optional<PlaceLists> WordPlaces::get(const Sequence& phrase) {
  constexpr std::size_t kMostAsked = 100'000;
  if (phrase.stems.size() != phrase.words.size()) return std::nullopt;
  PlaceLists found;
  bool asked_before = true;
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    keys.push_back(key_of(phrase.words[i], phrase.stems[i]));
    found.push_back(kept_.find(keys.back()));
    if (found.back()) continue;
    if (asked_.size() >= kMostAsked) asked_.clear();
    asked_before = !asked_.insert(keys.back()).second && asked_before;
  }
  if (!asked_before) return std::nullopt;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i]) found[i] = kept_.find(keys[i]);
    if (found[i]) continue;
    kept_.add(keys[i], found[i] = make(phrase.words[i], phrase.stems[i]));
    asked_.erase(keys[i]);  // once it has had to give way, it must earn its place again
  }
  return found;
}

std::shared_ptr<const PlaceList> WordPlaces::make(const WordGroup& group,
                                                  const std::vector<std::string>& stems) {
  std::vector<Xapian::docid> holders;
  for (const std::string& stem : stems) {
    const auto list = lists_.get(stem);
    holders.insert(holders.end(), list->ids.begin(), list->ids.end());
  }
  if (stems.size() > 1) {
    std::sort(holders.begin(), holders.end());
    holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
  }
  auto list = std::make_shared<PlaceList>();
  for (const Xapian::docid id : holders) list->add(id, columns_.words(id), group);
  list->finish();
  return list;
}

std::optional<bool> PhraseFinder::has(Xapian::docid id) {
  for (const auto& list : lists_)
    if (std::binary_search(list->unknown.begin(), list->unknown.end(), id)) return std::nullopt;
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    const std::vector<Xapian::docid>& ids = lists_[i]->ids;
    std::size_t& at = at_[i];
    if (at < ids.size() && ids[at] < id) at = gallop(std::span(ids), at, id);
    if (at == ids.size() || ids[at] != id) return false;
  }
  if (lists_.size() == 1) return true;
  reached_.clear();
  for (const WordPlace& place : lists_[0]->of(at_[0]))
    if (place.next != kNoWord) reached_.push_back(place.next);
  bool found = true;
  for (std::size_t i = 1; i < lists_.size() && found; ++i) found = follow(lists_[i]->of(at_[i]));
  return found;
}

/// Whether a word stands where one must; where the next must is reached then.
bool PhraseFinder::follow(std::span<const WordPlace> places) {
  bool found = false;
  std::size_t kept = 0;
  auto place = places.begin();
  for (const std::uint16_t wanted : reached_) {
    while (place != places.end() && place->at < wanted) ++place;
    if (place == places.end()) break;
    if (place->at != wanted) continue;
    found = true;
    if (place->next != kNoWord) reached_[kept++] = place->next;
  }
  reached_.resize(kept);
  return found;
}

}  // namespace dateline
