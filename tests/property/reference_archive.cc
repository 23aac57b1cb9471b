// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/property/reference_archive.h"

#include <algorithm>
#include <span>
#include <sstream>

#include "common/text.h"
#include "indexer/entities/country_table.h"
#include "indexer/entities/known_persons.h"

namespace dateline::test {
namespace {

bool in_scope(const ReferenceWord& word, Scope scope) {
  if (scope == Scope::title) return word.paragraph == 0;
  if (scope == Scope::lead) return word.paragraph <= 1;
  return true;
}

Scope scope_of(const Query& query) {
  if (const auto* word = std::get_if<WordQuery>(&query.node)) return word->scope;
  if (const auto* prefix = std::get_if<PrefixQuery>(&query.node)) return prefix->scope;
  if (const auto* fuzzy = std::get_if<FuzzyQuery>(&query.node)) return fuzzy->scope;
  if (const auto* phrase = std::get_if<PhraseQuery>(&query.node)) return phrase->scope;
  return Scope::anywhere;
}

/// One string for each character of `text`.
std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> all;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) all.emplace_back();
    if (all.empty()) all.emplace_back();
    all.back() += c;
  }
  return all;
}

/// Whether `a` becomes `b` by so many letters added, dropped, exchanged or swapped, none of them
/// touched twice: tries all.
bool within_edits(std::span<const std::string> a, std::span<const std::string> b,
                  std::size_t edits) {
  while (!a.empty() && !b.empty() && a[0] == b[0]) {
    a = a.subspan(1);
    b = b.subspan(1);
  }
  if (a.empty() || b.empty()) return a.size() + b.size() <= edits;
  if (edits == 0) return false;
  if (within_edits(a.subspan(1), b, edits - 1) || within_edits(a, b.subspan(1), edits - 1) ||
      within_edits(a.subspan(1), b.subspan(1), edits - 1))
    return true;
  return a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0] &&
         within_edits(a.subspan(2), b.subspan(2), edits - 1);
}

}  // namespace

void ReferenceArchive::add(const Article& article, EntityTagger& tagger) {
  ReferenceArticle entry;
  entry.article = article;
  entry.entities = tagger.tag(article);
  std::vector<Word> words;
  analyzers_.of(article.language).analyze(article.title, words);
  for (const Word& word : words) entry.title.push_back({word.form->exact, word.form->stem, 0, 0});
  words.clear();
  analyzers_.of(article.language).analyze(article.body, words);
  std::uint32_t paragraph = 0;
  std::uint32_t sentence = 0;
  std::size_t next = 0;
  const std::vector<TextToken>& tokens = tagger.tokens().tokens;
  for (const Word& word : words) {
    for (; next < tokens.size() &&
           (tokens[next].field == TextField::title || tokens[next].start <= word.start);
         ++next) {
      if (tokens[next].field == TextField::body &&
          (paragraph == 0 || tokens[next].starts_paragraph))
        ++paragraph;
      if (tokens[next].field == TextField::body && tokens[next].starts_sentence) ++sentence;
    }
    entry.body.push_back({word.form->exact, word.form->stem, std::max(paragraph, 1U), sentence});
  }
  const auto [at, is_new] = by_id_.try_emplace(article.id, articles_.size());
  if (is_new)
    articles_.push_back(std::move(entry));
  else
    articles_[at->second] = std::move(entry);
}

void ReferenceArchive::add_words(const std::string& name, const std::string& text) {
  for (std::string& word : exact_words(text)) words_of_[name].insert(std::move(word));
}

