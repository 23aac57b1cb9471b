// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/name_tagger.h"

#include "indexer/ner/label_decoder.h"
#include "indexer/ner/name_model.h"
#include "indexer/ner/name_spans.h"

namespace dateline {

struct NameTagger::State {
  explicit State(const NameModel& model) : decoder(model) {}

  LabelDecoder decoder;
  std::vector<NameSpan> spans;
};

NameTagger::NameTagger(const NameModel& model) : state_(std::make_unique<State>(model)) {}
NameTagger::~NameTagger() = default;

const std::vector<NameSpan>& NameTagger::tag(const ArticleTokens& article) {
  read_spans(state_->decoder.decode(article), state_->spans);
  correct_spans(state_->decoder.words(), state_->spans);
  return state_->spans;
}

}  // namespace dateline
