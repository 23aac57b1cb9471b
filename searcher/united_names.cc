// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/united_names.h"

#include <algorithm>
#include <bit>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/name_hashes.h"

namespace dateline {
namespace {

using Hashes = std::vector<std::uint64_t>;

/// What an archive written by an older indexer lacks is computed from the names themselves.
Hashes read_hashes(const Xapian::Database& database, Dictionary kind) {
  Hashes hashes = unpack_name_hashes(database.get_metadata(keys::name_hashes(kind)));
  if (!hashes.empty()) return hashes;
  const std::string prefix = keys::name_by_ordinal(kind, 0).substr(0, 2);
  const auto end = database.metadata_keys_end(prefix);
  for (auto key = database.metadata_keys_begin(prefix); key != end; ++key) {
    const std::uint32_t ordinal = keys::ordinal_of(*key);
    hashes.resize(std::size_t{ordinal} + 1, kNoName);
    hashes[ordinal] = name_hash(database.get_metadata(*key));
  }
  return hashes;
}

/// Numbers hashes in the order in which they come. Each question to several parts fills one with
/// all their names: with std::unordered_map, allocating was nearly half of what that cost.
class HashNumbers {
 public:
  /// At most so many different ones will come.
  explicit HashNumbers(std::size_t most) : slots_(std::bit_ceil(2 * most + 1)) {}

  /// The number of a hash, and whether it is new.
  std::pair<std::uint32_t, bool> number(std::uint64_t hash) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].number != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
    const bool is_new = slots_[at].number == 0;
    if (is_new) slots_[at] = {hash, ++count_};
    return {slots_[at].number - 1, is_new};
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = 0;  ///< plus one; 0: free
  };
  std::vector<Slot> slots_;
  std::uint32_t count_ = 0;
};

void unite(const std::vector<Part>& parts, Dictionary kind, UnitedNames& united) {
  const std::size_t place = dictionary_place(kind);
  std::vector<NameHome> homes;
  std::vector<Hashes> hashes;
  std::size_t names = 0;
  for (const Part& part : parts) {
    hashes.push_back(read_hashes(part.database, kind));
    names += hashes.back().size();
  }
  HashNumbers numbers(names);
  for (std::uint32_t part = 0; part < parts.size(); ++part) {
    std::vector<std::uint32_t> table(hashes[part].size());
    for (std::uint32_t number = 0; number < table.size(); ++number) {
      const auto [in_all, is_new] = numbers.number(hashes[part][number]);
      if (is_new) homes.push_back({part, number});
      table[number] = in_all;
    }
    united.parts[part].names[place] = SharedTable(std::move(table));
  }
  united.homes[place] = SharedTable(std::move(homes));
}

/// Which persons a name may mean.
class PersonVotes {
 public:
  PersonVotes(const std::vector<Part>& parts, const std::vector<IdentityMap>& identities,
              const UnitedNames& united)
      : parts_(parts), identities_(identities), united_(united) {
    const std::size_t names = united.homes[dictionary_place(Dictionary::person)].size();
    numbers_.resize(parts.size(), std::vector<std::uint32_t>(names, kAbsent));
    for (std::size_t part = 0; part < parts.size(); ++part)
      for (std::uint32_t number = 0; number < table(part).size(); ++number)
        numbers_[part][table(part)[number]] = number;
    person_.resize(names);
    for (std::uint32_t name = 0; name < names; ++name) person_[name] = name;
    for (std::size_t part = 0; part < parts.size(); ++part) collect(part);
  }

  IdentityMap count() {
    for (auto& [name, persons] : others_) person_[name] = choose(name, persons);
    for (std::uint32_t& person : person_) person = end_of(person);
    return IdentityMap(person_);
  }

 private:
  static constexpr std::uint32_t kAbsent = UINT32_MAX;

  const SharedTable<std::uint32_t>& table(std::size_t part) const {
    return united_.parts[part].names[dictionary_place(Dictionary::person)];
  }

