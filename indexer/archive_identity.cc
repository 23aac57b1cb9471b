// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/archive_identity.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "common/facet_values.h"
#include "common/identity/name_key.h"
#include "common/identity/names_file.h"
#include "common/identity/person_identity.h"
#include "common/identity_map.h"
#include "common/schema.h"
#include "common/varint.h"
#include "indexer/entities/known_persons.h"
#include "indexer/name_pages.h"
#include "indexer/person_search_words.h"

namespace dateline {
namespace {

NameFacts facts_of(const Xapian::Database& database, const std::string& name) {
  NameFacts facts;
  facts.name = name;
  facts.articles = database.get_termfreq(make_term(find_field("person")->prefix, name));
  if (const auto person = KnownPersons::built_in().find_exact(name);
      person && person->name == name) {
    facts.known = true;
    facts.country = person->country;
  }
  return facts;
}

/// The ordinals of a block's names, as the archive keeps them: varints, each less the one before.
std::vector<std::uint32_t> unpack_ordinals(std::string_view bytes) {
  std::vector<std::uint32_t> ordinals;
  std::uint64_t last = 0;
  while (!bytes.empty()) {
    const auto step = take_varint(bytes);
    if (!step) break;
    last += *step;
    ordinals.push_back(static_cast<std::uint32_t>(last));
  }
  return ordinals;
}

std::string pack_ordinals(const std::vector<std::uint32_t>& ordinals) {
  std::string bytes;
  std::uint32_t last = 0;
  for (const std::uint32_t ordinal : ordinals) {
    put_varint(bytes, ordinal - last);
    last = ordinal;
  }
  return bytes;
}

/// Works out the persons of the names of some blocks and puts them into the table.
class IdentityUpdate {
 public:
  explicit IdentityUpdate(Xapian::WritableDatabase& database)
      : database_(database),
        corrections_(parse_names_file(database.get_metadata(std::string(keys::kCorrections)),
                                      "the corrections of names")) {}

  /// To take part: the block of this name, and the name, where the block lacks it.
  void add(std::uint32_t ordinal) {
    std::string name = database_.get_metadata(keys::name_by_ordinal(Dictionary::person, ordinal));
    if (name.empty()) return;
    Block& block = load(person_block(name_normal_form(name)));
    const auto at = std::lower_bound(block.ordinals.begin(), block.ordinals.end(), ordinal);
    if (at != block.ordinals.end() && *at == ordinal) return;
    block.ordinals.insert(at, ordinal);
    block.has_changed = true;
    names_.emplace(ordinal, name);
    ordinals_.emplace(std::move(name), ordinal);
  }

  AddedNames run() {
    load_corrected();
    const PersonIdentity identity = identify();
    std::vector<std::uint32_t> persons = stored_persons();
    for (std::size_t place = 0; place < present_.size(); ++place) {
      const std::uint32_t name = present_[place];
      const std::string canonical = identity.person_at(place);
      const std::uint32_t person = canonical.empty() ? IdentityMap::kDropped : number(canonical);
      for (auto own = static_cast<std::uint32_t>(persons.size()); own <= name; ++own)
        persons.push_back(own);
      persons[name] = person;
      if (identity.names()[place].articles > 0) borne_.insert(person);
    }
    for (std::size_t place = 0; place < present_.size(); ++place)
      if (!is_in_use(present_[place], identity.names()[place]))
        persons[present_[place]] = IdentityMap::kDropped;
    for (const auto& [key, block] : blocks_)
      if (block.has_changed)
        database_.set_metadata(keys::name_block(key), pack_ordinals(block.ordinals));
    database_.set_metadata(std::string(keys::kIdentity), IdentityMap(persons).pack());
    for (std::size_t place = 0; place < present_.size(); ++place)
      note(present_[place], identity.names()[place]);
    for (const auto& [ordinal, name] : added_) note(ordinal, facts_of(database_, name));
    pages_.write();
    return std::move(added_);
  }

 private:
  struct Block {
    std::vector<std::uint32_t> ordinals;  ///< ascending
    bool has_changed = false;
  };

  Block& load(const std::string& key) {
    const auto [at, is_new] = blocks_.try_emplace(key);
    if (!is_new) return at->second;
    at->second.ordinals = unpack_ordinals(database_.get_metadata(keys::name_block(key)));
    for (const std::uint32_t ordinal : at->second.ordinals) {
      std::string name = database_.get_metadata(keys::name_by_ordinal(Dictionary::person, ordinal));
      ordinals_.emplace(name, ordinal);
      names_.emplace(ordinal, std::move(name));
    }
    return at->second;
  }

