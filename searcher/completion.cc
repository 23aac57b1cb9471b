// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/completion.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "common/terminal_text.h"
#include "common/text.h"
#include "searcher/facet_counter.h"
#include "searcher/formatter.h"
#include "searcher/hit_fields.h"
#include "searcher/query.h"
#include "searcher/saved_search.h"
#include "searcher/suggestions.h"

namespace dateline {
namespace {

constexpr std::size_t kMostOffers = 200;

struct Offer {
  std::string value;  ///< of the option
  std::uint64_t articles = 0;
  std::uint32_t ordinal = 0;
};

/// What an option takes that is to mean this value. Only with "=" can it begin with one.
std::string option_value(const std::string& value, bool exact) {
  return (exact || value.starts_with('=') ? "=" : "") + escaped_value(value);
}

std::vector<std::string> split(const std::string& list, char separator) {
  std::vector<std::string> words;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find(separator, start), list.size());
    words.push_back(list.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

std::string facet_names() {
  std::string names;
  for (const FacetRow& row : kFacets) names.append(names.empty() ? "" : "|").append(row.name);
  return names;
}

/// Words with '|' between; "" for an option that takes anything.
std::string choices(const std::string& option) {
  if (option == "format") return formatter_names();
  if (option == "sort") return "relevance|newest|oldest";
  if (option == "color" || option == "hyperlinks") return "auto|always|never";
  if (option == "timeline") return "auto|day|week|month|year";
  if (option == "with") return "person|country|about|source";
  if (option == "list") return "person|country|about|source|lang|saved";
  if (option == "facets") return facet_names();
  if (option == "fields") {
    std::string names = hit_field_names();
    std::replace(names.begin(), names.end(), ',', '|');
    return names;
  }
  return "";
}

bool is_commoner(const Offer& a, const Offer& b) {
  return std::tie(b.articles, a.value) < std::tie(a.articles, b.value);
}

/// Persons with the articles of their listed names alone, unless there are none.
std::vector<Offer> offers_of(const Index& index, const Field& field, Dictionary kind,
                             const std::string& begun) {
  const bool exact = begun.starts_with('=');
  const std::string wanted = fold(begun.substr(exact ? 1 : 0));
  std::vector<Offer> offers;
  for (const auto& [ordinal, name] : index.all_names(kind)) {
    const bool is_person = kind == Dictionary::person;
    if (is_person && index.identities().person(ordinal) != ordinal) continue;
    std::string shown = kind == Dictionary::country ? index.country_name(name) : name;
    if (!begins_a_word(shown, wanted) && !begins_a_word(name, wanted)) continue;
    if (shown.empty()) shown = name;
    std::uint64_t articles = index.count(make_term(field.prefix, name));
    // The user may call a person as no article does.
    if (articles == 0 && is_person) articles = articles_of(index, ordinal);
    if (articles > 0) offers.push_back({option_value(shown, exact), articles, ordinal});
  }
  return offers;
}

}  // namespace

bool complete_choice(const std::string& option, const std::string& begun, std::ostream& out) {
  if (option == "saved") {
    for (const auto& [name, query] : saved_searches())
      if (name.starts_with(begun))
        out << terminal_text(name) << '\t' << terminal_text(query) << '\n';
    return true;
  }
  const std::string all = choices(option);
  if (all.empty()) return false;
  // Of a list, what comes after the last comma is being typed.
  const std::size_t comma = begun.rfind(',');
  const std::string before = comma == std::string::npos ? "" : begun.substr(0, comma + 1);
  for (const std::string& word : split(all, '|'))
    if (word.starts_with(begun.substr(before.size()))) out << before << word << '\n';
  return true;
}

void complete_value(const Index& index, const std::string& field, const std::string& begun,
                    std::ostream& out) {
  const FacetRow* facet = find_facet(field);
  const Field* row = find_field(field);
  if (facet == nullptr || row == nullptr) return;
  std::vector<Offer> offers = offers_of(index, *row, dictionary_of(facet->facet), begun);
  std::sort(offers.begin(), offers.end(), is_commoner);
  if (offers.size() > kMostOffers) offers.resize(kMostOffers);
  if (row->kind == FieldKind::person) {  // by all names
    for (Offer& offer : offers) offer.articles = articles_of(index, offer.ordinal);
    std::sort(offers.begin(), offers.end(), is_commoner);
  }
  for (const Offer& offer : offers)
    out << terminal_text(offer.value) << '\t' << grouped(offer.articles)
        << (offer.articles == 1 ? " article\n" : " articles\n");
}

}  // namespace dateline
