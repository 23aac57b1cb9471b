// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/filter_compiler.h"

#include <algorithm>
#include <set>

#include "common/outlets.h"
#include "common/text.h"
#include "searcher/facet_counter.h"
#include "searcher/matching.h"
#include "searcher/suggestions.h"

namespace dateline {
namespace {

constexpr std::size_t kMostNamed = 6;

std::string with_count(const std::string& name, std::uint64_t count) {
  return name + " (" + std::to_string(count) + ')';
}

/// The kind of the names that a keyword is one of; nothing for ids, of which there is no list.
std::optional<Dictionary> dictionary_of(const Field& field) {
  const FacetRow* facet = find_facet(field.name);
  if (facet == nullptr) return std::nullopt;
  return dictionary_of(facet->facet);
}

/// The terms of all days from `first` to `last`. Whole years and months have a term each, so that
/// a range of any length is few terms.
std::vector<std::string> date_terms(Date first, Date last) {
  std::vector<std::string> terms;
  for (Date day = first; day <= last;) {
    const std::chrono::year_month_day ymd{day};
    const Date year_end{ymd.year() / std::chrono::December / 31};
    const Date month_end{ymd.year() / ymd.month() / std::chrono::last};
    const int year = static_cast<int>(ymd.year());
    const auto month = static_cast<unsigned>(ymd.month());
    const bool month_begins = static_cast<unsigned>(ymd.day()) == 1;
    Date end = day;
    if (month_begins && month == 1 && year_end <= last) {
      terms.push_back(year_term(year));
      end = year_end;
    } else if (month_begins && month_end <= last) {
      terms.push_back(month_term(year, static_cast<int>(month)));
      end = month_end;
    } else {
      terms.push_back(day_term(day));
    }
    day = end + std::chrono::days{1};
  }
  return terms;
}

}  // namespace

Plan FilterCompiler::compile(const FilterQuery& filter, std::size_t offset) {
  std::vector<Plan> plans;
  for (const std::string& value : filter.values) {
    switch (filter.field->kind) {
      case FieldKind::person:
        plans.push_back(compile_person(filter, value));
        break;
      case FieldKind::form:
        plans.push_back(compile_form(filter, value));
        break;
      case FieldKind::country:
        plans.push_back(compile_country(filter, value, offset));
        break;
      default:
        plans.push_back(compile_keyword(filter, value));
    }
  }
  return Plan::any(std::move(plans));
}

std::vector<std::string> FilterCompiler::words_of(const std::string& text) {
  std::vector<Word> found;
  analyzer_.analyze(text, found);
  std::vector<std::string> words;
  words.reserve(found.size());
  for (const Word& word : found) words.push_back(word.form->exact);
  return words;
}

Plan FilterCompiler::compile_person(const FilterQuery& filter, const std::string& value) {
  const std::vector<std::string> words = words_of(value);
  std::vector<Plan> plans;
  std::vector<Counted> counted;
  for (const std::uint32_t person : index_.persons_named(words)) {
    const std::string& listed = index_.name(Dictionary::person, person);
    if (filter.exact && listed != value) continue;
    std::vector<Plan> terms;
    std::string names;
    for (const std::string& name : index_.names_of(person)) {
      names.append(names.empty() ? "" : " = ").append(name);
      terms.push_back(Plan::term(make_term(filter.field->prefix, name)));
      for (std::string& word : words_of(name)) compiled_.highlights.exact.insert(std::move(word));
    }
    Plan named = Plan::any(std::move(terms));
    if (!filter.exact) counted.emplace_back(count_matches(index_, named), listed);
    compiled_.became.push_back("person " + names);
    plans.push_back(Plan::scaled(std::move(named), 0));
  }
  if (plans.empty())
    note_unknown(filter, value, nearby_persons(index_, words));
  else if (!filter.exact)
    note_taken(filter, value, std::move(counted));
  return Plan::any(std::move(plans));
}

Plan FilterCompiler::compile_form(const FilterQuery& filter, const std::string& value) {
  const std::vector<std::string> words = words_of(value);
  std::set<std::string> forms{value};
  if (!filter.exact)
    for (const std::uint32_t person : index_.persons_named(words))
      for (const std::uint32_t name : index_.identities().names_of(person))
        for (std::string& form : index_.person_forms(name))
          if (fold(form) == fold(value)) forms.insert(std::move(form));
  std::erase_if(forms, [&](const std::string& form) {
    return index_.count(make_term(filter.field->prefix, form)) == 0;
  });
  if (forms.empty()) note_unknown(filter, value, nearby_forms(index_, words, fold(value)));
  for (const std::string& form : forms)
    for (std::string& word : words_of(form)) compiled_.highlights.exact.insert(std::move(word));
  return compile_names(filter, value, {forms.begin(), forms.end()});
}

void FilterCompiler::note_unknown(const FilterQuery& filter, const std::string& value,
                                  const std::vector<Suggestion>& nearest) {
  const std::string field(filter.field->name);
  std::string note;
  if (filter.exact)
    note = "no " + field + " is exactly '" + value + '\'';
  else if (filter.field->kind == FieldKind::person)
    note = "no person is named '" + value + '\'';
  else
    note = "no article has the " + field + " '" + value + '\'';
  if (!nearest.empty()) note += "; nearest: " + listed(nearest);
  compiled_.notes.push_back(std::move(note));
}

void FilterCompiler::note_taken(const FilterQuery& filter, const std::string& value,
                                std::vector<Counted> counted) {
  std::sort(counted.rbegin(), counted.rend());
  std::string note = std::string(filter.field->name) + ':' + value + " takes ";
  for (std::size_t i = 0; i < counted.size() && i < kMostNamed; ++i)
    note.append(i == 0 ? "" : ", ").append(with_count(counted[i].second, counted[i].first));
  if (counted.size() > kMostNamed)
    note += " and " + std::to_string(counted.size() - kMostNamed) + " more";
  compiled_.notes.push_back(std::move(note));
}

Plan FilterCompiler::compile_country(const FilterQuery& filter, const std::string& value,
                                     std::size_t offset) {
  const auto code = code_of(filter, value);
  if (!code) {
    const auto offers = nearby_countries(index_, *filter.field, fold(value));
    if (!error_)
      error_ = ParseError{offset, "there is no country '" + value + "'",
                          offers.empty() ? "write its English name, its adjective or its ISO code"
                                         : "nearest: " + listed(offers)};
    return Plan::nothing();
  }
  compiled_.became.push_back("country " + index_.country_name(*code) + " (" + *code + ")");
  const std::size_t became = compiled_.became.size();
  Plan present = Plan::filter(make_term(filter.field->prefix, *code));
  if (filter.exact) return present;
  std::vector<Plan> plans{present};
  std::string note;
  for (const Predecessor& gone : index_.predecessors(*code)) {
    plans.push_back(Plan::all({Plan::filter(make_term(filter.field->prefix, gone.code)),
                               compile({std::nullopt, gone.until - std::chrono::days{1}})}));
    const std::uint64_t count = count_matches(index_, plans.back());
    if (count > 0) note += " and " + named_country(gone.code, count);
  }
  compiled_.became.resize(became);  // without the days of those times
  if (!note.empty()) {
    const std::string name(filter.field->name);
    compiled_.notes.push_back(
        name + ':' + value + " takes " + named_country(*code, count_matches(index_, present)) +
        note + ", of which it is a successor; " + name + ":=" + *code + " takes it alone");
  }
  return Plan::any(std::move(plans));
}

// As facets list it, or else in whatever way the country is named.
std::optional<std::string> FilterCompiler::code_of(const FilterQuery& filter,
                                                   const std::string& value) const {
  if (filter.exact && index_.count(make_term(filter.field->prefix, value)) > 0) return value;
  return index_.country_code(fold(value));
}

std::string FilterCompiler::named_country(const std::string& code, std::uint64_t count) const {
  return code + ", " + with_count(index_.country_name(code), count);
}

// An outlet has one name, however its articles and the query write it.
std::vector<std::string> FilterCompiler::names_written(Dictionary kind,
                                                       const std::string& value) const {
  const std::string folded = fold(value);
  std::vector<std::string> names = index_.names_folded(kind, folded);
  if (kind != Dictionary::source) return names;
  if (const std::string outlet = fold(outlet_name(value)); outlet != folded)
    for (std::string& name : index_.names_folded(kind, outlet)) names.push_back(std::move(name));
  return names;
}

// Case and accents of what the archive lists do not matter, unless the value is to be exact.
Plan FilterCompiler::compile_keyword(const FilterQuery& filter, const std::string& value) {
  const auto kind = dictionary_of(*filter.field);
  std::vector<std::string> names;
  if (kind && !filter.exact)
    names = names_written(*kind, value);
  else if (index_.count(make_term(filter.field->prefix, value)) > 0)
    names.push_back(value);
  if (names.empty())
    note_unknown(
        filter, value,
        kind ? nearby_names(index_, *filter.field, *kind, fold(value)) : std::vector<Suggestion>{});
  return compile_names(filter, value, names);
}

Plan FilterCompiler::compile_names(const FilterQuery& filter, const std::string& value,
                                   const std::vector<std::string>& names) {
  std::vector<Plan> plans;
  std::vector<Counted> counted;
  std::string all;
  for (const std::string& name : names) {
    const std::string term = make_term(filter.field->prefix, name);
    plans.push_back(Plan::filter(term));
    if (names.size() > 1) counted.emplace_back(index_.count(term), name);
    all.append(all.empty() ? "" : ", ").append(name);
  }
  const std::string field(filter.field->name);
  compiled_.became.push_back(field + ' ' + (all.empty() ? "of no article" : all));
  if (names.size() > 1) note_taken(filter, value, std::move(counted));
  return Plan::any(std::move(plans));
}

Plan FilterCompiler::compile(const DateQuery& range) {
  const auto oldest = unpack_day(index_.database().get_value_lower_bound(kDateSlot));
  const auto newest = unpack_day(index_.database().get_value_upper_bound(kDateSlot));
  if (!oldest || !newest) {
    compiled_.became.emplace_back("no article has a date");
    return Plan::nothing();
  }
  const Date first = std::max(range.first.value_or(*oldest), *oldest);
  const Date last = std::min(range.last.value_or(*newest), *newest);
  if (first > last) {
    compiled_.became.push_back("the articles are of " + to_iso(*oldest) + " to " + to_iso(*newest));
    return Plan::nothing();
  }
  std::vector<std::string> terms = date_terms(first, last);
  std::string names;
  for (std::size_t i = 0; i < terms.size() && i < kMostNamed; ++i)
    names.append(names.empty() ? "" : ", ").append(terms[i]);
  if (terms.size() > kMostNamed)
    names += " and " + std::to_string(terms.size() - kMostNamed) + " more";
  compiled_.became.push_back("days from " + to_iso(first) + " to " + to_iso(last) +
                             ", by the terms " + names);
  return {DaysPlan{first, last, std::move(terms)}};
}

}  // namespace dateline
