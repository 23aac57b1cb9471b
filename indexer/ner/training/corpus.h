// SPDX-License-Identifier: GPL-2.0-or-later
//
// The annotated texts that the name model is trained and judged on, brought to the conventions of
// our own tokenizer (entities/article_tokens.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "indexer/entities/article_tokens.h"
#include "indexer/ner/name_tagger.h"

namespace dateline {

/// A document whose names are known. Its tokens view `text`, so it stays where it is made.
struct AnnotatedDocument {
  AnnotatedDocument() = default;
  AnnotatedDocument(const AnnotatedDocument&) = delete;
  AnnotatedDocument& operator=(const AnnotatedDocument&) = delete;

  std::string text;
  ArticleTokens article;
  std::vector<NameSpan> names;
};
using Documents = std::vector<std::unique_ptr<AnnotatedDocument>>;

struct Corpus {
  std::string name;
  Documents documents;
  bool reserved = false;  ///< to be measured on only, also by the model that ships
};

struct Corpora {
  std::vector<Corpus> training;
  std::vector<Corpus> development;  ///< held out of training
};

/// Reads train/*.conll of the data folder. Throws Error if a file is missing.
///
/// Held out: every tenth block of GMB, CrossNER's politics, GUM's news and interviews. The last
/// are reserved, as other parts of the project are measured on the same texts.
Corpora read_corpora(const std::string& folder);

/// How often sentences are rewritten as headlines, so that the model learns those.
struct HeadlineShares {
  double upper = 0.05;
  double title = 0.05;
};
/// Rewrites sentences in place; the same seed makes the same choice.
void make_headlines(Documents& documents, const HeadlineShares& shares, std::uint64_t seed);

}  // namespace dateline
