// SPDX-License-Identifier: GPL-2.0-or-later
//
// Whatever the text: a passage is one line of valid UTF-8 of about the words asked for, what is
// marked lies within it, in order, and is wanted.
#include "searcher/snippet.h"
#include "tests/fuzz/fuzz_input.h"

using namespace dateline;
using namespace dateline::fuzz;

namespace {

void require_marks(const std::string& text, const std::vector<Highlight>& marks) {
  std::size_t end = 0;
  for (const auto& [first, last] : marks) {
    require(first >= end && first < last && last <= text.size());
    require(is_border(text, first) && is_border(text, last));
    end = last;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Analyzer analyzer;
  Input input(data, size);
  const std::size_t words = 1 + input.up_to(60);
  const std::string query = sound_text(input.bytes());
  const std::string body = sound_text(input.rest());
  HighlightWords wanted;
  std::vector<Word> asked;
  analyzer.analyze(query, asked);
  for (const Word& word : asked)
    (word.start % 2 == 0 ? wanted.stems : wanted.exact)
        .insert(word.start % 2 == 0 ? word.form->stem : word.form->exact);
  SnippetMaker maker(analyzer, wanted);
  const Snippet snippet = maker.make(body, words);
  std::string text = snippet.text;
  require(repair_utf8(text) == 0 && text.find('\n') == std::string::npos);
  require_marks(snippet.text, snippet.highlights);
  require(!asked.empty() || snippet.highlights.empty());
  require_marks(body, maker.marks(body));
  analyzer.trim(100'000);
  return 0;
}
