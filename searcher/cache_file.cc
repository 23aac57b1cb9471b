// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/cache_file.h"

// One library less to load at each start.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <bit>
#include <cstring>

#include "common/schema.h"
#include "common/user_folder.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

static_assert(std::endian::native == std::endian::little, "the file is used as it lies in memory");

void put_number(std::string& out, std::size_t number) {
  const auto value = static_cast<std::uint32_t>(number);
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::string pack_stamps(const std::string& stamps) {
  std::string out;
  put_number(out, stamps.size());
  out += stamps;
  out.resize((out.size() + 3) / 4 * 4);
  return out;
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

std::optional<fs::path> cache_file_of(const std::vector<Part>& parts, std::string_view kind) {
  const std::string folder = user_folder("XDG_CACHE_HOME", ".cache");
  if (folder.empty()) return std::nullopt;
  std::string address;
  for (const Part& part : parts)
    address += (part.remote ? part.name : fs::weakly_canonical(part.name).string()) + '\n';
  return fs::path(folder) / "dateline" / kind / std::to_string(name_hash(address));
}

std::optional<MappedFile> kept_tables(const std::vector<Part>& parts, std::string_view kind) {
  const auto path = cache_file_of(parts, kind);
  return path ? map_whole_file(*path) : std::nullopt;
}

std::uint64_t cache_checksum(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

CacheWriter::CacheWriter(const std::string& stamps) : content_(pack_stamps(stamps)) {}

void CacheWriter::number(std::size_t number) {
  put_number(content_, number);
}

std::string CacheWriter::take(std::string_view magic) const {
  const std::uint64_t sum = cache_checksum(content_);
  return std::string(magic)
      .append(reinterpret_cast<const char*>(&sum), sizeof sum)
      .append(content_);
}

std::optional<CacheReader> CacheReader::open(const MappedFile& file, std::string_view magic,
                                             const std::string& stamps) {
  std::uint64_t sum = 0;
  const std::size_t head = magic.size() + sizeof sum;
  if (file.bytes.size() < head || !file.bytes.starts_with(magic)) return std::nullopt;
  const std::string_view content = file.bytes.substr(head);
  const std::string wanted = pack_stamps(stamps);
  if (!content.starts_with(wanted)) return std::nullopt;
  std::memcpy(&sum, file.bytes.data() + magic.size(), sizeof sum);
  if (sum != cache_checksum(content)) return std::nullopt;
  return CacheReader(file.owner, content.substr(wanted.size()));
}

std::uint32_t CacheReader::number() {
  std::uint32_t value = 0;
  if (rest_.size() < sizeof value) return fail(), 0;
  std::memcpy(&value, rest_.data(), sizeof value);
  rest_.remove_prefix(sizeof value);
  return value;
}

}  // namespace dateline
