// SPDX-License-Identifier: GPL-2.0-or-later
//
// Whatever the text: the analyzer's fast path gives the words that ICU gives, and each is a word of
// the text that Xapian takes as a term. The first byte of the input picks the language.
#include <array>
#include <memory>

#include "common/analyzer.h"
#include "tests/fuzz/fuzz_input.h"

using namespace dateline;
using namespace dateline::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array kLanguages{"en", "fr", "it", "ru", "ar", "zh", "th", "de", "xx"};
  static std::array<std::unique_ptr<Analyzer>, kLanguages.size()> analyzers;
  Input input(data, size);
  const std::size_t language = input.up_to(kLanguages.size() - 1);
  auto& analyzer = analyzers[language];
  if (!analyzer) analyzer = std::make_unique<Analyzer>(kLanguages[language]);
  const std::string text = sound_text(input.rest());
  std::vector<Word> words;
  std::vector<Word> by_icu;
  analyzer->analyze(text, words);
  analyzer->analyze_by_icu(text, by_icu);
  require(words.size() == by_icu.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    require(word.start == by_icu[i].start && word.end == by_icu[i].end);
    require(word.form == by_icu[i].form);
    require(word.start < word.end && word.end <= text.size());
    require(i == 0 || words[i - 1].start <= word.start);
    require(is_border(text, word.start) && is_border(text, word.end));
    require(!word.form->exact.empty() && word.form->exact.size() <= kMaxWordBytes);
    require(!word.form->stem.empty() && word.form->stem.size() <= 245);
    require(word.form->hash == word_hash(word.form->exact));
  }
  analyzer->trim(100'000);
  return 0;
}
