// SPDX-License-Identifier: GPL-2.0-or-later
//
// The archive as it is read: a Xapian database and the dictionaries in its metadata, each looked
// up when it is needed and never loaded whole. Or several databases as one: what one of them knows
// counts for all, documents are numbered over all (as Xapian does: in turns), names too
// (united_names.h), and their stories are made of all (united_stories.h).
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/archive_state.h"
#include "common/identity_map.h"
#include "common/schema.h"
#include "common/shared_table.h"
#include "common/story_map.h"
#include "searcher/archive_parts.h"
#include "searcher/part_numbering.h"
#include "searcher/united_names.h"

namespace dateline {

/// A word of a dictionary that is near another one.
struct NearWord {
  std::string word;
  std::string stem;
  std::size_t slips = 0;
};

/// A state that is gone, which a search for its successor finds too in articles of its time.
struct Predecessor {
  std::string code;
  Date until;  ///< articles of before this day
};

class Index {
 public:
  /// Throws Error where there is no database, or one of another schema; PartLost where a part does
  /// not answer and is not to be missed.
  static Index open(const ArchiveAddress& address);
  static Index open(const std::string& path) { return open(ArchiveAddress{{path}}); }

  /// All parts as one.
  const Xapian::Database& database() const { return database_; }
  /// What the archive is called in messages.
  const std::string& path() const { return path_; }

  const std::vector<Part>& parts() const { return parts_; }
  /// The parts that do not answer, and are done without.
  const std::vector<std::string>& missing_parts() const { return missing_; }
  bool has_remote_parts() const;

  /// A document of a part by its number in all, and back.
  std::size_t part_of(Xapian::docid id) const { return dateline::part_of(id, parts_.size()); }
  Xapian::docid id_in_part(Xapian::docid id) const {
    return dateline::id_in_part(id, parts_.size());
  }
  Xapian::docid id_in_all(std::size_t part, Xapian::docid id) const {
    return dateline::id_in_all(id, part, parts_.size());
  }

  /// What the names of a part are in all of them; read when first asked for.
  const PartNumbers& numbers(std::size_t part) const;

  /// Differs for each state of its files that an indexer has left.
  std::string revision() const;

  /// For answers that are quoted: see archive_state.h.
  ArchiveState state() const;

  /// The stemming languages (common/language.h) of its articles, "en" first.
  std::vector<std::string> languages() const;

  /// All exact words that have this stem, in order.
  std::vector<std::string> words_of_stem(const std::string& stem) const;

  /// Exact words that begin with `prefix`, each with its stem.
  std::vector<std::pair<std::string, std::string>> words_with_prefix(
      const std::string& prefix, std::string_view language = "en") const;

  /// Exact words within so many slips of the folded `word`, itself too, in order.
  std::vector<NearWord> words_near(const std::string& word, std::size_t slips,
                                   std::string_view language = "en") const;

  /// The name that facets number so; "" where there is none.
  const std::string& name(Dictionary kind, std::uint32_t ordinal) const;

  /// Who bears which names; read when first asked for.
  const IdentityMap& identities() const;

  /// Persons (ordinals of canonical names) with a name that holds all of these folded words, in the
  /// order of their canonical names.
  std::vector<std::uint32_t> persons_named(const std::vector<std::string>& words) const;

  /// What is known of all names of persons, by ordinal; those that no article has count none.
  std::vector<NameFacts> person_names() const;

  /// The names of a person, in order.
  std::vector<std::string> names_of(std::uint32_t person) const;

  /// The forms in which articles write the person of that name, in order.
  std::vector<std::string> person_forms(std::uint32_t ordinal) const;

  /// Those of all names that are not the name itself, each with the name's ordinal.
  std::vector<std::pair<std::uint32_t, std::string>> other_forms() const;

  /// All names of a kind, by ordinal.
  std::vector<std::pair<std::uint32_t, std::string>> all_names(Dictionary kind) const;

  /// Those that are `folded` when case and accents are.
  std::vector<std::string> names_folded(Dictionary kind, const std::string& folded) const;

  /// The folded names, adjectives and codes of countries that begin so. Every part has them all.
  std::vector<std::string> country_aliases_with_prefix(const std::string& folded) const;

  /// The folded names and adjectives of a country.
  std::vector<std::string> country_aliases(const std::string& code) const;

  /// Words of persons' names within so many slips of the folded `word`; `stem` is empty.
  std::vector<NearWord> person_words_near(const std::string& word, std::size_t slips) const;

  /// Folded names, adjectives and codes of countries so near; `stem` is the country's code.
  std::vector<NearWord> countries_near(const std::string& folded, std::size_t slips) const;

  /// The code of a country by folded name, adjective or code.
  std::optional<std::string> country_code(const std::string& folded) const;
  const std::string& country_name(const std::string& code) const;
  std::vector<Predecessor> predecessors(const std::string& code) const;

  /// The story of an article; nothing where it has no copies.
  std::optional<StoryMember> story(Xapian::docid article) const;

  /// Every article that has copies, ascending.
  SharedTable<StoryMember> stories() const;

  /// In how many articles a term stands.
  std::uint64_t count(const std::string& term) const { return database_.get_termfreq(term); }

 private:
  Index(std::string path, OpenedParts opened);

  std::string metadata(const std::string& key) const;
  UnitedNames read_names() const;
  const UnitedNames& names() const;
  IdentityMap read_identities(const Part& part) const;
  std::set<std::uint32_t> names_with(const std::string& word) const;
  std::uint32_t first_added() const;
  void add_added_names(const std::vector<std::string>& words, std::set<std::uint32_t>& names) const;
  const std::vector<StoryMember>& story_page(std::size_t part, std::uint32_t page) const;
  std::vector<StoryMember> grouped_stories() const;
  SharedTable<StoryMember> read_united_stories() const;

  std::string path_;
  std::vector<Part> parts_;
  std::vector<std::string> missing_;
  Xapian::Database database_;
  // By part and page; members by their numbers in all.
  mutable std::map<std::pair<std::size_t, std::uint32_t>, std::vector<StoryMember>> story_pages_;
  mutable std::optional<SharedTable<StoryMember>> united_stories_;  // of several parts
  mutable std::optional<UnitedNames> united_;
  // Facets ask for the same names again and again.
  mutable std::map<Dictionary, std::unordered_map<std::uint32_t, std::string>> known_names_;
  mutable std::map<std::string, std::string> country_names_;
  mutable std::map<Dictionary, std::multimap<std::string, std::string>> folded_names_;
};

}  // namespace dateline