void ReferenceArchive::finish() {
  std::map<std::string, NameFacts> facts;
  for (const ReferenceArticle& entry : articles_) {
    std::set<std::string> names;
    for (const auto& person : entry.entities.persons) {
      names.insert(person.name);
      add_words(person.name, person.name);
      add_words(person.name, person.form);
    }
    for (const std::string& name : names) {
      const auto known = KnownPersons::built_in().find_exact(name);
      const bool is_known = known && known->name == name;
      if (is_known) add_words(name, std::string(known->aliases));
      facts
          .try_emplace(name,
                       NameFacts{name, 0, is_known, is_known ? std::string(known->country) : ""})
          .first->second.articles += 1;
    }
  }
  std::vector<NameFacts> names;
  for (auto& [name, one] : facts) names.push_back(std::move(one));
  identity_ = PersonIdentity(std::move(names));
  names_of_ = identity_.persons();
}

std::set<std::string> ReferenceArchive::find(const Query& query) {
  wanted_.clear();
  std::set<std::string> ids;
  for (const ReferenceArticle& article : articles_) {
    language_ = article.article.language;
    if (matches(query, article)) ids.insert(article.article.id);
  }
  return ids;
}

bool ReferenceArchive::matches(const Query& query, const ReferenceArticle& article) {
  const auto all_of = [&](const std::vector<QueryPtr>& operands) {
    return std::all_of(operands.begin(), operands.end(),
                       [&](const QueryPtr& operand) { return matches(*operand, article); });
  };
  const auto any_of = [&](const std::vector<QueryPtr>& operands) {
    return std::any_of(operands.begin(), operands.end(),
                       [&](const QueryPtr& operand) { return matches(*operand, article); });
  };
  return std::visit(
      Overloaded{
          [](const AllQuery&) { return true; },
          [&](const NearQuery& near) { return matches_near(near, article); },
          [&](const AtLeastQuery& least) { return matches_at_least(least, article); },
          [&](const BoostQuery& boost) { return matches(*boost.operand, article); },
          [&](const FilterQuery& filter) {
            return std::any_of(
                filter.values.begin(), filter.values.end(),
                [&](const std::string& value) { return matches_filter(filter, value, article); });
          },
          [&](const DateQuery& range) {
            const auto& date = article.article.date;
            return date && (!range.first || *date >= *range.first) &&
                   (!range.last || *date <= *range.last);
          },
          [&](const AndQuery& all) { return all_of(all.operands); },
          [&](const OrQuery& any) { return any_of(any.operands); },
          [&](const NotQuery& negated) { return !matches(*negated.operand, article); },
          [&](const auto&) {
            return !places(query, article.title).empty() || !places(query, article.body).empty();
          },
      },
      query.node);
}

bool ReferenceArchive::is(const Wanted& wanted, const ReferenceWord& word) {
  switch (wanted.by) {
    case Wanted::By::stem:
      return word.stem == wanted.text;
    case Wanted::By::exact:
      return word.exact == wanted.text;
    case Wanted::By::letters:
      return within_edits(characters(wanted.text), characters(word.exact), wanted.edits);
    case Wanted::By::prefix:
      break;
  }
  return word.exact.starts_with(wanted.text);
}

std::vector<ReferenceArchive::Wanted> ReferenceArchive::wanted_words(const Query& query) {
  const std::pair key(&query, std::string(stemming_language(language_)));
  if (const auto known = wanted_.find(key); known != wanted_.end()) return known->second;
  std::vector<Wanted> wanted;
  const auto add = [&](std::string_view text, Wanted::By by) {
    std::vector<Word> words;
    analyzers_.of(language_).analyze(text, words);
    for (const Word& word : words)
      wanted.push_back({by, by == Wanted::By::stem ? word.form->stem : word.form->exact, 0});
  };
  const auto add_prefix = [&](std::string_view text) {
    std::vector<Word> words;
    analyzers_.of(language_).analyze(text, words);
    for (const Word& word : words) wanted.push_back({Wanted::By::stem, word.form->stem, 0});
    if (!words.empty()) wanted.back() = {Wanted::By::prefix, words.back().form->exact, 0};
  };
  if (const auto* word = std::get_if<WordQuery>(&query.node))
    add(word->text, word->exact ? Wanted::By::exact : Wanted::By::stem);
  if (const auto* prefix = std::get_if<PrefixQuery>(&query.node)) add_prefix(prefix->text);
  if (const auto* fuzzy = std::get_if<FuzzyQuery>(&query.node)) {
    add(fuzzy->text, Wanted::By::letters);
    wanted.back().edits = fuzzy->edits;
  }
  if (const auto* phrase = std::get_if<PhraseQuery>(&query.node)) {
    std::istringstream parts(phrase->text);
    for (std::string part; parts >> part;) {
      if (part.back() == '*')
        add_prefix(part.substr(0, part.size() - 1));
      else
        add(part, phrase->exact ? Wanted::By::exact : Wanted::By::stem);
    }
  }
  return wanted_[key] = wanted;
}

