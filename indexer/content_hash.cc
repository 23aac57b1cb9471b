// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/content_hash.h"

#include <xxhash.h>

#include <vector>

#include "indexer/byte_source.h"

namespace dateline {

std::uint64_t hash_of(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

struct ContentHasher::State {
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> xxh{XXH3_createState(), XXH3_freeState};
};

ContentHasher::ContentHasher() : state_(std::make_unique<State>()) {
  if (!state_->xxh) throw std::bad_alloc();
  XXH3_128bits_reset(state_->xxh.get());
}
ContentHasher::~ContentHasher() = default;

void ContentHasher::add(std::string_view bytes) {
  XXH3_128bits_update(state_->xxh.get(), bytes.data(), bytes.size());
}

std::string ContentHasher::digest() const {
  XXH128_canonical_t bytes;
  XXH128_canonicalFromHash(&bytes, XXH3_128bits_digest(state_->xxh.get()));
  return {reinterpret_cast<const char*>(bytes.digest), sizeof bytes.digest};
}

std::string digest_of_file(const std::string& path) {
  const auto bytes = open_bytes(path);
  ContentHasher hasher;
  std::vector<char> block(std::size_t{1} << 18);
  while (const std::size_t count = bytes->read(block.data(), block.size()))
    hasher.add({block.data(), count});
  return hasher.digest();
}

}  // namespace dateline
