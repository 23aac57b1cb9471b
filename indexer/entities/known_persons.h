// SPDX-License-Identifier: GPL-2.0-or-later
//
// The known persons of the reference data (indexer/data/persons.tsv), and which of them an
// article can mean. The table stays where the program was loaded; only an index of hashes is
// built at the start. Immutable, shared between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.h"

namespace dateline {

/// One row of the table; the views last as long as the table.
struct KnownPerson {
  std::string_view name;
  std::string_view country;  ///< ISO 3166-1 alpha-2, may be empty
  std::string_view offices;  ///< "Title from..to;..." as in the table
  std::string_view aliases;  ///< other spellings, ; between
  std::uint8_t rank = 1;     ///< 3 leading figure, 2 headed a state or ministry, 1 other
};

/// How often an article names a country.
struct CountryCount {
  std::string_view code;
  int mentions = 0;
};

/// What an article says about a name, for choosing among the persons who bear it.
struct NameEvidence {
  std::string_view title;          ///< "Foreign Minister", may be empty
  std::string_view title_country;  ///< code from a demonym in the title, may be empty
  std::optional<Date> date;        ///< the article's
  const std::vector<CountryCount>* countries = nullptr;
};

class KnownPersons {
 public:
  /// `table` is persons.tsv and must outlive this; rows that are broken are skipped.
  explicit KnownPersons(std::string_view table);

  /// The table that is built into the program.
  static const KnownPersons& built_in();

  /// The person meant by a full name in normal form (common/identity/name_key.h), or by a name of
  /// one word that is an alias of its own ("Jokowi"). Spelling variants are found too. Several
  /// persons of one name are told apart by the evidence or not at all; persons of rank 1 need
  /// evidence even when alone, since ministers share their names with many.
  std::optional<KnownPerson> find(std::string_view normal_name, const NameEvidence& evidence) const;

  /// The person meant by a surname in normal form in an article that has no first name: only
  /// where title, country and date single out one leading figure with a margin.
  std::optional<KnownPerson> find_by_surname(std::string_view surname,
                                             const NameEvidence& evidence) const;

  /// The person whose table name, alias or other-script alias is exactly this; for lookups
  /// without an article. Empty if nobody or several.
  std::optional<KnownPerson> find_exact(std::string_view name) const;

  std::size_t size() const { return rows_.size(); }
  KnownPerson person(std::size_t i) const;

  /// The surname in a normal form: the last word but for Jr and numerals, the first word of
  /// Chinese and Korean names; `country` may be empty.
  static std::string_view surname_of(std::string_view normal_name, std::string_view country);

 private:
  enum class Key : std::uint8_t { name, sound, surname };

  void index_name(Key key, std::string_view text, std::size_t person);
  std::vector<KnownPerson> look_up(Key key, std::string_view text) const;

  std::string_view table_;
  std::vector<std::uint32_t> rows_;   ///< where each person's row begins
  std::vector<std::uint64_t> index_;  ///< 48 bits of hash, 16 bits of person, ascending
};

}  // namespace dateline