std::set<ReferenceArchive::Place> ReferenceArchive::places(const Query& query, const Words& words) {
  std::set<Place> found;
  if (const auto* any = std::get_if<OrQuery>(&query.node)) {
    for (const QueryPtr& operand : any->operands) found.merge(places(*operand, words));
    return found;
  }
  const std::vector<Wanted> wanted = wanted_words(query);
  const Scope scope = scope_of(query);
  const auto* phrase = std::get_if<PhraseQuery>(&query.node);
  if (phrase != nullptr && phrase->slack > 0) {
    std::vector<std::size_t> chosen;
    add_loose_places(wanted, phrase->slack, words, scope, chosen, found);
    return found;
  }
  for (std::size_t start = 0; start + wanted.size() <= words.size(); ++start) {
    bool all = true;
    for (std::size_t i = 0; i < wanted.size() && all; ++i)
      all = is(wanted[i], words[start + i]) && in_scope(words[start + i], scope);
    if (all) found.emplace(start, start + wanted.size() - 1);
  }
  return found;
}

void ReferenceArchive::add_loose_places(const std::vector<Wanted>& wanted, std::uint32_t slack,
                                        const Words& words, Scope scope,
                                        std::vector<std::size_t>& chosen, std::set<Place>& found) {
  if (chosen.size() == wanted.size()) {
    const auto [first, last] = std::minmax_element(chosen.begin(), chosen.end());
    if (*last - *first + 1 <= wanted.size() + slack) found.emplace(*first, *last);
    return;
  }
  const std::size_t reach = wanted.size() + slack;
  const std::size_t begin = chosen.empty() || chosen[0] < reach ? 0 : chosen[0] - reach;
  const std::size_t end = chosen.empty() ? words.size() : std::min(words.size(), chosen[0] + reach);
  for (std::size_t at = begin; at < end; ++at) {
    if (!is(wanted[chosen.size()], words[at]) || !in_scope(words[at], scope)) continue;
    if (std::find(chosen.begin(), chosen.end(), at) != chosen.end()) continue;
    chosen.push_back(at);
    add_loose_places(wanted, slack, words, scope, chosen, found);
    chosen.pop_back();
  }
}

bool ReferenceArchive::matches_near(const NearQuery& near, const ReferenceArticle& article) {
  for (const auto* words : {&article.title, &article.body}) {
    const bool by_unit =
        near.nearness == Nearness::sentence || near.nearness == Nearness::paragraph;
    const auto unit = [&](std::size_t at) {
      return near.nearness == Nearness::sentence ? (*words)[at].sentence : (*words)[at].paragraph;
    };
    std::set<Place> reached;        // of the operand before, by a chain of near places
    std::set<std::uint32_t> units;  // that hold all operands so far
    for (std::size_t k = 0; k < near.operands.size(); ++k) {
      std::set<Place> next;
      std::set<std::uint32_t> next_units;
      for (const auto& [start, end] : places(*near.operands[k], *words)) {
        if (by_unit && unit(start) == unit(end) && (k == 0 || units.count(unit(start)) != 0))
          next_units.insert(unit(start));
        bool near_enough = k == 0;
        for (const auto& [first, last] : reached) {
          if (start > last && start - last <= near.distance) near_enough = true;
          if (near.nearness == Nearness::words && first > end && first - end <= near.distance)
            near_enough = true;
        }
        if (near_enough) next.emplace(start, end);
      }
      reached = next;
      units = next_units;
    }
    if (by_unit ? !units.empty() : !reached.empty()) return true;
  }
  return false;
}

