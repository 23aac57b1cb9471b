// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/united_names.h"

#include <algorithm>
#include <bit>
#include <set>
#include <string>
#include <utility>

#include "common/error.h"
#include "common/identity/name_facts.h"
#include "common/identity/names_file.h"
#include "common/name_hashes.h"

namespace dateline {
namespace {

using Hashes = std::vector<std::uint64_t>;

constexpr std::size_t kPersons = dictionary_place(Dictionary::person);
constexpr std::uint32_t kMostPages = 1U << 14;  // no archive has as many

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

/// Numbers the names of all parts by their hashes.
class NameUnion {
 public:
  NameUnion(const std::vector<Hashes>& hashes, Dictionary kind, std::size_t more,
            UnitedNames& united)
      : numbers_(count_all(hashes) + more) {
    const std::size_t place = dictionary_place(kind);
    for (std::uint32_t part = 0; part < hashes.size(); ++part) {
      std::vector<std::uint32_t> table(hashes[part].size());
      for (std::uint32_t number = 0; number < table.size(); ++number)
        table[number] = this->number(hashes[part][number], {part, number});
      united.parts[part].names[place] = SharedTable(std::move(table));
    }
  }

  /// That of a name; of a new one, which is at home there, the next.
  std::uint32_t number(std::uint64_t hash, NameHome home) {
    const auto [number, is_new] = numbers_.number(hash);
    if (is_new) homes_.push_back(home);
    return number;
  }

  std::size_t size() const { return homes_.size(); }
  SharedTable<NameHome> take_homes() { return SharedTable(std::move(homes_)); }

 private:
  static std::size_t count_all(const std::vector<Hashes>& hashes) {
    std::size_t count = 0;
    for (const Hashes& of_part : hashes) count += of_part.size();
    return count;
  }

  HashNumbers numbers_;
  std::vector<NameHome> homes_;
};

void unite(const std::vector<Part>& parts, Dictionary kind, UnitedNames& united) {
  std::vector<Hashes> hashes;
  hashes.reserve(parts.size());
  for (const Part& part : parts)
    hashes.push_back(unpack_name_hashes(part.database.get_metadata(keys::name_hashes(kind))));
  united.homes[dictionary_place(kind)] = NameUnion(hashes, kind, 0, united).take_homes();
}

NameCorrections unite_corrections(const std::vector<Part>& parts) {
  std::set<std::string> texts;
  for (const Part& part : parts)
    texts.insert(part.database.get_metadata(std::string(keys::kCorrections)));
  NameCorrections all;
  for (const std::string& text : texts) all.add(parse_names_file(text, "the corrections of names"));
  return all;
}

/// The facts of all parts by the numbers in all.
std::vector<NameFacts> add_up(std::vector<std::vector<NameFacts>> facts, std::size_t count,
                              const UnitedNames& united) {
  std::vector<NameFacts> sums(count);
  for (std::size_t part = 0; part < facts.size(); ++part) {
    const auto& numbers = united.parts[part].names[kPersons];
    for (std::size_t number = 0; number < facts[part].size(); ++number) {
      NameFacts& one = facts[part][number];
      NameFacts& sum = sums[numbers[number]];
      sum.articles += one.articles;
      sum.known |= one.known;
      sum.country = std::max(sum.country, one.country);  // equal, but for parts of other indexers
      if (sum.name.empty()) sum.name = std::move(one.name);
    }
  }
  return sums;
}

/// Which persons the names of all parts mean.
class PersonUnion {
 public:
  PersonUnion(const std::vector<Part>& parts, UnitedNames& united)
      : parts_(parts), united_(united) {}

  void run() {
    std::vector<std::vector<NameFacts>> facts;
    std::vector<Hashes> hashes;
    for (const Part& part : parts_) {
      facts.push_back(read_name_facts(part));
      Hashes of_part;
      of_part.reserve(facts.back().size());
      for (const NameFacts& name : facts.back()) of_part.push_back(name_hash(name.name));
      hashes.push_back(std::move(of_part));
    }
    NameCorrections corrections = unite_corrections(parts_);
    const std::size_t targets = corrections.aliases.size() + corrections.merges.size();
    NameUnion names(hashes, Dictionary::person, targets, united_);
    auto sums = add_up(std::move(facts), names.size(), united_);
    set_persons(PersonIdentity(std::move(sums), std::move(corrections)), names);
    united_.homes[kPersons] = names.take_homes();
    united_.added = SharedTable(std::move(added_));
    for (PartNumbers& part : united_.parts) {
      std::vector<std::uint32_t> persons;
      for (const std::uint32_t name : part.names[kPersons])
        persons.push_back(united_.persons.person(name));
      part.persons = IdentityMap(persons);
    }
  }

 private:
  void set_persons(const PersonIdentity& identity, NameUnion& names) {
    const std::vector<NameFacts>& facts = identity.names();
    std::vector<std::uint32_t> persons;
    std::vector<bool> borne(facts.size());
    for (std::size_t name = 0; name < facts.size(); ++name) {
      persons.push_back(number(identity.person_at(name), names));
      if (facts[name].articles > 0 && persons[name] < borne.size()) borne[persons[name]] = true;
    }
    // What no article has and nobody is called is nobody's name.
    for (std::size_t name = 0; name < facts.size(); ++name)
      if (facts[name].articles == 0 && !borne[name]) persons[name] = IdentityMap::kDropped;
    united_.persons = IdentityMap(persons);
  }

  std::uint32_t number(const std::string& person, NameUnion& names) {
    if (person.empty()) return IdentityMap::kDropped;
    const std::size_t known = names.size();
    const std::uint32_t number = names.number(
        name_hash(person),
        {static_cast<std::uint32_t>(parts_.size()), static_cast<std::uint32_t>(added_.size())});
    if (number == known)
      added_.insert(added_.end(), person.c_str(), person.c_str() + person.size() + 1);
    return number;
  }

  const std::vector<Part>& parts_;
  UnitedNames& united_;
  std::vector<char> added_;
};

}  // namespace

std::vector<NameFacts> read_name_facts(const Part& part) {
  std::vector<NameFacts> facts;
  const std::string prefix = keys::name_page(0).substr(0, 1);
  const auto end = part.database.metadata_keys_end(prefix);
  for (auto key = part.database.metadata_keys_begin(prefix); key != end; ++key) {
    const std::uint32_t page = keys::ordinal_of(*key);
    if (page < kMostPages) facts.resize(std::size_t{page} * kNamesInPage);
    if (page >= kMostPages ||
        !unpack_name_page(part.database.get_metadata(*key),
                          part.database.get_metadata(keys::name_count_page(page)), facts))
      throw Error("the database " + part.name + " is damaged: its table of names cannot be read",
                  "run 'indexer --names' on it, which writes the table anew");
  }
  return facts;
}

UnitedNames unite_names(const std::vector<Part>& parts) {
  UnitedNames united;
  united.parts.resize(parts.size());
  for (const Dictionary kind : kDictionaries)
    if (kind != Dictionary::person) unite(parts, kind, united);
  PersonUnion(parts, united).run();
  return united;
}

}  // namespace dateline
