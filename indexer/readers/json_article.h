// SPDX-License-Identifier: GPL-2.0-or-later
//
// A JSON object as an article: the keys of crawlers, APIs and exports, whatever their nesting.
#pragma once

#include <simdjson.h>

#include <map>
#include <string>

#include "indexer/readers/article_draft.h"

namespace dateline {

class JsonArticles {
 public:
  explicit JsonArticles(const ReaderOptions& options) : keys_(options) {}

  /// The fields of an object. Wrappers ("_source", "fields", "article") are looked into.
  ArticleDraft read(simdjson::dom::object object);

  /// Whether a key of the object names a title or a text.
  bool is_article(simdjson::dom::object object) const;

  /// The key that first filled each field: "title=headline, date=published".
  std::string note() const;

 private:
  struct Ranks;
  void collect(simdjson::dom::object object, ArticleDraft& draft, Ranks& ranks, int depth);
  void take(std::string_view key, simdjson::dom::element value, ArticleDraft& draft, Ranks& ranks);

  KeyMap keys_;
  std::map<std::string, std::string> used_;  ///< field to key
};

/// What is wrong with a text that is no JSON; the same for all versions of simdjson.
std::string message_of(simdjson::error_code error);

}  // namespace dateline
