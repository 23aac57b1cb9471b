// SPDX-License-Identifier: GPL-2.0-or-later
//
// Who is who across the archive: maps each distinct name that the articles' persons have to one
// person, called by one canonical name. Articles store names and are never changed; joins, splits
// and the user's corrections change this mapping alone, which is small (one row a distinct name).
//
// The mapping is a pure function of the names, their counts and the corrections: one archive and
// the parts of it, whatever came when, give the same. A name is compared only with those of its
// block (names that sound alike), so that the blocks whose counts change can be computed alone.
//
// Limits: two persons of the very same name are one; a bare surname stays its own person, since
// no surname alone says who is meant; a canonical name can change as counts grow.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/identity/names_file.h"

namespace dateline {

/// What the archive knows of one name (PersonMentioned::name).
struct NameFacts {
  std::string name;
  std::uint64_t articles = 0;
  bool known = false;   ///< a known person's canonical name
  std::string country;  ///< code, may be empty
};

/// Names of one block may be one person; names of two blocks never are, corrections apart. Takes
/// a normal form.
std::string person_block(const std::string& normal);

class PersonIdentity {
 public:
  PersonIdentity() = default;
  /// No name twice. One that no article has joins none, and none joins it.
  explicit PersonIdentity(std::vector<NameFacts> names, NameCorrections corrections = {});

  const std::vector<NameFacts>& names() const { return names_; }

  /// The canonical name of the person that names()[place] means; empty if the user dropped it.
  std::string person_at(std::size_t place) const;

  /// The same of any name. One that no article has means what the corrections say, else itself.
  std::string person_of(std::string_view name) const;

  /// Each canonical name with all the names that mean it, both ascending.
  std::map<std::string, std::vector<std::string>> persons() const;

 private:
  /// What is worked out of a name of an article.
  struct Entry {
    std::string normal;  ///< empty for a name that takes no part
    std::uint64_t block = 0;
    std::uint32_t head = 0;  ///< the place of the first name of its person
  };
  struct Head;
  struct Way;
  using Places = std::span<const std::uint32_t>;

  void sort_places();
  void join_block(Places block);
  Head* head_for(std::uint32_t name, std::vector<Head>& heads) const;
  bool may_join(std::uint32_t name, const Head& head) const;
  void call(const Head& head);
  Way way_from(std::string name) const;
  std::string end_of(Way way) const;
  Places block_of(std::uint64_t block) const;
  const std::string& called(std::uint32_t head) const;

  std::vector<NameFacts> names_;
  std::vector<Entry> entries_;         ///< of each name
  std::vector<std::uint32_t> places_;  ///< of names that take part: by block, then by rank
  NameCorrections corrections_;
  std::map<std::string, std::string> targets_;  ///< normal form -> the user's spelling of a target
  std::unordered_map<std::uint32_t, std::string> spelt_;    ///< head -> the user's spelling
  std::map<std::string, std::string, std::less<>> merged_;  ///< canonical name -> target of a merge
};

}  // namespace dateline
