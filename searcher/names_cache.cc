// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/names_cache.h"

#include <algorithm>
#include <utility>

#include "searcher/cache_file.h"

namespace dateline {
namespace {

constexpr std::string_view kMagic = "DLUNITE4";
constexpr std::string_view kKind = "names";

bool all_below(const SharedTable<std::uint32_t>& table, std::size_t end, std::uint32_t other) {
  return std::all_of(table.begin(), table.end(),
                     [&](std::uint32_t number) { return number < end || number == other; });
}

bool is_sound_map(const IdentityMap& map, std::size_t persons) {
  return map.is_sound() && all_below(map.others(), persons, IdentityMap::kDropped);
}

void write_map(const IdentityMap& map, CacheWriter& writer) {
  writer.table(map.blocks());
  writer.table(map.others());
}

IdentityMap read_map(CacheReader& reader) {
  auto blocks = reader.table<IdentityMap::Block>();
  return {std::move(blocks), reader.table<std::uint32_t>()};
}

/// A text, filled up to numbers as files of tables have them.
SharedTable<char> whole_numbers(const SharedTable<char>& text) {
  std::vector<char> bytes(text.begin(), text.end());
  bytes.resize((bytes.size() + 3) / 4 * 4);
  return SharedTable(std::move(bytes));
}

/// Whether no number leads out of the tables.
bool is_sound(const UnitedNames& names) {
  const std::size_t persons = names.homes[dictionary_place(Dictionary::person)].size();
  for (const PartNumbers& part : names.parts) {
    if (!is_sound_map(part.persons, persons)) return false;
    for (std::size_t kind = 0; kind < part.names.size(); ++kind)
      if (!all_below(part.names[kind], names.homes[kind].size(), 0)) return false;
  }
  if (names.added.size() > 0 && names.added[names.added.size() - 1] != '\0') return false;
  for (const auto& homes : names.homes)
    for (const NameHome& home : homes)
      if (home.part >= names.parts.size() &&
          (home.part > names.parts.size() || home.number >= names.added.size()))
        return false;
  return is_sound_map(names.persons, persons);
}

}  // namespace

std::string pack_names(const UnitedNames& names, const std::string& stamps) {
  CacheWriter writer(stamps);
  writer.number(names.parts.size());
  for (const PartNumbers& part : names.parts) {
    write_map(part.persons, writer);
    for (const auto& table : part.names) writer.table(table);
  }
  for (const auto& homes : names.homes) writer.table(homes);
  write_map(names.persons, writer);
  writer.table(whole_numbers(names.added));
  return writer.take(kMagic);
}

std::optional<UnitedNames> unpack_names(const MappedFile& file, const std::string& stamps) {
  auto reader = CacheReader::open(file, kMagic, stamps);
  if (!reader) return std::nullopt;
  UnitedNames names;
  for (std::uint32_t left = reader->number(); left > 0 && !reader->failed(); --left) {
    PartNumbers& part = names.parts.emplace_back();
    part.persons = read_map(*reader);
    for (auto& table : part.names) table = reader->table<std::uint32_t>();
  }
  for (auto& homes : names.homes) homes = reader->table<NameHome>();
  names.persons = read_map(*reader);
  names.added = reader->table<char>();
  if (reader->failed() || !reader->at_end() || !is_sound(names)) return std::nullopt;
  return names;
}

std::optional<UnitedNames> kept_names(const std::vector<Part>& parts, const std::string& stamps) {
  const auto file = kept_tables(parts, kKind);
  if (!file) return std::nullopt;
  auto names = unpack_names(*file, stamps);
  if (names && names->parts.size() != parts.size()) return std::nullopt;
  return names;
}

void keep_names(const std::vector<Part>& parts, const std::string& stamps,
                const UnitedNames& names) {
  // What cannot be kept is united again: slower, and all that is lost.
  if (const auto path = cache_file_of(parts, kKind))
    write_whole_file(*path, pack_names(names, stamps));
}

}  // namespace dateline
