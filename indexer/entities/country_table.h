// SPDX-License-Identifier: GPL-2.0-or-later
//
// The rows of data/countries.tsv, which is built into the program: what countries there are, and
// what names stand for them. The format is described in the file's own first lines.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/date.h"

namespace dateline {

/// A country, by its place in CountryTable::countries.
using CountryId = std::uint16_t;
constexpr CountryId kNoCountry = 0xFFFF;
constexpr std::size_t kCodeCells = 676;  ///< two letters

/// A present state that stands for one that is gone.
struct Successor {
  CountryId country = kNoCountry;
  Date until;  ///< for the time before this day
};

struct Country {
  std::string_view code;  ///< ISO 3166-1 alpha-2, or of ISO 3166-3 for a state that is gone
  std::string_view name;  ///< as shown to the user
  std::string_view alpha3;
  std::vector<Successor> successors;  ///< of a state that is gone
};

enum class PlaceKind : std::uint8_t {
  country,
  name,
  demonym,
  code,
  capital,
  city,
  region,
  metonym,
  state,
  prefix,
  block,
  both
};

/// The marks of a row, as bits.
enum PlaceMark : std::uint8_t {
  kPersonMark = 1,  ///< also a personal name
  kWordMark = 2,    ///< also an English word
  kSeatMark = 4,    ///< known as the seat of meetings
  kStemMark = 8,    ///< begins other names ("New York Times") and counts there too
  kWeakMark = 16,   ///< counts only beside other mentions of its country
  kShortMark = 32   ///< stands for all but its first country only after a mention of that
};

/// Before (or after) a day the name stood for another state.
struct Era {
  CountryId country = 0;
  Date day;
  bool before = true;
};

/// A name and what it may stand for.
struct Place {
  static constexpr std::size_t kMostCountries = 5;

  PlaceKind kind = PlaceKind::name;
  std::uint8_t marks = 0;
  std::uint8_t country_count = 0;
  bool needs_evidence = false;  ///< no default among its countries
  std::array<CountryId, kMostCountries> countries{};
  std::string_view text;
  std::optional<Era> era;
  std::vector<CountryId> rivals;  ///< neighbours that speak for the second country

  bool has(PlaceMark mark) const { return (marks & mark) != 0; }
};

class CountryTable {
 public:
  using Columns = std::array<std::string_view, 4>;  ///< kind, codes, text, marks

  /// Reads the text of countries.tsv, which must outlive the table. Throws Error where it is bad.
  explicit CountryTable(std::string_view tsv);

  const std::vector<Country>& countries() const { return countries_; }
  const std::vector<Place>& places() const { return places_; }

  /// The country of that code, if there is one.
  std::optional<CountryId> find(std::string_view code) const;

 private:
  void add_country(const Columns& columns);
  void add_place(PlaceKind kind, const Columns& columns);
  void add_marks(std::string_view marks, Place& place) const;
  CountryId need(std::string_view code) const;
  std::vector<CountryId> parse_codes(std::string_view codes) const;
  void add_successors(CountryId gone, const std::vector<std::string_view>& details);

  std::array<CountryId, kCodeCells> by_code_;  ///< kNoCountry where there is none
  std::vector<Country> countries_;
  std::vector<Place> places_;
};

/// Code and name to show of every country ("RU", "Russia"), in the order of the codes.
std::vector<std::pair<std::string, std::string>> country_names();

/// What a user may call a country in a query, folded by fold_place_name(): names, demonyms,
/// historical names, alpha-2 and alpha-3 codes, each with its code. Sorted, without repeats;
/// where a name has several meanings it is the first ("georgia" is the country).
std::vector<std::pair<std::string, std::string>> country_aliases();

/// A state that is gone, and a present one by which readers look for news of it.
struct Succession {
  std::string gone;     ///< code
  std::string present;  ///< code
  Date until;           ///< in articles of before this day
};
std::vector<Succession> country_successions();

}  // namespace dateline
