// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json_splitter.h"

namespace dateline {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;

}  // namespace

std::optional<char> JsonSplitter::get() {
  if (used_ == block_.size()) {
    block_.resize(kBlock);
    block_.resize(bytes_.read(block_.data(), kBlock));
    used_ = 0;
    if (block_.empty()) return std::nullopt;
  }
  const char c = block_[used_++];
  if (c == '\n') ++line_;
  return c;
}

std::optional<JsonSplitter::Piece> JsonSplitter::next() {
  while (const auto c = get())
    if (*c == '{') return read_object();
  return std::nullopt;
}

JsonSplitter::Piece JsonSplitter::read_object() {
  Piece piece{"{", line_, false, false};
  std::size_t depth = 1;
  bool in_string = false;
  bool escaped = false;
  while (const auto c = get()) {
    if (piece.text.size() < limit_)
      piece.text += *c;
    else
      piece.too_large = true;
    if (in_string) {
      in_string = escaped || *c != '"';
      escaped = !escaped && *c == '\\';
    } else if (*c == '"') {
      in_string = true;
    } else if (*c == '{' || *c == '[') {
      ++depth;
    } else if ((*c == '}' || *c == ']') && --depth == 0) {
      piece.closed = true;
      break;
    }
  }
  if (piece.too_large) piece.text.clear();
  return piece;
}

}  // namespace dateline
