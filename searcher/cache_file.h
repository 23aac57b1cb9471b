// SPDX-License-Identifier: GPL-2.0-or-later
//
// Tables made of all parts of an archive, kept from one question to the next, since what they are
// made of may be large and on other machines.
//
// A file of the user's: $XDG_CACHE_HOME/dateline/ (else ~/.cache/...), a folder for its kind, and a
// number made of the archive's address. It is good while each part has the stamp (schema.h,
// keys::kStamp) that it had. One that is not, is damaged or of another version counts as none.
// Where no file can be kept, tables are made for every question; answers are the same.
//
// Format: u32 numbers, little-endian, so that the file is used as it lies in memory. Two of magic;
// two of XXH3 over all that follows; the stamps as a text: its bytes, then these, filled up to a
// whole number; then what the kind of file says, tables as their size and their numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/shared_table.h"
#include "searcher/archive_parts.h"
#include "searcher/whole_file.h"

namespace dateline {

/// The stamps of all parts; "" where one has none, and nothing can be kept.
std::string stamps_of(const std::vector<Part>& parts);

/// Where the tables of a kind are kept; nothing where the user has no folder for it.
std::optional<std::filesystem::path> cache_file_of(const std::vector<Part>& parts,
                                                   std::string_view kind);

/// What is kept there; nothing where there is none.
std::optional<MappedFile> kept_tables(const std::vector<Part>& parts, std::string_view kind);

/// Of all that follows the head of a file.
std::uint64_t cache_checksum(std::string_view bytes);

class CacheWriter {
 public:
  explicit CacheWriter(const std::string& stamps);

  void number(std::size_t number);

  template <typename Value>
  void table(const SharedTable<Value>& table) {
    const std::size_t bytes = table.size() * sizeof(Value);
    number(bytes / sizeof(std::uint32_t));
    content_.append(reinterpret_cast<const char*>(table.data()), bytes);
  }

  /// The whole file. `magic`: eight bytes.
  std::string take(std::string_view magic) const;

 private:
  std::string content_;
};

/// Takes tables off the front of a file; fails for good where one is cut short.
class CacheReader {
 public:
  /// Nothing for bytes that are no whole file of that magic and these stamps. `file.bytes` begin
  /// where a number may.
  static std::optional<CacheReader> open(const MappedFile& file, std::string_view magic,
                                         const std::string& stamps);

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }

  std::uint32_t number();

  template <typename Value>
  SharedTable<Value> table() {
    const std::size_t size = std::size_t{number()} * sizeof(std::uint32_t);
    if (size > rest_.size() || size % sizeof(Value) != 0) return fail(), SharedTable<Value>();
    const auto* values = reinterpret_cast<const Value*>(rest_.data());
    rest_.remove_prefix(size);
    return {{values, size / sizeof(Value)}, owner_};
  }

 private:
  CacheReader(std::shared_ptr<const void> owner, std::string_view rest)
      : owner_(std::move(owner)), rest_(rest) {}

  void fail() {
    failed_ = true;
    rest_ = {};
  }

  std::shared_ptr<const void> owner_;
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace dateline