bool ReferenceArchive::matches_at_least(const AtLeastQuery& least,
                                        const ReferenceArticle& article) {
  std::size_t count = 0;
  for (const auto* words : {&article.title, &article.body}) {
    std::set<std::size_t> starts;
    for (const Place& place : places(*least.operand, *words)) starts.insert(place.first);
    count += starts.size();
  }
  return count >= least.count;
}

std::vector<std::string> ReferenceArchive::exact_words(const std::string& text) {
  std::vector<Word> words;
  english_.analyze(text, words);
  std::vector<std::string> exact;
  for (const Word& word : words) exact.push_back(word.form->exact);
  return exact;
}

bool ReferenceArchive::matches_filter(const FilterQuery& filter, const std::string& value,
                                      const ReferenceArticle& article) {
  const auto& entities = article.entities;
  const std::string_view field = filter.field->name;
  if (field == "source" || field == "lang") {
    const std::string& own = field == "lang" ? article.article.language : article.article.source;
    return !own.empty() && (filter.exact ? own == value : fold(own) == fold(value));
  }
  if (field == "id") return article.article.id == value;
  if (field == "form")
    return std::any_of(entities.persons.begin(), entities.persons.end(), [&](const auto& person) {
      return filter.exact ? person.form == value : fold(person.form) == fold(value);
    });
  if (field == "person") {
    const auto wanted = exact_words(value);
    return std::any_of(entities.persons.begin(), entities.persons.end(), [&](const auto& person) {
      const std::string canonical = identity_.person_of(person.name);
      if (filter.exact) return canonical == value;
      const auto& names = names_of_[canonical];
      return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        const auto& words = words_of_[name];
        return std::all_of(wanted.begin(), wanted.end(),
                           [&](const std::string& word) { return words.count(word) != 0; });
      });
    });
  }
  static const auto aliases = country_aliases();
  const auto alias = std::find_if(aliases.begin(), aliases.end(),
                                  [&](const auto& row) { return row.first == fold(value); });
  if (alias == aliases.end()) return false;
  std::set<std::string> codes{alias->second};
  static const auto successions = country_successions();
  for (const auto& [gone, present, until] : successions)
    if (present == alias->second && !filter.exact && article.article.date < until &&
        article.article.date)
      codes.insert(gone);
  return std::any_of(
      entities.countries.begin(), entities.countries.end(), [&](const auto& country) {
        return codes.count(country.code) != 0 && (field == "country" || country.about);
      });
}

std::map<std::string, std::uint64_t> ReferenceArchive::facet(
    Facet facet, const std::set<std::string>& ids) const {
  std::map<std::string, std::uint64_t> counts;
  for (const ReferenceArticle& entry : articles_) {
    if (ids.count(entry.article.id) == 0) continue;
    std::set<std::string> values;
    switch (facet) {
      case Facet::person:
        for (const auto& person : entry.entities.persons)
          values.insert(identity_.person_of(person.name));
        break;
      case Facet::country:
      case Facet::about:
        for (const auto& country : entry.entities.countries)
          if (facet == Facet::country || country.about) values.insert(country.code);
        break;
      case Facet::source:
        values.insert(entry.article.source);
        break;
      case Facet::lang:
        values.insert(entry.article.language);
        break;
      case Facet::month:
      case Facet::year:
        if (entry.article.date)
          values.insert(to_iso(*entry.article.date).substr(0, facet == Facet::year ? 4 : 7));
        break;
    }
    for (const std::string& value : values)
      if (!value.empty()) ++counts[value];
  }
  return counts;
}

}  // namespace dateline::test