  /// From all names that take part, whose ordinals become present_.
  PersonIdentity identify() {
    std::vector<NameFacts> facts;
    for (const auto& [ordinal, name] : names_) {
      facts.push_back(facts_of(database_, name));
      present_.push_back(ordinal);
    }
    return PersonIdentity(std::move(facts), corrections_);
  }

  /// Whether an article has the name or a person is called so.
  bool is_in_use(std::uint32_t ordinal, const NameFacts& facts) const {
    return facts.articles > 0 || borne_.contains(ordinal);
  }

  /// Puts a name into the pages. Its words lead to it while it is in use; those of a new name came
  /// with its article.
  void note(std::uint32_t ordinal, const NameFacts& facts) {
    const auto before = pages_.articles(ordinal);
    pages_.set(ordinal, facts);
    if (facts.articles > 0 && before != 0) return;
    const std::string value(is_in_use(ordinal, facts) ? keys::kPresent : "");
    for (const std::string& word : words_.of_name(facts.name))
      database_.set_metadata(keys::person_word(word, ordinal), value);
  }

  /// Only corrections lead from one block to another: what they name always takes part.
  void load_corrected() {
    for (const auto* targets : {&corrections_.aliases, &corrections_.merges}) {
      for (const auto& [name, target] : *targets) {
        load(person_block(name));
        load(person_block(name_normal_form(target)));
      }
    }
  }

  std::vector<std::uint32_t> stored_persons() const {
    const auto stored = IdentityMap::unpack(database_.get_metadata(std::string(keys::kIdentity)));
    if (!stored) return {};
    std::vector<std::uint32_t> persons(64 * stored->blocks().size());
    for (std::uint32_t name = 0; name < persons.size(); ++name)
      persons[name] = stored->person(name);
    return persons;
  }

  std::uint32_t number(const std::string& canonical) {
    if (const auto known = ordinals_.find(canonical); known != ordinals_.end())
      return known->second;
    const std::uint32_t ordinal = free_ordinal();
    ordinals_.emplace(canonical, ordinal);
    added_.emplace_back(ordinal, canonical);
    database_.set_metadata(keys::name_by_ordinal(Dictionary::person, ordinal), canonical);
    Block& block = load(person_block(name_normal_form(canonical)));
    block.ordinals.push_back(ordinal);  // the highest of all
    block.has_changed = true;
    return ordinal;
  }

  std::uint32_t free_ordinal() const {
    if (!added_.empty()) return added_.back().first + 1;
    const std::string prefix = keys::name_by_ordinal(Dictionary::person, 0).substr(0, 2);
    std::uint32_t free = 0;
    for (auto key = database_.metadata_keys_begin(prefix);
         key != database_.metadata_keys_end(prefix); ++key)
      free = keys::ordinal_of(*key) + 1;
    return free;
  }

  Xapian::WritableDatabase& database_;
  const NameCorrections corrections_;
  std::unordered_map<std::string, Block> blocks_;
  std::map<std::uint32_t, std::string> names_;  ///< of all blocks that take part
  std::unordered_map<std::string, std::uint32_t> ordinals_;
  std::vector<std::uint32_t> present_;       ///< of names_, by their place in the PersonIdentity
  std::unordered_set<std::uint32_t> borne_;  ///< persons of names that articles have
  AddedNames added_;
  NamePages pages_{database_};
  PersonSearchWords words_;
};

}  // namespace

void TouchedNames::add_record(const std::string& facets) {
  FacetValues values;
  if (unpack_facets(facets, values)) ordinals_.insert(values.persons.begin(), values.persons.end());
}

void TouchedNames::add(const Xapian::Document& article) {
  add_record(article.get_value(kFacetSlot));
}

void TouchedNames::add_all(const Xapian::Database& database) {
  for (auto value = database.valuestream_begin(kFacetSlot);
       value != database.valuestream_end(kFacetSlot); ++value)
    add_record(*value);
}

AddedNames update_identities(Xapian::WritableDatabase& database, const TouchedNames& touched) {
  IdentityUpdate update(database);
  for (const std::uint32_t ordinal : touched.ordinals()) update.add(ordinal);
  return update.run();
}

AddedNames write_identities(Xapian::WritableDatabase& database) {
  IdentityUpdate update(database);
  const std::string prefix = keys::name_by_ordinal(Dictionary::person, 0).substr(0, 2);
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key)
    update.add(keys::ordinal_of(*key));
  return update.run();
}

}  // namespace dateline
