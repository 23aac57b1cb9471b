// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/training/evaluation.h"

#include <algorithm>

namespace dateline {

SpanCounts count_spans(const NameModel& model, const Corpus& corpus, NameKind kind) {
  NameTagger tagger(model);
  SpanCounts counts;
  for (const auto& document : corpus.documents) {
    const std::vector<NameSpan>& names = document->names;
    for (const NameSpan& name : names) counts.wanted += name.kind == kind ? 1 : 0;
    for (const NameSpan& span : tagger.tag(document->article)) {
      if (span.kind != kind) continue;
      ++counts.found;
      counts.right += std::any_of(names.begin(), names.end(),
                                  [&](const NameSpan& name) {
                                    return name.kind == kind && name.first == span.first &&
                                           name.last == span.last;
                                  })
                          ? 1
                          : 0;
    }
  }
  return counts;
}

}  // namespace dateline
