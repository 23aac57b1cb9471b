// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/filter_compiler.h"

#include <algorithm>

#include "common/text.h"
#include "searcher/matching.h"
#include "searcher/suggestions.h"

namespace dateline {
namespace {

constexpr std::size_t kMostNamed = 6;

/// Splits "Lavrov|Kerry" at its bars.
std::vector<std::string> alternatives(const std::string& value) {
  std::vector<std::string> parts;
  std::size_t start = 0;
  for (std::size_t bar = value.find('|'); bar != std::string::npos; bar = value.find('|', start)) {
    parts.push_back(value.substr(start, bar - start));
    start = bar + 1;
  }
  parts.push_back(value.substr(start));
  std::erase(parts, "");
  return parts;
}

std::string nearest(const std::vector<Suggestion>& suggestions) {
  return suggestions.empty() ? "" : "; nearest: " + listed(suggestions);
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
  for (const std::string& value : alternatives(filter.value)) {
    switch (filter.field->kind) {
      case FieldKind::person:
        plans.push_back(compile_person(filter, value));
        break;
      case FieldKind::country:
        plans.push_back(compile_country(filter, value, offset));
        break;
      default:
        if (filter.field->name == "source")
          plans.push_back(compile_name(filter, Dictionary::source, value));
        else if (filter.field->name == "lang")
          plans.push_back(compile_name(filter, Dictionary::language, value));
        else
          plans.push_back(compile_id(filter, value));
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
  if (filter.exact) {
    compiled_.became.push_back("articles that write exactly " + value);
    return Plan::filter(make_term(kFormPrefix, value));
  }
  const std::vector<std::string> words = words_of(value);
  std::vector<Plan> plans;
  std::vector<std::pair<std::uint64_t, std::string>> counted;
  for (const std::uint32_t person : index_.persons_named(words)) {
    std::vector<Plan> terms;
    std::string names;
    for (const std::uint32_t ordinal : index_.identities().names_of(person)) {
      const std::string name = index_.name(Dictionary::person, ordinal);
      names.append(names.empty() ? "" : " = ").append(name);
      terms.push_back(Plan::term(make_term(filter.field->prefix, name)));
      for (std::string& word : words_of(name)) compiled_.highlights.exact.insert(std::move(word));
    }
    Plan named = Plan::any(std::move(terms));
    counted.emplace_back(count_matches(index_, named), index_.name(Dictionary::person, person));
    compiled_.became.push_back("person " + names);
    plans.push_back(Plan::scaled(std::move(named), 0));
  }
  note_persons(value, words, std::move(counted));
  return Plan::any(std::move(plans));
}

void FilterCompiler::note_persons(const std::string& value, const std::vector<std::string>& words,
                                  std::vector<std::pair<std::uint64_t, std::string>> counted) {
  if (counted.empty()) {
    compiled_.notes.push_back("no person is named '" + value + "'" +
                              nearest(nearby_persons(index_, words)));
    return;
  }
  std::sort(counted.rbegin(), counted.rend());
  std::string note = "person:" + value + " takes ";
  for (std::size_t i = 0; i < counted.size() && i < kMostNamed; ++i)
    note.append(i == 0 ? "" : ", ")
        .append(counted[i].second + " (" + std::to_string(counted[i].first) + ")");
  if (counted.size() > kMostNamed)
    note += " and " + std::to_string(counted.size() - kMostNamed) + " more";
  compiled_.notes.push_back(std::move(note));
}

Plan FilterCompiler::compile_country(const FilterQuery& filter, const std::string& value,
                                     std::size_t offset) {
  const auto code = index_.country_code(fold(value));
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

std::string FilterCompiler::named_country(const std::string& code, std::uint64_t count) const {
  return code + ", " + index_.country_name(code) + " (" + std::to_string(count) + ')';
}

// Case and accents do not matter, unless the value is to be exact.
Plan FilterCompiler::compile_name(const FilterQuery& filter, Dictionary kind,
                                  const std::string& value) {
  std::vector<Plan> plans;
  std::string names;
  const std::string folded = fold(value);
  for (const std::string& name : index_.names_folded(kind, folded)) {
    if (filter.exact && name != value) continue;
    plans.push_back(Plan::filter(make_term(filter.field->prefix, name)));
    names.append(names.empty() ? "" : ", ").append(name);
  }
  const std::string field(filter.field->name);
  compiled_.became.push_back(field + ' ' + (names.empty() ? "of no article" : names));
  if (plans.empty())
    compiled_.notes.push_back("no article has the " + field + " '" + value + "'" +
                              nearest(nearby_names(index_, *filter.field, kind, folded)));
  return Plan::any(std::move(plans));
}

Plan FilterCompiler::compile_id(const FilterQuery& filter, const std::string& value) {
  const std::string term = make_term(filter.field->prefix, value);
  compiled_.became.push_back(std::string(filter.field->name) + ' ' + value);
  if (index_.count(term) == 0)
    compiled_.notes.push_back("no article has the " + std::string(filter.field->name) + " '" +
                              value + "'");
  return Plan::filter(term);
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
