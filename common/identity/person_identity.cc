// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/identity/person_identity.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/identity/name_key.h"
#include "common/schema.h"

namespace dateline {
namespace {

constexpr std::uint32_t kNoPlace = UINT32_MAX;

// Two blocks of one hash would be compared as one: among a million blocks with a probability of 1
// in 37 million, and then names that sound apart still stay apart.
std::uint64_t block_hash(const std::string& normal) {
  return name_hash(person_block(normal));
}

}  // namespace

std::string person_block(const std::string& normal) {
  std::string key = name_block_key(normal);
  return key.empty() ? '=' + normal : key;  // a single word joins none but itself
}

/// A person in the making: the first name of the block's order that joined no other.
struct PersonIdentity::Head {
  std::uint32_t name = 0;
  std::vector<std::uint32_t> members;
};

/// A name on its way to its person.
struct PersonIdentity::Way {
  std::string name;
  std::string normal;
  std::uint32_t head = kNoPlace;  ///< kNoPlace where no article has a name of this normal form
};

PersonIdentity::PersonIdentity(std::vector<NameFacts> names, NameCorrections corrections)
    : names_(std::move(names)), entries_(names_.size()), corrections_(std::move(corrections)) {
  for (const auto* targets : {&corrections_.aliases, &corrections_.merges})
    for (const auto& [name, target] : *targets) targets_.emplace(name_normal_form(target), target);
  for (std::uint32_t place = 0; place < names_.size(); ++place) {
    Entry& entry = entries_[place];
    entry.head = place;
    if (names_[place].articles == 0) continue;
    entry.normal = name_normal_form(names_[place].name);
    if (entry.normal.empty()) continue;
    entry.block = block_hash(entry.normal);
    places_.push_back(place);
  }
  sort_places();
  for (Places left = places_; !left.empty();) {
    const std::uint64_t block = entries_[left.front()].block;
    const auto end = std::ranges::find_if(
        left, [&](std::uint32_t place) { return entries_[place].block != block; });
    const auto size = static_cast<std::size_t>(end - left.begin());
    join_block(left.first(size));
    left = left.subspan(size);
  }
}

void PersonIdentity::sort_places() {
  const auto rank = [this](std::uint32_t place) {
    const NameFacts& facts = names_[place];
    const Entry& entry = entries_[place];
    return std::tuple(entry.block, !facts.known, UINT64_MAX - facts.articles,
                      SIZE_MAX - entry.normal.size(), std::string_view(facts.name));
  };
  std::ranges::sort(places_, {}, rank);
}

void PersonIdentity::join_block(Places block) {
  if (block.size() == 1 && targets_.empty()) return;
  std::vector<Head> heads;
  for (const std::uint32_t name : block) {
    Head* head = head_for(name, heads);
    if (head == nullptr) head = &heads.emplace_back(Head{name, {}});
    head->members.push_back(name);
    entries_[name].head = head->name;
  }
  if (targets_.empty()) return;
  for (const Head& head : heads) call(head);
}

/// As the user spells it, if one of the names is the target of a correction.
void PersonIdentity::call(const Head& head) {
  for (const std::uint32_t member : head.members) {
    const auto target = targets_.find(entries_[member].normal);
    if (target == targets_.end()) continue;
    spelt_[head.name] = target->second;
    break;
  }
  for (const std::uint32_t member : head.members) {
    const auto merge = corrections_.merges.find(entries_[member].normal);
    if (merge != corrections_.merges.end()) merged_[called(head.name)] = merge->second;
  }
}

bool PersonIdentity::may_join(std::uint32_t name, const Head& head) const {
  const std::string& own = entries_[name].normal;
  const std::string& other = entries_[head.name].normal;
  const auto is_apart = [&](std::uint32_t member) {
    return corrections_.keeps_apart(own, entries_[member].normal);
  };
  if (!corrections_.splits.empty() && std::ranges::any_of(head.members, is_apart)) return false;
  // The reference data tell them apart.
  if (names_[name].known && names_[head.name].known) return false;
  if (own == other) return true;
  const std::string& here = names_[name].country;
  const std::string& there = names_[head.name].country;
  if (!here.empty() && !there.empty() && here != there) return false;
  return same_normal_name(own, other);
}

PersonIdentity::Head* PersonIdentity::head_for(std::uint32_t name, std::vector<Head>& heads) const {
  Head* best = nullptr;
  std::uint64_t second = 0;
  for (Head& head : heads) {
    if (!may_join(name, head)) continue;
    if (entries_[head.name].normal == entries_[name].normal) return &head;
    // Heads come in the order of their rank, so that the first is the best.
    if (best == nullptr) {
      best = &head;
    } else {
      second = std::max(second, names_[head.name].articles);
    }
  }
  // Like two who are apart: the name joins one only if that one is far more talked of.
  const bool is_clear =
      best != nullptr && (second == 0 || names_[best->name].articles >= 5 * second);
  return is_clear ? best : nullptr;
}

std::string PersonIdentity::person_at(std::size_t place) const {
  const Entry& entry = entries_[place];
  if (entry.normal.empty()) return person_of(names_[place].name);
  if (targets_.empty() && corrections_.drops.empty()) return names_[entry.head].name;
  return end_of({names_[place].name, entry.normal, entry.head});
}

std::string PersonIdentity::person_of(std::string_view name) const {
  return end_of(way_from(std::string(name)));
}

std::string PersonIdentity::end_of(Way way) const {
  // One correction may lead to the next. There are no circles (parse_names_file): the bound only
  // guards against corrections that were made otherwise.
  for (std::size_t steps = 0; steps <= targets_.size() + 1; ++steps) {
    if (corrections_.drops.contains(way.normal)) return {};
    const auto alias = corrections_.aliases.find(way.normal);
    if (alias != corrections_.aliases.end() && alias->second != way.name) {
      way = way_from(alias->second);
      continue;
    }
    const std::string& canonical = way.head == kNoPlace ? way.name : called(way.head);
    const auto merge = merged_.find(canonical);
    if (merge != merged_.end() && merge->second != way.name) {
      way = way_from(merge->second);
    } else if (canonical == way.name) {
      break;
    } else if (spelt_.contains(way.head)) {
      way = way_from(canonical);
    } else {
      way = {canonical, entries_[way.head].normal, way.head};
    }
  }
  return std::move(way.name);
}

/// The way of a name: with its own head, else with that of the first name of its normal form.
PersonIdentity::Way PersonIdentity::way_from(std::string name) const {
  Way way{std::move(name), {}, kNoPlace};
  way.normal = name_normal_form(way.name);
  for (const std::uint32_t place : block_of(block_hash(way.normal))) {
    if (entries_[place].normal != way.normal) continue;
    const bool is_it = names_[place].name == way.name;
    if (is_it || way.head == kNoPlace) way.head = entries_[place].head;
    if (is_it) break;
  }
  return way;
}

PersonIdentity::Places PersonIdentity::block_of(std::uint64_t block) const {
  const auto is_before = [&](std::uint32_t place) { return entries_[place].block < block; };
  const auto is_not_after = [&](std::uint32_t place) { return entries_[place].block <= block; };
  const auto begin = std::partition_point(places_.begin(), places_.end(), is_before);
  return {begin, std::partition_point(begin, places_.end(), is_not_after)};
}

/// The canonical name of the person with this head, corrections that lead elsewhere apart.
const std::string& PersonIdentity::called(std::uint32_t head) const {
  const auto spelt = spelt_.find(head);
  return spelt != spelt_.end() ? spelt->second : names_[head].name;
}

std::map<std::string, std::vector<std::string>> PersonIdentity::persons() const {
  std::map<std::string, std::vector<std::string>> persons;
  for (std::size_t place = 0; place < names_.size(); ++place) {
    if (entries_[place].normal.empty()) continue;
    std::string person = person_at(place);
    if (!person.empty()) persons[std::move(person)].push_back(names_[place].name);
  }
  for (auto& [person, names] : persons) std::ranges::sort(names);
  return persons;
}

}  // namespace dateline
