// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/names_cache.h"

#include <xxhash.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "common/varint.h"
#include "searcher/whole_file.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMagic = "DLUNITE1";

/// Nothing where the user has no folder for it.
std::optional<fs::path> file_for(const std::vector<Part>& parts) {
  const auto variable = [](const char* name) -> std::string {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
  };
  std::string folder = variable("XDG_CACHE_HOME");
  if (folder.empty()) {
    const std::string home = variable("HOME");
    if (home.empty()) return std::nullopt;
    folder = home + "/.cache";
  }
  std::string address;
  for (const Part& part : parts)
    address += (part.remote ? part.name : fs::weakly_canonical(part.name).string()) + '\n';
  return fs::path(folder) / "dateline" / "names" / std::to_string(name_hash(address));
}

std::uint64_t checksum(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

void put_number(std::string& out, std::uint64_t number) {
  for (unsigned shift = 0; shift < 64; shift += 8) out += static_cast<char>(number >> shift);
}

std::uint64_t get_number(std::string_view bytes) {
  std::uint64_t number = 0;
  for (unsigned i = 8; i > 0; --i) number = number << 8 | static_cast<unsigned char>(bytes[i - 1]);
  return number;
}

void put_table(std::string& out, const std::vector<std::uint32_t>& table) {
  put_varint(out, table.size());
  for (const std::uint32_t number : table)
    for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift);
}

std::optional<std::vector<std::uint32_t>> take_table(std::string_view& in) {
  const auto count = take_varint(in);
  if (!count || *count > in.size() / 4) return std::nullopt;
  std::vector<std::uint32_t> table(*count);
  for (std::size_t i = 0; i < table.size(); ++i) {
    unsigned char bytes[4];
    std::memcpy(bytes, in.data() + 4 * i, 4);
    table[i] = bytes[0] | static_cast<std::uint32_t>(bytes[1]) << 8 |
               static_cast<std::uint32_t>(bytes[2]) << 16 |
               static_cast<std::uint32_t>(bytes[3]) << 24;
  }
  in.remove_prefix(4 * table.size());
  return table;
}

}  // namespace

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
  put_text(content, stamps);
  put_varint(content, names.parts.size());
  for (const PartNumbers& part : names.parts)
    for (const auto& table : part.names) put_table(content, table);
  content += names.persons.pack();
  std::string bytes(kMagic);
  put_number(bytes, checksum(content));
  return bytes + content;
}

std::optional<UnitedNames> unpack_names(std::string_view bytes, const std::string& stamps) {
  constexpr std::size_t kHead = kMagic.size() + 8;
  if (bytes.size() < kHead || !bytes.starts_with(kMagic)) return std::nullopt;
  std::string_view content = bytes.substr(kHead);
  if (get_number(bytes.substr(kMagic.size())) != checksum(content)) return std::nullopt;
  if (take_text(content) != std::string_view(stamps)) return std::nullopt;
  const auto parts = take_varint(content);
  if (!parts || *parts > content.size()) return std::nullopt;
  std::vector<NameTables> tables(*parts);
  for (NameTables& part : tables)
    for (auto& table : part) {
      auto taken = take_table(content);
      if (!taken) return std::nullopt;
      table = std::move(*taken);
    }
  auto persons = IdentityMap::unpack(content);
  if (!persons) return std::nullopt;
  return united_names(std::move(tables), std::move(*persons));
}

std::optional<UnitedNames> kept_names(const std::vector<Part>& parts, const std::string& stamps) {
  const auto path = file_for(parts);
  if (!path) return std::nullopt;
  const auto content = read_whole_file(*path);
  if (!content) return std::nullopt;
  auto names = unpack_names(*content, stamps);
  if (names && names->parts.size() != parts.size()) return std::nullopt;
  return names;
}

void keep_names(const std::vector<Part>& parts, const std::string& stamps,
                const UnitedNames& names) {
  // What cannot be kept is united again: slower, and all that is lost.
  if (const auto path = file_for(parts)) write_whole_file(*path, pack_names(names, stamps));
}

}  // namespace dateline
