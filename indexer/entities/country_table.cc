// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/country_table.h"

#include <algorithm>
#include <map>

#include "common/error.h"
#include "indexer/data/embedded.h"
#include "indexer/entities/place_name.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 12> kKindNames = {"country", "name",   "demonym", "code",
                                                         "capital", "city",   "region",  "metonym",
                                                         "state",   "prefix", "block",   "both"};
constexpr std::array<std::pair<std::string_view, PlaceMark>, 6> kMarkNames = {
    {{"person", kPersonMark},
     {"word", kWordMark},
     {"seat", kSeatMark},
     {"stem", kStemMark},
     {"weak", kWeakMark},
     {"short", kShortMark}}};

[[noreturn]] void fail(std::string_view what, std::string_view where) {
  throw Error("countries.tsv: " + std::string(what) + " '" + std::string(where) + "'",
              "rebuild it with indexer/data/build_countries.py");
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// Takes what stands before the separator off the text.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

std::optional<PlaceKind> parse_kind(std::string_view name) {
  const auto found = std::find(kKindNames.begin(), kKindNames.end(), name);
  if (found == kKindNames.end()) return std::nullopt;
  return static_cast<PlaceKind>(found - kKindNames.begin());
}

template <typename Visit>
void for_each_row(std::string_view tsv, Visit visit) {
  while (!tsv.empty()) {
    const std::string_view line = take_until(tsv, '\n');
    if (line.empty() || line[0] == '#') continue;
    if (std::count(line.begin(), line.end(), '\t') != 3) fail("bad row", line);
    std::string_view rest = line;
    CountryTable::Columns columns;
    for (std::string_view& column : columns) column = take_until(rest, '\t');
    const auto kind = parse_kind(columns[0]);
    if (!kind) fail("bad row", line);
    visit(*kind, columns);
  }
}

/// The place of a code of two capitals in a square of 26 by 26.
std::optional<std::size_t> code_cell(std::string_view code) {
  if (code.size() != 2) return std::nullopt;
  const auto first = static_cast<std::size_t>(code[0] - 'A');
  const auto second = static_cast<std::size_t>(code[1] - 'A');
  if (first >= 26 || second >= 26) return std::nullopt;
  return first * 26 + second;
}

/// "key=value" to value, where the key is this one.
std::optional<std::string_view> value_of(std::string_view mark, std::string_view key) {
  if (mark.size() <= key.size() || mark.substr(0, key.size()) != key || mark[key.size()] != '=')
    return std::nullopt;
  return mark.substr(key.size() + 1);
}

}  // namespace

CountryTable::CountryTable(std::string_view tsv) {
  by_code_.fill(kNoCountry);
  for_each_row(tsv, [this](PlaceKind kind, const Columns& columns) {
    if (kind == PlaceKind::country) add_country(columns);
  });
  for_each_row(tsv, [this](PlaceKind kind, const Columns& columns) {
    if (kind == PlaceKind::country) add_successors(need(columns[1]), split(columns[3], ' '));
  });
  places_.reserve(static_cast<std::size_t>(std::count(tsv.begin(), tsv.end(), '\n')));
  for_each_row(tsv, [this](PlaceKind kind, const Columns& columns) { add_place(kind, columns); });
}

std::optional<CountryId> CountryTable::find(std::string_view code) const {
  const auto cell = code_cell(code);
  if (!cell || by_code_[*cell] == kNoCountry) return std::nullopt;
  return by_code_[*cell];
}

void CountryTable::add_country(const Columns& columns) {
  const auto cell = code_cell(columns[1]);
  if (!cell || by_code_[*cell] != kNoCountry) fail("bad code", columns[1]);
  by_code_[*cell] = static_cast<CountryId>(countries_.size());
  countries_.push_back({columns[1], columns[2], split(columns[3], ' ')[0], {}});
}

