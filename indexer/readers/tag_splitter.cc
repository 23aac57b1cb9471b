// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/tag_splitter.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;
constexpr std::size_t kLongestTag = 64;  // kept at the buffer's end, as it may be cut

bool ends_name(char c) {
  constexpr std::string_view kEnds = " \t\r\n>/";
  return kEnds.find(c) != std::string_view::npos;
}

}  // namespace

bool TagSplitter::fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t size = buffer_.size();
  buffer_.resize(size + kBlock);
  const std::size_t count = bytes_.read(buffer_.data() + size, kBlock);
  buffer_.resize(size + count);
  return count > 0;
}

void TagSplitter::drop(std::size_t count) {
  const std::string_view dropped = rest().substr(0, count);
  line_ += static_cast<std::uint64_t>(std::count(dropped.begin(), dropped.end(), '\n'));
  begin_ += count;
}

std::size_t TagSplitter::find_start(std::size_t from) {
  const std::string_view text = rest();
  std::size_t first = std::string::npos;
  for (std::size_t i = 0; i < tags_.size(); ++i) {
    const std::string start = '<' + tags_[i];
    for (std::size_t at = from; (at = text.find(start, at)) < first; ++at) {
      if (at + start.size() >= text.size() || !ends_name(text[at + start.size()])) continue;
      first = at;
      tag_ = i;
    }
  }
  return first;
}

std::size_t TagSplitter::find_end(std::size_t from) const {
  const std::string_view text = rest();
  const std::string end = "</" + tags_[tag_];
  for (std::size_t at = from; (at = text.find(end, at)) != std::string_view::npos; ++at)
    if (at + end.size() < text.size() && ends_name(text[at + end.size()])) return at;
  return std::string_view::npos;
}

std::optional<TagSplitter::Piece> TagSplitter::next() {
  while (true) {
    const std::size_t start = find_start(0);
    if (start != std::string::npos) {
      drop(start);
      return read_piece();
    }
    if (rest().size() > kLongestTag) drop(rest().size() - kLongestTag);
    if (!fill()) return std::nullopt;
  }
}

std::size_t TagSplitter::find_empty_end() {
  char quote = '\0';
  for (std::size_t at = 1; at < rest().size() || (at <= limit_ && fill()); ++at) {
    const char c = rest()[at];
    if (c == '<') return 0;  // also in quotes, where XML does not allow it
    if (c == quote)
      quote = '\0';
    else if (quote == '\0' && (c == '"' || c == '\''))
      quote = c;
    else if (quote == '\0' && c == '>')
      return rest()[at - 1] == '/' ? at + 1 : 0;
  }
  return 0;
}

TagSplitter::Piece TagSplitter::read_piece() {
  const std::size_t this_tag = tag_;
  const std::size_t empty_end = find_empty_end();
  if (empty_end != 0 && empty_end <= limit_) {
    Piece piece{std::string(rest().substr(0, empty_end)), line_, false, true};
    drop(empty_end);
    return piece;
  }
  std::size_t searched = 1;
  while (true) {
    tag_ = this_tag;
    std::size_t end = find_end(searched);
    const std::size_t close = end == std::string::npos ? end : rest().find('>', end);
    const std::size_t restart = find_start(searched);
    const bool complete = close != std::string::npos && close < restart;
    if (complete || restart != std::string::npos) {
      end = complete ? close + 1 : restart;
      Piece piece{end > limit_ ? std::string() : std::string(rest().substr(0, end)), line_,
                  end > limit_, complete};
      drop(end);
      return piece;
    }
    if (rest().size() > limit_) return skip_large();
    searched = std::max(std::size_t{1}, rest().size() - std::min(rest().size(), kLongestTag));
    if (!fill()) {
      Piece piece{std::string(rest()), line_, false, false};
      drop(rest().size());
      return piece;
    }
  }
}

TagSplitter::Piece TagSplitter::skip_large() {
  Piece piece{{}, line_, true, true};
  drop(1);
  while (true) {
    const std::size_t end = std::min(find_end(0), find_start(0));
    if (end != std::string::npos) {
      drop(end);
      return piece;
    }
    if (rest().size() > kLongestTag) drop(rest().size() - kLongestTag);
    if (!fill()) {
      drop(rest().size());
      return piece;
    }
  }
}

}  // namespace dateline
