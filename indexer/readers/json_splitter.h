// SPDX-License-Identifier: GPL-2.0-or-later
//
// Cuts a stream of JSON into objects in bounded memory: those of an array at the top, or those
// that follow one another. Only brackets and strings are looked at; the parser judges the rest.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "indexer/article_reader.h"

namespace dateline {

class JsonSplitter {
 public:
  struct Piece {
    std::string text;  ///< from "{" to its "}"; empty where too large
    std::uint64_t line = 0;
    bool too_large = false;
    bool closed = true;
  };

  JsonSplitter(ByteSource& bytes, std::size_t limit) : bytes_(bytes), limit_(limit) {}

  std::optional<Piece> next();

 private:
  /// The next byte, or nothing at the end.
  std::optional<char> get();
  Piece read_object();

  ByteSource& bytes_;
  std::size_t limit_;
  std::string block_;
  std::size_t used_ = 0;
  std::uint64_t line_ = 1;
};

}  // namespace dateline