void CountryTable::add_successors(CountryId gone, const std::vector<std::string_view>& details) {
  std::string_view end;
  std::string_view heirs;
  for (const std::string_view detail : details) {
    end = value_of(detail, "to").value_or(end);
    heirs = value_of(detail, "successors").value_or(heirs);
  }
  while (!heirs.empty()) {
    const std::vector<std::string_view> parts = split(take_until(heirs, '|'), ':');
    const auto day = parse_iso_date(parts.size() > 1 ? parts[1] : end);
    if (!day) fail("bad date", parts[0]);
    countries_[gone].successors.push_back({need(parts[0]), *day});
  }
}

void CountryTable::add_place(PlaceKind kind, const Columns& columns) {
  Place place;
  place.kind = kind;
  place.text = columns[2];
  std::string_view codes = columns[1];
  place.needs_evidence = !codes.empty() && codes[0] == '|';
  if (place.needs_evidence) codes.remove_prefix(1);
  if (kind != PlaceKind::block) {
    do {
      if (place.country_count == Place::kMostCountries) fail("too many countries", columns[2]);
      place.countries[place.country_count++] = need(take_until(codes, '|'));
    } while (!codes.empty());
  }
  if (kind != PlaceKind::country) add_marks(columns[3], place);
  places_.push_back(std::move(place));
}

void CountryTable::add_marks(std::string_view marks, Place& place) const {
  while (!marks.empty()) {
    const std::string_view mark = take_until(marks, ' ');
    const auto named = std::find_if(kMarkNames.begin(), kMarkNames.end(),
                                    [&](const auto& row) { return row.first == mark; });
    const auto until = value_of(mark, "until");
    const auto after = value_of(mark, "after");
    if (named != kMarkNames.end()) {
      place.marks = static_cast<std::uint8_t>(place.marks | named->second);
    } else if (const auto rivals = value_of(mark, "rival")) {
      place.rivals = parse_codes(*rivals);
    } else if (until || after) {
      const std::vector<std::string_view> parts = split(until ? *until : *after, ':');
      const auto day = parts.size() == 2 ? parse_iso_date(parts[1]) : std::nullopt;
      if (!day) fail("bad date", mark);
      place.era = Era{need(parts[0]), *day, until.has_value()};
    } else {
      fail("unknown mark", mark);
    }
  }
}

CountryId CountryTable::need(std::string_view code) const {
  const auto id = find(code);
  if (!id) fail("unknown country", code);
  return *id;
}

std::vector<CountryId> CountryTable::parse_codes(std::string_view codes) const {
  std::vector<CountryId> ids;
  for (const std::string_view code : split(codes, '|')) ids.push_back(need(code));
  return ids;
}

std::vector<std::pair<std::string, std::string>> country_names() {
  const CountryTable table(embedded_countries());
  std::vector<std::pair<std::string, std::string>> names;
  for (const Country& country : table.countries()) names.emplace_back(country.code, country.name);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::pair<std::string, std::string>> country_aliases() {
  const CountryTable table(embedded_countries());
  std::map<std::string, std::string> aliases;
  const auto add = [&](std::string_view alias, std::string_view code) {
    aliases.emplace(fold_place_name(alias), code);
  };
  for (const Country& country : table.countries()) {
    add(country.name, country.code);
    add(country.code, country.code);
  }
  for (const Place& place : table.places())
    if (place.kind == PlaceKind::name || place.kind == PlaceKind::demonym ||
        place.kind == PlaceKind::code)
      add(place.text, table.countries()[place.countries[0]].code);
  for (const Country& country : table.countries()) add(country.alpha3, country.code);
  return {aliases.begin(), aliases.end()};
}

std::vector<Succession> country_successions() {
  const CountryTable table(embedded_countries());
  std::vector<Succession> successions;
  for (const Country& gone : table.countries())
    for (const Successor& successor : gone.successors)
      successions.push_back({std::string(gone.code),
                             std::string(table.countries()[successor.country].code),
                             successor.until});
  return successions;
}

}  // namespace dateline
