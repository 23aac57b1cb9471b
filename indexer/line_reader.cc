// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/line_reader.h"

#include <algorithm>
#include <cstring>

namespace dateline {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;

}  // namespace

bool LineReader::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kBlock + kPadding)
    buffer_.resize(std::max(buffer_.size() * 2, end_ + kBlock + kPadding));
  const std::size_t count = bytes_.read(buffer_.data() + end_, buffer_.size() - kPadding - end_);
  end_ += count;
  return count > 0;
}

Line LineReader::take(std::size_t length) {
  std::string_view text(buffer_.data() + begin_, length);
  begin_ += length;
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return {text, number_, false};
}

std::optional<Line> LineReader::next() {
  bool too_large = false;
  std::size_t searched = 0;
  ++number_;
  while (true) {
    const char* start = buffer_.data() + begin_;
    const auto* newline = static_cast<const char*>(
        end_ == begin_ ? nullptr : std::memchr(start + searched, '\n', end_ - begin_ - searched));
    if (newline != nullptr) {
      const auto length = static_cast<std::size_t>(newline - start);
      too_large = too_large || length > limit_;
      Line line = too_large ? Line{{}, number_, true} : take(length);
      if (too_large) begin_ += length;
      ++begin_;
      return line;
    }
    searched = end_ - begin_;
    if (searched > limit_) {
      too_large = true;
      begin_ = end_;
      searched = 0;
    }
    if (fill()) continue;
    if (too_large) return Line{{}, number_, true};
    if (begin_ == end_) return std::nullopt;
    return take(end_ - begin_);
  }
}

}  // namespace dateline
