// SPDX-License-Identifier: GPL-2.0-or-later
//
// From labels to names: reads the spans off, takes titles off the persons, and lets the full
// names of an article speak for the surnames that stand alone.
#pragma once

#include <vector>

#include "indexer/ner/article_words.h"
#include "indexer/ner/name_labels.h"
#include "indexer/ner/name_tagger.h"

namespace dateline {

/// The spans that `labels` describe. A name that is begun is one even if its end is missing.
void read_spans(const std::vector<Label>& labels, std::vector<NameSpan>& spans);

/// Corrects the spans of an article by rules. Order and disjointness are kept.
void correct_spans(const ArticleWords& words, std::vector<NameSpan>& spans);

}  // namespace dateline
