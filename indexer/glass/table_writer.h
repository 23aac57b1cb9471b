// SPDX-License-Identifier: GPL-2.0-or-later
//
// Writes one table (a B-tree) of a Xapian database from its items in the order of their keys, in
// one pass and with full blocks. The format is "glass" of 2016-03-14, that of every Xapian 1.4, as
// the comments of its sources describe it.
//
// A file is a row of blocks of kBlockBytes. Numbers are big-endian.
//   u32 revision   u8 level (0: a leaf)   u16 largest gap   u16 all free bytes
//   u16 end of the directory   directory: u16 offset of each item, in the order of their keys
//   free bytes, then the items, the first at the end of the block
// An item of a leaf is a piece of a tag, for one longer than kMaxItemBytes is cut:
//   u16 flags (0x8000 deflated, 0x4000 last piece, 0x2000 first piece) and size - 3
//   u8 key's length   key   u16 number of the piece, from 2, absent in the first   bytes
// An item of a branch leads to the block of all keys from its own up to the next item's:
//   u32 block   u8 key's length   key   u16 number of the piece
// The first item of the first leaf has no key and no tag, the first of each branch no key.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Where a table begins, and what it holds.
struct TableRoot {
  std::uint32_t block = 0;
  std::uint32_t level = 0;
  std::uint32_t blocks = 0;
  std::uint64_t items = 0;
};

class TableWriter {
 public:
  static constexpr std::size_t kBlockBytes = 8192;
  static constexpr std::size_t kMaxKeyBytes = 255;

  /// Creates the file; throws Error where it cannot.
  explicit TableWriter(std::string path);

  /// `key`: above the one before, not empty, of no more than kMaxKeyBytes; otherwise Error.
  void add(std::string_view key, std::string_view tag, bool deflated = false);

  /// Writes what is left. Throws Error where anything could not be written.
  TableRoot finish();

 private:
  static constexpr std::size_t kHeadBytes = 11;
  static constexpr std::size_t kOffsetBytes = 2;
  static constexpr std::size_t kItemsInBlock = 4;  // at least, however long their tags are
  static constexpr std::size_t kMaxItemBytes =
      (kBlockBytes - kHeadBytes - kItemsInBlock * kOffsetBytes) / kItemsInBlock;

  /// The block of a level that items are still added to.
  struct Block {
    std::string bytes = std::string(kBlockBytes, '\0');
    std::size_t directory_end = kHeadBytes;
    std::size_t items_begin = kBlockBytes;
    std::string separator;  // between the block before and this one
    std::uint16_t piece = 0;

    bool is_empty() const { return directory_end == kHeadBytes; }
    std::size_t room() const { return items_begin - directory_end; }
    char* add_item(std::size_t size);
    void clear();
  };

  void add_piece(std::string_view key, std::uint16_t number, bool last, bool deflated,
                 std::string_view bytes);
  void add_branch(std::size_t level, const std::string& key, std::uint16_t piece,
                  std::uint32_t block);
  std::uint32_t write(std::size_t level);
  void close_block(std::size_t level);
  void check_written() const;

  const std::string path_;
  std::ofstream out_;
  std::vector<Block> levels_;
  std::string last_key_;
  TableRoot root_;
};

}  // namespace dateline
