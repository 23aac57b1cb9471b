// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/person_search_words.h"

#include <algorithm>

#include "indexer/entities/known_persons.h"

namespace dateline {

std::vector<std::string> PersonSearchWords::of_name(std::string_view name) {
  analyzer_.analyze(name, words_);
  if (const auto known = KnownPersons::built_in().find_exact(name); known && known->name == name)
    analyzer_.analyze(known->aliases, words_);
  return take();
}

std::vector<std::string> PersonSearchWords::of_form(std::string_view form,
                                                    const std::vector<std::string>& of_name) {
  analyzer_.analyze(form, words_);
  std::vector<std::string> words = take();
  std::erase_if(words, [&](const auto& word) { return std::ranges::binary_search(of_name, word); });
  return words;
}

std::vector<std::string> PersonSearchWords::take() {
  std::vector<std::string> words;
  words.reserve(words_.size());
  for (const Word& word : words_) words.push_back(word.form->exact);
  words_.clear();
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace dateline
