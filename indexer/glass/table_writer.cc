// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/table_writer.h"

#include <algorithm>
#include <utility>

#include "common/error.h"

namespace dateline {
namespace {

constexpr std::uint32_t kRevision = 1;
constexpr unsigned kDeflated = 0x8000;
constexpr unsigned kLastPiece = 0x4000;
constexpr unsigned kFirstPiece = 0x2000;
// What an item's size is stored less by.
constexpr std::size_t kSizeBase = 3;
// A piece with fewer bytes of its tag is not worth its key.
constexpr std::size_t kLeastFill = 34;

void put_u16(char* at, std::size_t value) {
  at[0] = static_cast<char>(value >> 8);
  at[1] = static_cast<char>(value);
}

void put_u32(char* at, std::uint32_t value) {
  put_u16(at, value >> 16);
  put_u16(at + 2, value & 0xFFFF);
}

/// Copies the key with its length before it; returns where it ends.
char* put_key(char* at, std::string_view key) {
  *at++ = static_cast<char>(key.size());
  return std::copy(key.begin(), key.end(), at);
}

/// The shortest beginning of `key` that is above `before`.
std::string_view separate(std::string_view before, std::string_view key) {
  const auto [in_before, in_key] =
      std::mismatch(before.begin(), before.end(), key.begin(), key.end());
  const auto shared = static_cast<std::size_t>(in_key - key.begin());
  return key.substr(0, shared + 1);
}

}  // namespace

/// Makes room for an item; returns where it goes.
char* TableWriter::Block::add_item(std::size_t size) {
  items_begin -= size;
  put_u16(bytes.data() + directory_end, items_begin);
  directory_end += kOffsetBytes;
  return bytes.data() + items_begin;
}

void TableWriter::Block::clear() {
  std::fill(bytes.begin(), bytes.end(), '\0');
  directory_end = kHeadBytes;
  items_begin = kBlockBytes;
}

TableWriter::TableWriter(std::string path)
    : path_(std::move(path)), out_(path_, std::ios::binary | std::ios::trunc) {
  if (!out_) throw Error("cannot create " + path_ + ": " + system_reason(), "is the disk full?");
  levels_.emplace_back();
  put_u16(levels_[0].add_item(kSizeBase), kFirstPiece | kLastPiece);
}

void TableWriter::add(std::string_view key, std::string_view tag, bool deflated) {
  if (key.size() > kMaxKeyBytes || key <= last_key_)
    throw Error("a key of " + std::to_string(key.size()) +
                    " bytes, too long or out of its order, for " + path_,
                "this is a fault of the indexer; please report it");
  const std::size_t head = kSizeBase + key.size();
  const std::size_t most = kMaxItemBytes - head - 2;
  std::size_t first = std::min(tag.size(), most + 2);
  if (first < tag.size()) {
    // As much as leaves the block room for whole pieces only.
    const std::size_t room = levels_[0].room() % (kMaxItemBytes + kOffsetBytes);
    if (room >= head + kOffsetBytes + key.size() + kLeastFill)
      first = std::min(tag.size(), room - head - kOffsetBytes);
  }
  add_piece(key, 1, first == tag.size(), deflated, tag.substr(0, first));
  tag.remove_prefix(first);
  for (std::uint16_t number = 2; !tag.empty(); ++number) {
    if (number == UINT16_MAX)
      throw Error("a record of the index is too long to be written into " + path_,
                  "this is a fault of the indexer; please report it");
    const std::size_t size = std::min(tag.size(), most);
    add_piece(key, number, size == tag.size(), deflated, tag.substr(0, size));
    tag.remove_prefix(size);
  }
  ++root_.items;
}

void TableWriter::add_piece(std::string_view key, std::uint16_t number, bool last, bool deflated,
                            std::string_view bytes) {
  const bool is_first = number == 1;
  const std::size_t size = kSizeBase + key.size() + (is_first ? 0 : 2) + bytes.size();
  if (levels_[0].room() < size + kOffsetBytes) {
    close_block(0);
    levels_[0].separator = separate(last_key_, key);
    levels_[0].piece = number;
  }
  char* at = levels_[0].add_item(size);
  put_u16(at, (deflated ? kDeflated : 0U) | (last ? kLastPiece : 0U) |
                  (is_first ? kFirstPiece : 0U) | (size - kSizeBase));
  at = put_key(at + 2, key);
  if (!is_first) {
    put_u16(at, number);
    at += 2;
  }
  std::copy(bytes.begin(), bytes.end(), at);
  last_key_ = key;
}

/// Writes the open block of a level and has the level above lead to it.
void TableWriter::close_block(std::size_t level) {
  const std::uint32_t block = write(level);
  const std::string separator = std::move(levels_[level].separator);
  const std::uint16_t piece = levels_[level].piece;
  levels_[level].clear();
  add_branch(level + 1, separator, piece, block);
}

void TableWriter::add_branch(std::size_t level, const std::string& key, std::uint16_t piece,
                             std::uint32_t block) {
  constexpr std::size_t kBranchHead = 4 + 1 + 2;
  if (level == levels_.size()) levels_.emplace_back();
  if (!levels_[level].is_empty() &&
      levels_[level].room() < kBranchHead + key.size() + kOffsetBytes) {
    close_block(level);
    levels_[level].separator = key;
    levels_[level].piece = piece;
  }
  const bool is_first = levels_[level].is_empty();
  const std::string_view stored = is_first ? std::string_view() : std::string_view(key);
  char* at = levels_[level].add_item(kBranchHead + stored.size());
  put_u32(at, block);
  put_u16(put_key(at + 4, stored), is_first ? 0 : piece);
}

/// Writes the open block of a level; returns its number.
std::uint32_t TableWriter::write(std::size_t level) {
  Block& block = levels_[level];
  char* const head = block.bytes.data();
  put_u32(head, kRevision);
  head[4] = static_cast<char>(level);
  put_u16(head + 5, block.room());
  put_u16(head + 7, block.room());
  put_u16(head + 9, block.directory_end);
  out_.write(head, kBlockBytes);
  check_written();
  return root_.blocks++;
}

TableRoot TableWriter::finish() {
  for (std::size_t level = 0; level + 1 < levels_.size(); ++level) close_block(level);
  root_.level = static_cast<std::uint32_t>(levels_.size() - 1);
  root_.block = write(root_.level);
  out_.close();
  check_written();
  return root_;
}

void TableWriter::check_written() const {
  if (!out_) throw Error("cannot write " + path_ + ": " + system_reason(), "is the disk full?");
}

}  // namespace dateline
