// SPDX-License-Identifier: GPL-2.0-or-later
//
// Who is who across the archive: maps each distinct name that the articles' persons have to one
// person, called by one canonical name. Articles store names and are never changed; joins, splits
// and the user's corrections change this mapping alone, which is small (one row a distinct name).
//
// The mapping is a pure function of the names, their counts and the corrections: the order in
// which names arrive, over runs and years, makes no difference. A name is compared only with
// those of its block (names that sound alike), and update() computes only the blocks that have
// changed, so that adding to a large archive is cheap.
//
// Limits: two persons of the very same name are one; a bare surname stays its own person, since
// no surname alone says who is meant; a canonical name can change as counts grow.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/names_file.h"

namespace dateline {

/// What the archive knows of one name (PersonMentioned::name).
struct NameFacts {
  std::string name;
  std::int64_t articles = 1;  ///< negative when articles were removed
  bool known = false;         ///< a known person's canonical name
  std::string country;        ///< code, may be empty
};

/// Names of one block may be one person; names of two blocks never are, corrections apart. Takes
/// a normal form.
std::string person_block(const std::string& normal);

class PersonIdentity {
 public:
  PersonIdentity() = default;
  explicit PersonIdentity(NameCorrections corrections);

  /// Counts for a name that is there already add up; at none left the name is forgotten.
  void add(const NameFacts& facts);

  /// Makes the mapping agree with all that was added. Returns the names whose person changed.
  std::vector<std::string> update();

  /// The canonical name of the person that this name means, as of the last update(); empty if the
  /// user dropped it. A name that the archive lacks means what the corrections say, else itself.
  std::string person_of(std::string_view name) const;

  /// Each canonical name with all the names that mean it, both ascending.
  std::map<std::string, std::vector<std::string>> persons() const;

 private:
  struct Entry {
    std::string normal;
    std::int64_t articles = 0;
    std::int64_t known_articles = 0;
    std::map<std::string, std::int64_t> countries;

    bool known() const { return known_articles > 0; }
    std::string country() const;
  };
  using Names = std::map<std::string, Entry, std::less<>>;
  struct Head;

  void update_block(const std::set<std::string>& block);
  std::vector<const Names::value_type*> by_rank(const std::set<std::string>& block) const;
  Head* head_for(const Names::value_type& name, std::vector<Head>& heads) const;
  bool may_join(const Names::value_type& name, const Head& head) const;
  std::string called(const Head& head) const;
  const std::string& canonical_of(const std::string& name, const std::string& normal) const;

  NameCorrections corrections_;
  std::map<std::string, std::string> called_;  ///< normal form -> the user's spelling of a target
  Names names_;
  std::map<std::string, std::set<std::string>> blocks_;
  std::set<std::string> dirty_;                            ///< keys of blocks_
  std::map<std::string, std::string, std::less<>> heads_;  ///< name -> canonical name
  std::map<std::string, std::string> spelling_;            ///< normal form -> canonical name
  std::map<std::string, std::string> merged_;              ///< canonical name -> target of a merge
};

}  // namespace dateline
