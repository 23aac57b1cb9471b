// SPDX-License-Identifier: GPL-2.0-or-later
//
// Finds the names of persons and places in an article: a linear-chain CRF over ArticleTokens.
// The model is immutable and shared between threads; a NameTagger is one thread's.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "indexer/entities/article_tokens.h"

namespace dateline {

enum class NameKind : std::uint8_t { person, place, other };

/// A name: tokens [first, last) of the article, all in one field and sentence.
struct NameSpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  NameKind kind = NameKind::other;
};

class NameModel;

class NameTagger {
 public:
  explicit NameTagger(const NameModel& model);
  ~NameTagger();

  /// The names in the order of the text, not overlapping. Valid until the next call.
  const std::vector<NameSpan>& tag(const ArticleTokens& article);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The model that is built into the program, checked when first used.
const NameModel& built_in_name_model();

}  // namespace dateline
