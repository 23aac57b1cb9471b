// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/property/reference_archive.h"

#include <algorithm>

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

std::vector<std::string> split_at_bars(const std::string& value) {
  std::vector<std::string> parts(1);
  for (const char c : value) {
    if (c == '|')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

}  // namespace

void ReferenceArchive::add(const Article& article, EntityTagger& tagger) {
  ReferenceArticle entry;
  entry.article = article;
  entry.entities = tagger.tag(article);
  std::vector<Word> words;
  analyzer_.analyze(article.title, words);
  for (const Word& word : words) entry.title.push_back({word.form->exact, word.form->stem, 0});
  words.clear();
  analyzer_.analyze(article.body, words);
  std::uint32_t paragraph = 0;
  std::size_t next = 0;
  const std::vector<TextToken>& tokens = tagger.tokens().tokens;
  for (const Word& word : words) {
    for (; next < tokens.size() &&
           (tokens[next].field == TextField::title || tokens[next].start <= word.start);
         ++next)
      if (tokens[next].field == TextField::body &&
          (paragraph == 0 || tokens[next].starts_paragraph))
        ++paragraph;
    entry.body.push_back({word.form->exact, word.form->stem, std::max(paragraph, 1U)});
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
      identity_.add({name, 1, is_known, is_known ? std::string(known->country) : ""});
    }
  }
  identity_.update();
  names_of_ = identity_.persons();
}

std::set<std::string> ReferenceArchive::find(const Query& query) {
  wanted_.clear();
  std::set<std::string> ids;
  for (const ReferenceArticle& article : articles_)
    if (matches(query, article)) ids.insert(article.article.id);
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
          [&](const WordQuery& word) { return matches_words(query, article, word.scope); },
          [&](const PrefixQuery& prefix) { return matches_words(query, article, prefix.scope); },
          [&](const PhraseQuery& phrase) { return matches_words(query, article, phrase.scope); },
          [&](const NearQuery& near) { return matches_near(near, article); },
          [&](const FilterQuery& filter) {
            const auto values = split_at_bars(filter.value);
            return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
              return matches_filter(filter, value, article);
            });
          },
          [&](const DateQuery& range) {
            const auto& date = article.article.date;
            return date && (!range.first || *date >= *range.first) &&
                   (!range.last || *date <= *range.last);
          },
          [&](const AndQuery& all) { return all_of(all.operands); },
          [&](const OrQuery& any) { return any_of(any.operands); },
          [&](const NotQuery& negated) { return !matches(*negated.operand, article); },
      },
      query.node);
}

bool ReferenceArchive::is(const Wanted& wanted, const ReferenceWord& word) {
  switch (wanted.by) {
    case Wanted::By::stem:
      return word.stem == wanted.text;
    case Wanted::By::exact:
      return word.exact == wanted.text;
    case Wanted::By::prefix:
      break;
  }
  return word.exact.starts_with(wanted.text);
}

std::vector<ReferenceArchive::Wanted> ReferenceArchive::wanted_words(const Query& query) {
  if (const auto known = wanted_.find(&query); known != wanted_.end()) return known->second;
  std::vector<Wanted> wanted;
  const auto add = [&](const std::string& text, bool exact) {
    std::vector<Word> words;
    analyzer_.analyze(text, words);
    for (const Word& word : words)
      wanted.push_back(exact ? Wanted{Wanted::By::exact, word.form->exact}
                             : Wanted{Wanted::By::stem, word.form->stem});
  };
  if (const auto* word = std::get_if<WordQuery>(&query.node)) add(word->text, word->exact);
  if (const auto* phrase = std::get_if<PhraseQuery>(&query.node)) add(phrase->text, false);
  if (const auto* prefix = std::get_if<PrefixQuery>(&query.node))
    wanted.push_back({Wanted::By::prefix, fold(prefix->text)});
  return wanted_[&query] = wanted;
}

bool ReferenceArchive::matches_words(const Query& query, const ReferenceArticle& article,
                                     Scope scope) {
  const std::vector<Wanted> wanted = wanted_words(query);
  for (const auto* words : {&article.title, &article.body}) {
    for (std::size_t start = 0; start + wanted.size() <= words->size(); ++start) {
      bool all = true;
      for (std::size_t i = 0; i < wanted.size() && all; ++i)
        all = is(wanted[i], (*words)[start + i]) && in_scope((*words)[start + i], scope);
      if (all) return true;
    }
  }
  return false;
}

bool ReferenceArchive::matches_near(const NearQuery& near, const ReferenceArticle& article) {
  for (const auto* words : {&article.title, &article.body}) {
    // Spans [first, last] of the operand before that a chain of near spans leads to.
    std::vector<std::pair<std::size_t, std::size_t>> reached;
    for (std::size_t k = 0; k < near.operands.size(); ++k) {
      const std::vector<Wanted> wanted = wanted_words(*near.operands[k]);
      std::vector<std::pair<std::size_t, std::size_t>> next;
      for (std::size_t start = 0; start + wanted.size() <= words->size(); ++start) {
        bool here = true;
        for (std::size_t i = 0; i < wanted.size(); ++i)
          here = here && is(wanted[i], (*words)[start + i]);
        if (!here) continue;
        const std::size_t end = start + wanted.size() - 1;
        bool near_enough = k == 0;
        for (const auto& [first, last] : reached) {
          if (start > last && start - last <= near.distance) near_enough = true;
          if (!near.ordered && first > end && first - end <= near.distance) near_enough = true;
        }
        if (near_enough) next.emplace_back(start, end);
      }
      reached = next;
    }
    if (!reached.empty()) return true;
  }
  return false;
}

std::vector<std::string> ReferenceArchive::exact_words(const std::string& text) {
  std::vector<Word> words;
  analyzer_.analyze(text, words);
  std::vector<std::string> exact;
  for (const Word& word : words) exact.push_back(word.form->exact);
  return exact;
}

bool ReferenceArchive::matches_filter(const FilterQuery& filter, const std::string& value,
                                      const ReferenceArticle& article) {
  const auto& entities = article.entities;
  const std::string_view field = filter.field->name;
  if (field == "source") return article.article.source == value;
  if (field == "lang") return article.article.language == value;
  if (field == "id") return article.article.id == value;
  if (field == "person") {
    const auto wanted = exact_words(value);
    return std::any_of(entities.persons.begin(), entities.persons.end(), [&](const auto& person) {
      if (filter.exact) return person.form == value;
      const auto& names = names_of_[identity_.person_of(person.name)];
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
