// SPDX-License-Identifier: GPL-2.0-or-later
//
// Hashes by which the indexer tells whether it has seen something before: XXH3, whose values are
// the same on every machine and in every version.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dateline {

std::uint64_t hash_of(std::string_view bytes);

/// The hash of bytes that come in pieces.
class ContentHasher {
 public:
  ContentHasher();
  ~ContentHasher();
  void add(std::string_view bytes);
  /// Sixteen bytes over all that was added.
  std::string digest() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The digest of a whole file. Throws Error where it cannot be read.
std::string digest_of_file(const std::string& path);

}  // namespace dateline
