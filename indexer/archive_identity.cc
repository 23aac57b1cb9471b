// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/archive_identity.h"

#include <string>
#include <unordered_map>
#include <vector>

#include "common/analyzer.h"
#include "common/identity_map.h"
#include "common/schema.h"
#include "indexer/entities/known_persons.h"
#include "indexer/entities/person_identity.h"
#include "indexer/names_file.h"

namespace dateline {
namespace {

/// A name that only the user's corrections know becomes one of the archive's.
void add_name(Xapian::WritableDatabase& database, const std::string& name, std::uint32_t ordinal) {
  database.set_metadata(keys::name_by_ordinal(Dictionary::person, ordinal), name);
  Analyzer analyzer;
  std::vector<Word> words;
  analyzer.analyze(name, words);
  for (const Word& word : words)
    database.set_metadata(keys::person_word(word.form->exact, ordinal),
                          std::string(keys::kPresent));
}

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

}  // namespace

void write_identities(Xapian::WritableDatabase& database) {
  PersonIdentity identity(parse_names_file(database.get_metadata(std::string(keys::kCorrections)),
                                           "the corrections of names"));
  std::vector<std::string> names;
  std::unordered_map<std::string, std::uint32_t> ordinals;
  const std::string prefix = keys::name_by_ordinal(Dictionary::person, 0).substr(0, 2);
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key) {
    const std::uint32_t ordinal = keys::ordinal_of(*key);
    if (ordinal >= names.size()) names.resize(ordinal + 1);
    names[ordinal] = database.get_metadata(*key);
    ordinals.emplace(names[ordinal], ordinal);
    NameFacts facts = facts_of(database, names[ordinal]);
    if (facts.articles > 0) identity.add(facts);
  }
  identity.update();
  const std::size_t present = names.size();
  std::vector<std::uint32_t> persons;
  for (std::uint32_t ordinal = 0; ordinal < present; ++ordinal) {
    const std::string canonical = identity.person_of(names[ordinal]);
    if (canonical.empty()) {
      persons.push_back(names[ordinal].empty() ? ordinal : IdentityMap::kDropped);
      continue;
    }
    const auto [at, is_new] =
        ordinals.try_emplace(canonical, static_cast<std::uint32_t>(names.size()));
    if (is_new) {
      names.push_back(canonical);
      add_name(database, canonical, at->second);
    }
    persons.push_back(at->second);
  }
  database.set_metadata(std::string(keys::kIdentity), IdentityMap(std::move(persons)).pack());
}

}  // namespace dateline
