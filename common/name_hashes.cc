// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/name_hashes.h"

#include <cstddef>

namespace dateline {
namespace {

constexpr std::size_t kHashBytes = 8;

}  // namespace

std::string pack_name_hashes(const std::vector<std::uint64_t>& hashes) {
  std::string bytes;
  bytes.reserve(hashes.size() * kHashBytes);
  for (const std::uint64_t hash : hashes)
    for (std::size_t byte = 0; byte < kHashBytes; ++byte)
      bytes += static_cast<char>(hash >> (8 * byte));
  return bytes;
}

std::vector<std::uint64_t> unpack_name_hashes(std::string_view bytes) {
  std::vector<std::uint64_t> hashes(bytes.size() / kHashBytes);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    std::uint64_t hash = 0;  // so that the eight steps become one load
    for (std::size_t byte = 0; byte < kHashBytes; ++byte)
      hash |= std::uint64_t{static_cast<unsigned char>(bytes[i * kHashBytes + byte])} << (8 * byte);
    hashes[i] = hash;
  }
  return hashes;
}

}  // namespace dateline
