// SPDX-License-Identifier: GPL-2.0-or-later
//
// Whatever the bytes: they are refused as a name model, or tag a text with sound spans. The first
// byte of the input says whether the header is the input's own or made to fit, checksum and all, so
// that what lies behind it is read.
#include <cstddef>
#include <cstring>

#include "common/error.h"
#include "indexer/ner/name_model.h"
#include "indexer/ner/name_tagger.h"
#include "tests/fuzz/fuzz_input.h"

using namespace dateline;
using namespace dateline::fuzz;

namespace {

/// A whole model of small tables, filled with the input over and over.
std::string made_whole(Input& input) {
  ModelHeader header;
  header.word_slots = input.byte() % 64;
  header.phrase_slots = input.byte() % 32;
  header.feature_slots = input.byte();
  const std::size_t size = sizeof header + kLabelLanes * kLabelLanes * sizeof(std::int16_t) +
                           header.word_slots * sizeof(WordEntry) +
                           header.phrase_slots * sizeof(PhraseEntry) +
                           header.feature_slots * (sizeof(std::uint32_t) + kLabelLanes);
  std::string model(sizeof header, '\0');
  while (model.size() < size)
    model.append(input.empty() ? std::string_view("\1\2\3") : input.rest());
  model.resize(size);
  std::memcpy(model.data(), &header, sizeof header);
  header.checksum = model_checksum(std::string_view(model).substr(offsetof(ModelHeader, version)));
  std::memcpy(model.data(), &header, sizeof header);
  return model;
}

ArticleTokens sample() {
  ArticleTokens tokens;
  split_tokens(
      "Marta Orlova meets Ueli Brandt in New Harbour",
      "OSLO (Wire) - Minister Marta Orlova said on Monday that Mr. Brandt, of the U.N., and the "
      "al-Rashid family had agreed.\n\nOrlova left for St. Petersburg.",
      tokens);
  return tokens;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const bool whole = input.byte() % 8 != 0;
  const std::string bytes = whole ? made_whole(input) : std::string(input.rest());
  try {
    const NameModel model(bytes);
    static const ArticleTokens article = sample();
    NameTagger tagger(model);
    std::uint32_t end = 0;
    for (const NameSpan& span : tagger.tag(article)) {
      require(span.first >= end && span.first < span.last);
      require(span.last <= article.tokens.size());
      end = span.last;
    }
  } catch (const Error& error) {
    require(!whole && !error.message().empty() && !error.hint().empty());
  }
  return 0;
}
