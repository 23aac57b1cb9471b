// SPDX-License-Identifier: GPL-2.0-or-later
//
// News that we make up: patterns of our own, filled with names from the lists. The annotated
// corpora have no sports results, datelines, bylines, headlines in capitals or company wires; of
// these the model learns the form, not any fact.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/ner/training/corpus.h"

namespace dateline {

/// `folder` holds gaz/. The same seed gives the same documents.
Documents make_up_news(const std::string& folder, std::size_t count, std::uint64_t seed);

/// Gives the persons of a share of the documents other names, the same for each mention, so that
/// the model learns how names are used more than who was in the news.
void rename_persons(const std::string& folder, Documents& documents, double share,
                    std::uint64_t seed);

}  // namespace dateline
