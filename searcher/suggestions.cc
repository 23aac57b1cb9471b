// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/suggestions.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "common/text.h"
#include "searcher/edit_distance.h"
#include "searcher/matching.h"

namespace dateline {
namespace {

constexpr std::size_t kMostOffers = 3;
/// So many candidates are looked at closely.
constexpr std::size_t kMostCandidates = 200;

/// Anything is near a shorter one.
constexpr std::size_t kShortestWord = 3;

struct Candidate {
  std::size_t slips = 0;
  Suggestion suggestion;
};

std::vector<Suggestion> best(std::vector<Candidate> candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.slips, b.suggestion.articles, a.suggestion.text) <
           std::tie(b.slips, a.suggestion.articles, b.suggestion.text);
  });
  std::vector<Suggestion> offers;
  std::set<std::string> seen;
  for (Candidate& candidate : candidates) {
    if (offers.size() == kMostOffers) break;
    if (!seen.insert(candidate.suggestion.text).second) continue;
    offers.push_back(std::move(candidate.suggestion));
  }
  return offers;
}

void sort_by_slips(std::vector<NearWord>& words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const NearWord& a, const NearWord& b) { return a.slips < b.slips; });
}

bool shares_word(std::string_view text, std::string_view wanted) {
  for (std::size_t at = text.find(wanted); at != std::string_view::npos;
       at = text.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) return true;
  }
  return false;
}

/// Persons for the folded words of a name, and by how many slips they miss them.
std::vector<std::pair<std::size_t, std::uint32_t>> near_persons(
    const Index& index, const std::vector<std::string>& words) {
  std::vector<std::pair<std::size_t, std::uint32_t>> found;
  const auto add = [&](std::size_t slips, const std::vector<std::uint32_t>& persons) {
    for (const std::uint32_t person : persons)
      if (found.size() < kMostCandidates) found.emplace_back(slips, person);
  };
  add(0, index.persons_named(words));
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].size() < kShortestWord) continue;
    std::vector<NearWord> near = index.person_words_near(words[i], likely_slips(words[i]));
    sort_by_slips(near);
    for (const NearWord& other : near) {
      std::vector<std::string> name = words;
      name[i] = other.word;
      const std::vector<std::uint32_t> persons = index.persons_named(name);
      add(other.slips, persons);
      // Where no one bears the whole name, those who bear that word of it.
      constexpr std::size_t kPenalty = 10;
      if (persons.empty()) add(other.slips + kPenalty, index.persons_named({other.word}));
    }
  }
  return found;
}

}  // namespace

std::vector<Suggestion> nearby_words(const Index& index, const std::string& word) {
  std::vector<Candidate> candidates;
  for (const std::string& language : index.languages())
    for (const NearWord& near : index.words_near(word, likely_slips(word), language))
      if (const auto articles = index.count(near.stem); near.slips > 0 && articles > 0)
        candidates.push_back({near.slips, {near.word, articles}});
  return best(std::move(candidates));
}

std::uint64_t articles_of(const Index& index, std::uint32_t person) {
  std::vector<Plan> terms;
  for (const std::uint32_t name : index.identities().names_of(person))
    terms.push_back(
        Plan::term(make_term(find_field("person")->prefix, index.name(Dictionary::person, name))));
  return count_matches(index, Plan::any(std::move(terms)));
}

std::vector<Suggestion> nearby_persons(const Index& index, const std::vector<std::string>& words) {
  std::vector<Candidate> candidates;
  for (const auto& [slips, person] : near_persons(index, words))
    if (const auto articles = articles_of(index, person); articles > 0)
      candidates.push_back({slips, {index.name(Dictionary::person, person), articles}});
  return best(std::move(candidates));
}

std::vector<Suggestion> nearby_forms(const Index& index, const std::vector<std::string>& words,
                                     const std::string& folded) {
  std::vector<Candidate> candidates;
  for (const auto& [slips, person] : near_persons(index, words))
    for (const std::uint32_t name : index.identities().names_of(person))
      for (std::string& form : index.person_forms(name)) {
        const std::size_t letters = edit_distance(folded, fold(form), folded.size());
        const auto articles = index.count(make_term(kFormPrefix, form));
        if (articles > 0) candidates.push_back({slips + letters, {std::move(form), articles}});
      }
  return best(std::move(candidates));
}

std::vector<Suggestion> nearby_countries(const Index& index, const Field& field,
                                         const std::string& folded) {
  std::vector<Candidate> candidates;
  for (const NearWord& near : index.countries_near(folded, likely_slips(folded)))
    candidates.push_back(
        {near.slips,
         {index.country_name(near.stem), index.count(make_term(field.prefix, near.stem))}});
  return best(std::move(candidates));
}

std::vector<Suggestion> nearby_names(const Index& index, const Field& field, Dictionary kind,
                                     const std::string& folded) {
  const std::size_t most = likely_slips(folded);
  std::vector<Candidate> candidates;
  for (const auto& [ordinal, name] : index.all_names(kind)) {
    const std::string other = fold(name);
    std::size_t slips = edit_distance(folded, other, most);
    if (slips > most && (shares_word(other, folded) || shares_word(folded, other))) slips = most;
    const auto articles = slips <= most ? index.count(make_term(field.prefix, name)) : 0;
    if (articles > 0) candidates.push_back({slips, {name, articles}});
  }
  return best(std::move(candidates));
}

std::string listed(const std::vector<Suggestion>& suggestions) {
  std::string text;
  for (const Suggestion& one : suggestions)
    text.append(text.empty() ? "" : ", ")
        .append(one.text + " (" + std::to_string(one.articles) + ")");
  return text;
}

}  // namespace dateline
