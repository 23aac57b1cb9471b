// SPDX-License-Identifier: GPL-2.0-or-later
//
// Cuts records such as <REUTERS ...>...</REUTERS> out of a stream in bounded memory, whatever
// stands between them. A record whose end tag is missing ends where the next one starts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article_reader.h"

namespace dateline {

class TagSplitter {
 public:
  struct Piece {
    std::string text;        ///< from "<tag" to "</tag>"; empty where too large
    std::uint64_t line = 0;  ///< of its start, from 1
    bool too_large = false;
    bool closed = true;  ///< its end tag was found
  };

  /// Tags are compared with their case; a start tag ends its name with white space, ">" or "/".
  TagSplitter(ByteSource& bytes, std::vector<std::string> tags, std::size_t limit)
      : bytes_(bytes), tags_(std::move(tags)), limit_(limit) {}

  std::optional<Piece> next();

 private:
  /// Reads more behind what is not yet dropped; false at the end.
  bool fill();
  void drop(std::size_t count);
  std::string_view rest() const { return std::string_view(buffer_).substr(begin_); }
  /// Where "<tag" starts in rest(), at or after `from`; sets tag_. Its end must be there too.
  std::size_t find_start(std::size_t from);
  /// Where "</tag" of the record at hand starts in rest(), at or after `from`.
  std::size_t find_end(std::size_t from) const;
  /// Where the record at hand ends if it is a start tag alone ("<row title="x"/>"), else 0.
  std::size_t find_empty_end();
  Piece read_piece();
  Piece skip_large();

  ByteSource& bytes_;
  std::vector<std::string> tags_;
  std::size_t limit_;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< of what is not dropped
  std::size_t tag_ = 0;    ///< of the record at hand
  std::uint64_t line_ = 1;
};

}  // namespace dateline
