// SPDX-License-Identifier: GPL-2.0-or-later
//
// The article as the index keeps it: what a hit shows, what snippets are cut from, what --show
// prints. One value a document, compressed with zstd, whose dictionary are the common words.
//
// Format before compression: a byte, the DateOrigin; the varint line; then each with its length as
// varint before it: id, title, source, url, author, language, path, body. The date is not among
// them (kDateSlot).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/article.h"

namespace dateline {

/// Compresses articles; one for each thread.
class ArticlePacker {
 public:
  ArticlePacker();
  ~ArticlePacker();
  /// Valid until the next call.
  std::string_view pack(const Article& article);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The article without its date, or nothing for bytes that are no such record.
std::optional<Article> unpack_article(std::string_view record);

}  // namespace dateline
