// SPDX-License-Identifier: GPL-2.0-or-later
//
// Where bytes come from: a file, standard input, a string. Compressed files and other encodings
// are layers upon these (indexer/decoded_source.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/article_reader.h"
#include "indexer/content_hash.h"

namespace dateline {

/// What names standard input on the command line.
inline constexpr std::string_view kStandardInput = "-";

/// Counts and hashes the bytes that pass.
class Meter {
 public:
  void add(std::string_view bytes) {
    hasher_.add(bytes);
    bytes_ += bytes.size();
  }
  std::uint64_t bytes() const { return bytes_; }
  std::string digest() const { return hasher_.digest(); }

 private:
  ContentHasher hasher_;
  std::uint64_t bytes_ = 0;
};

/// The same bytes, each counted by `meter`.
std::unique_ptr<ByteSource> metered(std::unique_ptr<ByteSource> bytes,
                                    std::shared_ptr<Meter> meter);

/// What open_bytes() may open: a pipe that somebody named is wanted; one that lies in a folder
/// would hang the run.
enum class Openable : std::uint8_t { files, pipes_too };

/// A file, or standard input for "-". Throws Error where it cannot be opened, is a folder or a
/// device, or a pipe that is not wanted.
std::unique_ptr<ByteSource> open_bytes(const std::string& path,
                                       Openable openable = Openable::pipes_too);

/// The bytes of a string.
std::unique_ptr<ByteSource> bytes_of(std::string content);

/// The first bytes, at most `size`, which `bytes` will still deliver as if nobody had looked.
std::string peek(std::unique_ptr<ByteSource>& bytes, std::size_t size);

/// All that is left; nothing where that is more than `limit` bytes.
std::optional<std::string> read_all(ByteSource& bytes, std::size_t limit);

}  // namespace dateline
