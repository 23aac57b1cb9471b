// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/names_cache.h"

// One library less to load at each start.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <filesystem>
#include <utility>

#include "common/user_folder.h"
#include "searcher/whole_file.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMagic = "DLUNITE2";

/// Nothing where the user has no folder for it.
std::optional<fs::path> file_for(const std::vector<Part>& parts) {
  const std::string folder = user_folder("XDG_CACHE_HOME", ".cache");
  if (folder.empty()) return std::nullopt;
  std::string address;
  for (const Part& part : parts)
    address += (part.remote ? part.name : fs::weakly_canonical(part.name).string()) + '\n';
  return fs::path(folder) / "dateline" / "names" / std::to_string(name_hash(address));
}

static_assert(std::endian::native == std::endian::little, "the file is used as it lies in memory");

void put_number(std::string& out, std::size_t number) {
  const auto value = static_cast<std::uint32_t>(number);
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <typename Value>
void put_table(std::string& out, const SharedTable<Value>& table) {
  const std::size_t bytes = table.size() * sizeof(Value);
  put_number(out, bytes / 4);
  out.append(reinterpret_cast<const char*>(table.data()), bytes);
}

void put_stamps(std::string& out, const std::string& stamps) {
  put_number(out, stamps.size());
  out += stamps;
  out.resize((out.size() + 3) / 4 * 4);
}

/// Takes tables off the front of a file; fails for good where one is cut short.
class TableReader {
 public:
  TableReader(const MappedFile& file, std::string_view rest) : owner_(file.owner), rest_(rest) {}

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }

  std::uint32_t number() {
    std::uint32_t value = 0;
    if (rest_.size() < sizeof value) return fail(), 0;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }

  template <typename Value>
  SharedTable<Value> table() {
    const std::size_t size = std::size_t{number()} * sizeof(std::uint32_t);
    if (size > rest_.size() || size % sizeof(Value) != 0) return fail(), SharedTable<Value>();
    const auto* values = reinterpret_cast<const Value*>(rest_.data());
    rest_.remove_prefix(size);
    return {{values, size / sizeof(Value)}, owner_};
  }

 private:
  void fail() {
    failed_ = true;
    rest_ = {};
  }

  std::shared_ptr<const void> owner_;
  std::string_view rest_;
  bool failed_ = false;
};

bool all_below(const SharedTable<std::uint32_t>& table, std::size_t end, std::uint32_t other) {
  return std::all_of(table.begin(), table.end(),
                     [&](std::uint32_t number) { return number < end || number == other; });
}

/// Whether no number leads out of the tables.
bool is_sound(const UnitedNames& names) {
  const std::size_t persons = names.homes[dictionary_place(Dictionary::person)].size();
  for (const PartNumbers& part : names.parts) {
    if (!all_below(part.persons.persons(), persons, IdentityMap::kDropped)) return false;
    for (std::size_t kind = 0; kind < part.names.size(); ++kind)
      if (!all_below(part.names[kind], names.homes[kind].size(), 0)) return false;
  }
  for (const auto& homes : names.homes)
    for (const NameHome& home : homes)
      if (home.part >= names.parts.size()) return false;
  return all_below(names.persons.persons(), persons, IdentityMap::kDropped);
}

}  // namespace

std::uint64_t names_checksum(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::string stamps_of(const std::vector<Part>& parts) {
  std::string stamps;
  for (const Part& part : parts) {
    const std::string stamp = part.database.get_metadata(std::string(keys::kStamp));
    if (stamp.empty()) return {};
    stamps += stamp + '\n';
  }
  return stamps;
}

std::string pack_names(const UnitedNames& names, const std::string& stamps) {
  std::string content;
  put_stamps(content, stamps);
  put_number(content, names.parts.size());
  for (const PartNumbers& part : names.parts) {
    put_table(content, part.persons.persons());
    for (const auto& table : part.names) put_table(content, table);
  }
  for (const auto& homes : names.homes) put_table(content, homes);
  put_table(content, names.persons.persons());
  const std::uint64_t sum = names_checksum(content);
  return std::string(kMagic)
      .append(reinterpret_cast<const char*>(&sum), sizeof sum)
      .append(content);
}

std::optional<UnitedNames> unpack_names(const MappedFile& file, const std::string& stamps) {
  constexpr std::size_t kHead = kMagic.size() + sizeof(std::uint64_t);
  if (file.bytes.size() < kHead || !file.bytes.starts_with(kMagic)) return std::nullopt;
  std::string_view content = file.bytes.substr(kHead);
  std::string wanted;
  put_stamps(wanted, stamps);
  if (!content.starts_with(wanted)) return std::nullopt;
  std::uint64_t sum = 0;
  std::memcpy(&sum, file.bytes.data() + kMagic.size(), sizeof sum);
  if (sum != names_checksum(content)) return std::nullopt;
  TableReader reader(file, content.substr(wanted.size()));
  UnitedNames names;
  for (std::uint32_t left = reader.number(); left > 0 && !reader.failed(); --left) {
    PartNumbers& part = names.parts.emplace_back();
    part.persons = IdentityMap(reader.table<std::uint32_t>());
    for (auto& table : part.names) table = reader.table<std::uint32_t>();
  }
  for (auto& homes : names.homes) homes = reader.table<NameHome>();
  names.persons = IdentityMap(reader.table<std::uint32_t>());
  if (reader.failed() || !reader.at_end() || !is_sound(names)) return std::nullopt;
  return names;
}

std::optional<UnitedNames> kept_names(const std::vector<Part>& parts, const std::string& stamps) {
  const auto path = file_for(parts);
  if (!path) return std::nullopt;
  const auto file = map_whole_file(*path);
  if (!file) return std::nullopt;
  auto names = unpack_names(*file, stamps);
  if (names && names->parts.size() != parts.size()) return std::nullopt;
  return names;
}

void keep_names(const std::vector<Part>& parts, const std::string& stamps,
                const UnitedNames& names) {
  // What cannot be kept is united again: slower, and all that is lost.
  if (const auto path = file_for(parts)) write_whole_file(*path, pack_names(names, stamps));
}

}  // namespace dateline
