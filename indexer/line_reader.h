// SPDX-License-Identifier: GPL-2.0-or-later
//
// Lines of a ByteSource in bounded memory. A line over the limit is counted and skipped to its
// end, and reported as too large; nothing else is lost by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/article_reader.h"

namespace dateline {

struct Line {
  std::string_view text;     ///< without LF or CRLF; valid until the next call
  std::uint64_t number = 0;  ///< from 1
  bool too_large = false;    ///< then `text` is empty
};

class LineReader {
 public:
  /// Readable bytes after every line's text, as SIMD parsers want them.
  static constexpr std::size_t kPadding = 64;

  /// `limit` bytes a line. The source must outlive the reader.
  LineReader(ByteSource& bytes, std::size_t limit) : bytes_(bytes), limit_(limit) {}

  /// The next line, or nothing at the end. Throws Error where reading fails.
  std::optional<Line> next();

 private:
  /// Moves what is unread to the front and reads more; false at the end.
  bool fill();
  Line take(std::size_t length);

  ByteSource& bytes_;
  std::size_t limit_;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< of what is unread
  std::size_t end_ = 0;    ///< of what was read
  std::uint64_t number_ = 0;
};

}  // namespace dateline
