// SPDX-License-Identifier: GPL-2.0-or-later
//
// Makes the tables of a NameLexicon from the lists of the training data.
#pragma once

#include <string>

#include "indexer/ner/training/corpus.h"

namespace dateline {

/// The bytes of both tables, as name_model.h lays them out.
struct LexiconTables {
  std::string words;
  std::string phrases;
};

/// What a lexicon is made of; both but for experiments.
struct LexiconParts {
  bool clusters = true;
  bool lists = true;
};

/// `folder` holds clusters.tsv and gaz/; the texts tell which words are common.
LexiconTables build_lexicon(const std::string& folder, const std::vector<Corpus>& texts,
                            const LexiconParts& parts = {});

}  // namespace dateline
