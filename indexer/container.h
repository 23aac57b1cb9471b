// SPDX-License-Identifier: GPL-2.0-or-later
//
// Packed streams and containers through libarchive: bzip2 and xz are unpacked, zip and tar are
// read member by member as they stream by. Nothing is written to disk, whatever a member's name.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/article_reader.h"
#include "indexer/byte_source.h"

namespace dateline {

/// Bytes that a file of `meter` unpacks to, in all its layers' largest. More than any honest file
/// packs into so little is an attack on whoever unpacks it.
class UnpackingLimit {
 public:
  explicit UnpackingLimit(std::shared_ptr<const Meter> meter) : meter_(std::move(meter)) {}
  /// `unpacked` bytes came out of a layer. Throws Rejection.
  void check(std::uint64_t unpacked) const;

 private:
  std::shared_ptr<const Meter> meter_;
};

/// Unpacks gzip, zstd, bzip2 and xz, told by their first bytes; anything else is passed through.
/// Throws Error where the packed data is damaged, Rejection where they go over the limit. `note` as
/// that of decompressed().
std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> bytes,
                                     const std::shared_ptr<const UnpackingLimit>& limit,
                                     std::shared_ptr<std::string> note = nullptr);

/// Whether a file begins as a zip or tar does. Some documents do too (foreign_kind.h).
bool is_container(std::string_view head);
inline constexpr std::size_t kContainerHead = 512;

/// The files in a container, in their order. Folders, links and hidden files are passed over.
class Container {
 public:
  /// Throws Error where it cannot be read.
  Container(std::unique_ptr<ByteSource> bytes, std::shared_ptr<const UnpackingLimit> limit);
  ~Container();

  /// The bytes of the next member's name; nothing at the end. Throws Error for damage.
  std::optional<std::string> next();
  /// The content of the member that next() named, once; to be used before next() is called again.
  std::unique_ptr<ByteSource> open();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

/// Whether a member's name leads out of its container: absolute, or with "..".
bool leads_out(std::string_view name);

}  // namespace dateline
