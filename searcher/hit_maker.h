// SPDX-License-Identifier: GPL-2.0-or-later
//
// Hits from documents: the article as it was stored, its persons and countries by name, and why it
// matched.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "searcher/index.h"
#include "searcher/language_analyzers.h"
#include "searcher/query_compiler.h"
#include "searcher/results.h"
#include "searcher/search.h"

namespace dateline {

/// What of a hit stands in columns: numbers of names, persons by their identity and each once.
struct HitEntities {
  std::optional<Date> date;
  std::vector<std::uint32_t> countries;
  std::vector<std::uint32_t> about;
  std::vector<std::uint32_t> persons;
};

/// The article whole, without rank, score and marks. Throws Error where it is damaged.
Hit make_hit(const Index& index, Xapian::docid id);

/// Makes the hits of one answer, each marked by the analyzer of its language.
class HitMaker {
 public:
  HitMaker(const Index& index, Analyzer& analyzer, const HighlightWords& highlights,
           const PageOptions& options)
      : index_(index),
        analyzers_(analyzer),
        highlights_(highlights),
        with_snippets_(options.snippets),
        with_entities_(options.entities) {}

  Hit make(Xapian::docid id, std::uint64_t rank, double score);
  /// As that, with what would have to be read of the document.
  Hit make(Xapian::docid id, const HitEntities& entities, std::uint64_t rank, double score);

 private:
  Hit make(Xapian::docid id, const Xapian::Document& document, const HitEntities& entities,
           std::uint64_t rank, double score);

  const Index& index_;
  LanguageAnalyzers analyzers_;
  const HighlightWords& highlights_;
  const bool with_snippets_;
  const bool with_entities_;
};

}  // namespace dateline
