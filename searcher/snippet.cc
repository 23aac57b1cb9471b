// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/snippet.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::string_view kEllipsis = "…";

bool is_space(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}

bool ends_sentence(std::string_view text, std::size_t from, std::size_t to) {
  return text.substr(from, to - from).find_first_of(".!?\n") != std::string_view::npos;
}

}  // namespace

std::vector<Highlight> SnippetMaker::marks(std::string_view text) {
  words_.clear();
  analyzer_.analyze(text, words_);
  std::vector<Highlight> marks;
  for (const Word& word : words_)
    if (wanted_.marks(*word.form)) marks.emplace_back(word.start, word.end);
  return marks;
}

// The window that holds the most different wanted words, then the most of them, then the first.
std::size_t SnippetMaker::best_start(std::size_t length) const {
  std::size_t best = 0;
  std::size_t best_score = 0;
  std::vector<std::uint32_t> inside;  // stems of the marked words in the window
  std::size_t next = 0;
  for (std::size_t start = 0; start < words_.size(); ++start) {
    for (; next < words_.size() && next < start + length; ++next)
      if (marked_[next]) inside.push_back(words_[next].form->stem_id);
    if (marked_[start]) {
      std::vector<std::uint32_t> distinct = inside;
      std::sort(distinct.begin(), distinct.end());
      const auto count = static_cast<std::size_t>(std::unique(distinct.begin(), distinct.end()) -
                                                  distinct.begin());
      const std::size_t score = 100 * count + inside.size();
      if (score > best_score) {
        best_score = score;
        best = start;
      }
      inside.erase(inside.begin());
    }
  }
  return best;
}

Snippet SnippetMaker::make(std::string_view body, std::size_t length) {
  words_.clear();
  analyzer_.analyze(body, words_);
  Snippet snippet;
  if (words_.empty()) return snippet;
  marked_.clear();
  for (const Word& word : words_) marked_.push_back(wanted_.marks(*word.form));

  // Begins a few words before the first marked one, at the sentence's beginning if that is near,
  // but keeps the last marked one.
  std::size_t first = best_start(length);
  std::size_t last_marked = std::min(first + length, words_.size()) - 1;
  while (last_marked > first && !marked_[last_marked]) --last_marked;
  const std::size_t spare = first + length - 1 - last_marked;
  const std::size_t earliest = first - std::min({first, length / 3, spare});
  while (first > earliest && !ends_sentence(body, words_[first - 1].end, words_[first].start))
    --first;
  const std::size_t last = std::min(first + length, words_.size()) - 1;

  const bool from_start = first == 0;
  const bool to_end = last + 1 == words_.size();
  std::size_t at = from_start ? 0 : words_[first].start;
  const std::size_t end = to_end ? body.size() : words_[last].end;
  if (!from_start) snippet.text.append(kEllipsis).append(" ");
  std::size_t word = first;
  bool space = true;
  for (; at < end; ++at) {
    if (word <= last && at == words_[word].start) {
      const auto start = static_cast<std::uint32_t>(snippet.text.size());
      const std::size_t size = words_[word].end - words_[word].start;
      snippet.text.append(body.substr(at, size));
      if (marked_[word])
        snippet.highlights.emplace_back(start, static_cast<std::uint32_t>(snippet.text.size()));
      at += size - 1;
      ++word;
      space = false;
    } else if (!is_space(body[at])) {
      snippet.text += body[at];
      space = false;
    } else if (!space) {
      snippet.text += ' ';
      space = true;
    }
  }
  while (!snippet.text.empty() && snippet.text.back() == ' ') snippet.text.pop_back();
  if (!to_end) snippet.text.append(" ").append(kEllipsis);
  return snippet;
}

}  // namespace dateline