  void collect(std::size_t part) {
    const SharedTable<std::uint32_t>& numbers = table(part);
    for (std::uint32_t number = 0; number < numbers.size(); ++number) {
      const std::uint32_t person = identities_[part].person(number);
      if (person == number) continue;
      std::vector<std::uint32_t>& persons = others_[numbers[number]];
      const std::uint32_t other =
          person == IdentityMap::kDropped || person >= numbers.size() ? person : numbers[person];
      if (std::find(persons.begin(), persons.end(), other) == persons.end())
        persons.push_back(other);
    }
  }

  /// Whether a part has both names and yet leaves the first alone.
  bool is_refused(std::uint32_t name, std::uint32_t person) const {
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      const std::uint32_t number = numbers_[part][name];
      if (number == kAbsent || numbers_[part][person] == kAbsent) continue;
      if (identities_[part].person(number) == number) return true;
    }
    return false;
  }

  std::uint32_t choose(std::uint32_t name, const std::vector<std::uint32_t>& persons) const {
    if (persons.size() == 1 && persons[0] == IdentityMap::kDropped) return IdentityMap::kDropped;
    std::uint32_t chosen = name;
    for (const std::uint32_t person : persons) {
      if (person == IdentityMap::kDropped) return IdentityMap::kDropped;
      if (chosen == name || leads_to(chosen, person))
        chosen = person;
      else if (!leads_to(person, chosen))
        return name;
    }
    return is_swap(name, chosen) || !is_refused(name, chosen) ? chosen : name;
  }

  /// Whether some part says that the first name means the second.
  bool leads_to(std::uint32_t name, std::uint32_t person) const {
    const auto at = others_.find(name);
    return at != others_.end() &&
           std::find(at->second.begin(), at->second.end(), person) != at->second.end();
  }

  /// Whether one part calls by the one name whom another part calls by the other.
  bool is_swap(std::uint32_t a, std::uint32_t b) const { return leads_to(a, b) && leads_to(b, a); }

  std::uint64_t mentions(std::uint32_t name) const {
    const NameHome home = united_.homes[dictionary_place(Dictionary::person)][name];
    const std::string written = parts_[home.part].database.get_metadata(
        keys::name_by_ordinal(Dictionary::person, home.number));
    const std::string term = make_term(find_field("person")->prefix, written);
    std::uint64_t count = 0;
    for (const Part& part : parts_) count += part.database.get_termfreq(term);
    return count;
  }

  /// Follows a name to its person; of names that lead in a circle to the one mentioned most.
  std::uint32_t end_of(std::uint32_t name) const {
    std::vector<std::uint32_t> way;
    while (name != IdentityMap::kDropped && person_[name] != name) {
      const auto met = std::find(way.begin(), way.end(), name);
      if (met != way.end()) {
        const std::vector<std::uint32_t> circle(met, way.end());
        // cppcheck-suppress returnDanglingLifetime  // a number is returned, not its place
        return *std::max_element(circle.begin(), circle.end(),
                                 [this](std::uint32_t a, std::uint32_t b) {
                                   return std::pair(mentions(a), b) < std::pair(mentions(b), a);
                                 });
      }
      way.push_back(name);
      name = person_[name];
    }
    return name;
  }

  const std::vector<Part>& parts_;
  const std::vector<IdentityMap>& identities_;
  const UnitedNames& united_;
  std::vector<std::vector<std::uint32_t>> numbers_;  // in each part, of each name
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> others_;  // than the name itself
  std::vector<std::uint32_t> person_;
};

}  // namespace

UnitedNames unite_names(const std::vector<Part>& parts,
                        const std::vector<IdentityMap>& identities) {
  UnitedNames united;
  united.parts.resize(parts.size());
  for (const Dictionary kind : kDictionaries) unite(parts, kind, united);
  united.persons = PersonVotes(parts, identities, united).count();
  for (PartNumbers& part : united.parts) {
    const auto& names = part.names[dictionary_place(Dictionary::person)];
    std::vector<std::uint32_t> persons;
    persons.reserve(names.size());
    for (const std::uint32_t name : names) persons.push_back(united.persons.person(name));
    part.persons = IdentityMap(persons);
  }
  return united;
}

}  // namespace dateline
