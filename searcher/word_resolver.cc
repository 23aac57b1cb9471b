// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/word_resolver.h"

#include <algorithm>
#include <map>

namespace dateline {
namespace {

/// "a, b, c and 5 more"
std::string listed(const std::vector<std::string>& words) {
  constexpr std::size_t kMostListed = 12;
  std::string text;
  for (std::size_t i = 0; i < words.size() && i < kMostListed; ++i)
    text.append(i == 0 ? "" : ", ").append(words[i]);
  if (words.size() > kMostListed)
    text += " and " + std::to_string(words.size() - kMostListed) + " more";
  return text;
}

std::vector<std::string> firsts(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::vector<std::string> words;
  words.reserve(pairs.size());
  for (const auto& [word, stem] : pairs) words.push_back(word);
  return words;
}

}  // namespace

std::vector<Form> WordResolver::forms_of(std::string_view text) {
  found_.clear();
  analyzer_.analyze(text, found_);
  std::vector<Form> forms;
  for (const Word& word : found_) forms.push_back(*word.form);
  return forms;
}

std::vector<Words> WordResolver::words_of_parts(const std::vector<PhrasePart>& parts, bool exact) {
  std::vector<Words> all;
  for (const PhrasePart& part : parts) {
    const std::vector<Form> forms = forms_of(part.text);
    for (std::size_t i = 0; i < forms.size(); ++i)
      all.push_back(part.prefix && i + 1 == forms.size() ? words_of_prefix(forms[i].exact)
                                                         : words_of(forms[i], exact));
  }
  return all;
}

Words WordResolver::words_of(const Form& form, bool exact) {
  if (exact) {
    compiled_.highlights.exact.insert(form.exact);
    compiled_.became.push_back("the word " + form.exact + " alone");
    return {{form.hash}, {form.stem}, false};
  }
  compiled_.highlights.stems.insert(form.stem);
  Words words{{}, {form.stem}, true};
  const std::vector<std::string> held = index_.words_of_stem(form.stem);
  for (const std::string& word : held) words.group.push_back(word_hash(word));
  compiled_.became.push_back("stem " + form.stem + ": " +
                             (held.empty() ? "in no article" : listed(held)));
  return words;
}

Words WordResolver::words_of_prefix(const std::string& prefix) {
  const auto held = index_.words_with_prefix(prefix);
  if (held.empty())
    compiled_.notes.push_back("no article holds a word that begins with '" + prefix + "'");
  compiled_.became.push_back("words that begin with " + prefix + " (" +
                             std::to_string(held.size()) + "): " + listed(firsts(held)));
  return collected(held);
}

Words WordResolver::words_near(const std::string& word, std::uint32_t edits) {
  std::vector<std::pair<std::string, std::string>> held;
  for (NearWord& near : index_.words_near(word, edits))
    held.emplace_back(std::move(near.word), std::move(near.stem));
  const std::string name = word + '~' + std::to_string(edits);
  if (held.empty())
    compiled_.notes.push_back("no article holds a word like " + name);
  else
    compiled_.notes.push_back(name + " takes " + listed(firsts(held)));
  compiled_.became.push_back("words like it (" + std::to_string(held.size()) +
                             "): " + listed(firsts(held)));
  return collected(held);
}

/// `words` with their stems, as one.
Words WordResolver::collected(const std::vector<std::pair<std::string, std::string>>& words) {
  Words all;
  std::map<std::string, std::size_t> of_stem;
  for (const auto& [word, stem] : words) {
    all.group.push_back(word_hash(word));
    compiled_.highlights.exact.insert(word);
    ++of_stem[stem];
  }
  for (const auto& [stem, count] : of_stem) {
    all.stems.push_back(stem);
    all.whole = all.whole && index_.words_of_stem(stem).size() == count;
  }
  return all;
}

}  // namespace dateline
