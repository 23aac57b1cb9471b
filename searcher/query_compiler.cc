// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_compiler.h"

#include <algorithm>
#include <map>
#include <optional>

#include "common/text.h"
#include "searcher/word_source.h"

namespace dateline {
namespace {

constexpr std::size_t kMostOffers = 3;
constexpr std::size_t kMostNamed = 6;

/// A word or prefix of a query, resolved: the words that it stands for and the terms they are
/// indexed by.
struct Words {
  WordGroup group;                 ///< hashes of the exact words
  std::vector<std::string> stems;  ///< each holds some of them
  bool whole = true;               ///< every word of these stems is among them
};

Xapian::Query no_article() {
  return Xapian::Query::MatchNothing;
}

Xapian::Query either(const std::vector<Xapian::Query>& queries) {
  if (queries.empty()) return no_article();
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

Xapian::Query unweighted(const Xapian::Query& query) {
  return {Xapian::Query::OP_SCALE_WEIGHT, query, 0.0};
}

Xapian::Query term_filter(const std::string& term) {
  return unweighted(Xapian::Query(term));
}

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

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text;
}

class Compiler {
 public:
  Compiler(const Index& index, Analyzer& analyzer) : index_(index), analyzer_(analyzer) {}

  std::variant<CompiledQuery, ParseError> run(const Query& query) {
    compiled_.query = compile(query);
    if (error_) return std::move(*error_);
    return std::move(compiled_);
  }

 private:
  Xapian::Query compile(const Query& query) {
    return std::visit(
        Overloaded{
            [](const AllQuery&) { return Xapian::Query::MatchAll; },
            [&](const WordQuery& word) { return compile_word(word, query.offset); },
            [&](const PrefixQuery& prefix) { return compile_prefix(prefix); },
            [&](const PhraseQuery& phrase) { return compile_phrase(phrase, query.offset); },
            [&](const NearQuery& near) { return compile_near(near, query.offset); },
            [&](const FilterQuery& filter) { return compile_filter(filter, query.offset); },
            [&](const DateQuery& range) { return compile_dates(range); },
            [&](const AndQuery& all) { return compile_and(all); },
            [&](const OrQuery& any) { return compile_or(any); },
            [&](const NotQuery& negated) {
              return Xapian::Query(Xapian::Query::OP_AND_NOT, Xapian::Query::MatchAll,
                                   compile_unmarked(*negated.operand));
            },
        },
        query.node);
  }

  void fail(std::size_t offset, std::string message, std::string hint) {
    if (!error_) error_ = ParseError{offset, std::move(message), std::move(hint)};
  }

  /// What must not stand in a hit is not to be marked there either.
  Xapian::Query compile_unmarked(const Query& query) {
    HighlightWords kept = compiled_.highlights;
    Xapian::Query compiled = compile(query);
    compiled_.highlights = std::move(kept);
    return compiled;
  }

  Xapian::Query compile_and(const AndQuery& all) {
    std::vector<Xapian::Query> wanted;
    std::vector<Xapian::Query> unwanted;
    for (const QueryPtr& operand : all.operands) {
      if (const auto* negated = std::get_if<NotQuery>(&operand->node))
        unwanted.push_back(compile_unmarked(*negated->operand));
      else
        wanted.push_back(compile(*operand));
    }
    Xapian::Query query = wanted.empty()
                              ? Xapian::Query::MatchAll
                              : Xapian::Query(Xapian::Query::OP_AND, wanted.begin(), wanted.end());
    if (unwanted.empty()) return query;
    return {Xapian::Query::OP_AND_NOT, query, either(unwanted)};
  }

  Xapian::Query compile_or(const OrQuery& any) {
    std::vector<Xapian::Query> queries;
    queries.reserve(any.operands.size());
    for (const QueryPtr& operand : any.operands) queries.push_back(compile(*operand));
    return either(queries);
  }

  std::vector<Form> forms_of(const std::string& text) {
    found_.clear();
    analyzer_.analyze(text, found_);
    std::vector<Form> forms;
    for (const Word& word : found_) forms.push_back(*word.form);
    return forms;
  }

  Words words_of(const Form& form, bool exact) {
    if (exact) {
      compiled_.highlights.exact.insert(form.exact);
      return {{form.hash}, {form.stem}, false};
    }
    compiled_.highlights.stems.insert(form.stem);
    Words words{{}, {form.stem}, true};
    for (const std::string& word : index_.words_of_stem(form.stem))
      words.group.push_back(word_hash(word));
    return words;
  }

  Words words_of_prefix(const std::string& prefix) {
    Words words;
    std::map<std::string, std::size_t> of_stem;
    for (const auto& [word, stem] : index_.words_with_prefix(fold(prefix))) {
      words.group.push_back(word_hash(word));
      compiled_.highlights.exact.insert(word);
      ++of_stem[stem];
    }
    for (const auto& [stem, count] : of_stem) {
      words.stems.push_back(stem);
      // Only a stem that begins with the prefix can have all of its words beginning so.
      words.whole = words.whole && index_.words_of_stem(stem).size() == count;
    }
    return words;
  }

  static Xapian::Query any_stem(const Words& words) {
    std::vector<Xapian::Query> terms(words.stems.begin(), words.stems.end());
    return either(terms);
  }

  /// The articles with all of these words, tested for their order and place.
  Xapian::Query tested(const std::vector<Words>& all, WordTest test, std::size_t offset) {
    std::size_t groups = 0;
    for (const Sequence& operand : test.operands) groups += operand.words.size();
    if (groups > kMaxGroups) {
      fail(offset, "a phrase or NEAR takes " + std::to_string(kMaxGroups) + " words at most",
           "leave some out, or make two phrases of it");
      return no_article();
    }
    std::vector<Xapian::Query> terms;
    terms.reserve(all.size());
    for (const Words& words : all) terms.push_back(any_stem(words));
    const Xapian::Query candidates(Xapian::Query::OP_AND, terms.begin(), terms.end());
    auto* source = new WordSource(std::move(test));
    return {Xapian::Query::OP_FILTER, candidates, Xapian::Query(source->release())};
  }

  Xapian::Query compile_sequence(const std::vector<Form>& forms, bool exact, Scope scope,
                                 std::size_t offset) {
    std::vector<Words> all;
    all.reserve(forms.size());
    for (const Form& form : forms) all.push_back(words_of(form, exact));
    if (all.size() == 1 && scope == Scope::anywhere && all[0].whole)
      return Xapian::Query(all[0].stems[0]);
    WordTest test;
    test.scope = scope;
    test.operands.emplace_back();
    for (const Words& words : all) test.operands[0].words.push_back(words.group);
    return tested(all, std::move(test), offset);
  }

  Xapian::Query compile_word(const WordQuery& word, std::size_t offset) {
    const std::vector<Form> forms = forms_of(word.text);
    if (forms.empty()) {
      fail(offset, "'" + word.text + "' holds no word to look for",
           "letters and digits are searched, marks are not; remove it");
      return no_article();
    }
    return compile_sequence(forms, word.exact, word.scope, offset);
  }

  Xapian::Query compile_phrase(const PhraseQuery& phrase, std::size_t offset) {
    const std::vector<Form> forms = forms_of(phrase.text);
    if (forms.empty()) {
      fail(offset, "this phrase holds no word to look for", "write words between the quotes");
      return no_article();
    }
    return compile_sequence(forms, false, phrase.scope, offset);
  }

  Xapian::Query compile_prefix(const PrefixQuery& prefix) {
    const Words words = words_of_prefix(prefix.text);
    if (words.stems.empty()) {
      compiled_.notes.push_back("no article holds a word that begins with '" + prefix.text + "'");
      return no_article();
    }
    if (words.whole && prefix.scope == Scope::anywhere) return any_stem(words);
    WordTest test;
    test.scope = prefix.scope;
    test.operands.push_back({{words.group}});
    return tested({words}, std::move(test), 0);
  }

  Xapian::Query compile_near(const NearQuery& near, std::size_t offset) {
    WordTest test;
    test.distance = near.distance;
    test.ordered = near.ordered;
    std::vector<Words> all;
    for (const QueryPtr& operand : near.operands) {
      Sequence sequence;
      for (Words& words : words_of_operand(*operand)) {
        sequence.words.push_back(words.group);
        all.push_back(std::move(words));
      }
      if (sequence.words.empty()) {
        fail(operand->offset, "this part of NEAR holds no word to look for", "write a word there");
        return no_article();
      }
      test.operands.push_back(std::move(sequence));
    }
    return tested(all, std::move(test), offset);
  }

  std::vector<Words> words_of_operand(const Query& query) {
    std::vector<Words> all;
    if (const auto* prefix = std::get_if<PrefixQuery>(&query.node)) {
      all.push_back(words_of_prefix(prefix->text));
    } else if (const auto* word = std::get_if<WordQuery>(&query.node)) {
      for (const Form& form : forms_of(word->text)) all.push_back(words_of(form, word->exact));
    } else if (const auto* phrase = std::get_if<PhraseQuery>(&query.node)) {
      for (const Form& form : forms_of(phrase->text)) all.push_back(words_of(form, false));
    }
    return all;
  }

  Xapian::Query compile_filter(const FilterQuery& filter, std::size_t offset) {
    std::vector<Xapian::Query> queries;
    for (const std::string& value : alternatives(filter.value)) {
      switch (filter.field->kind) {
        case FieldKind::person:
          queries.push_back(compile_person(filter, value));
          break;
        case FieldKind::country:
          queries.push_back(compile_country(filter, value, offset));
          break;
        default:
          queries.push_back(term_filter(make_term(filter.field->prefix, value)));
      }
    }
    return either(queries);
  }

  Xapian::Query compile_person(const FilterQuery& filter, const std::string& value) {
    if (filter.exact) return term_filter(make_term(kFormPrefix, value));
    std::vector<std::string> words;
    for (const Form& form : forms_of(value)) words.push_back(form.exact);
    std::vector<Xapian::Query> queries;
    std::vector<std::pair<std::uint64_t, std::string>> counted;
    for (const std::uint32_t person : index_.persons_named(words)) {
      std::vector<Xapian::Query> terms;
      for (const std::uint32_t ordinal : index_.identities().names_of(person)) {
        const std::string name = index_.name(Dictionary::person, ordinal);
        terms.emplace_back(make_term(filter.field->prefix, name));
        for (const Form& form : forms_of(name)) compiled_.highlights.exact.insert(form.exact);
      }
      counted.emplace_back(index_.count_matches(either(terms)),
                           index_.name(Dictionary::person, person));
      queries.push_back(unweighted(either(terms)));
    }
    note_persons(value, words, std::move(counted));
    return either(queries);
  }

  void note_persons(const std::string& value, const std::vector<std::string>& words,
                    std::vector<std::pair<std::uint64_t, std::string>> counted) {
    std::sort(counted.rbegin(), counted.rend());
    std::string note = "person:" + value + " takes ";
    for (std::size_t i = 0; i < counted.size() && i < kMostNamed; ++i)
      note.append(i == 0 ? "" : ", ")
          .append(counted[i].second + " (" + std::to_string(counted[i].first) + ")");
    if (counted.size() > kMostNamed)
      note += " and " + std::to_string(counted.size() - kMostNamed) + " more";
    if (counted.empty()) {
      note = "no person is named '" + value + "'";
      std::vector<std::string> nearest;
      for (const std::string& word : words)
        for (const std::string& other : index_.nearby_person_words(word, kMostOffers))
          nearest.push_back(other);
      if (!nearest.empty()) note += "; nearest: " + listed(nearest);
    }
    compiled_.notes.push_back(std::move(note));
  }

  Xapian::Query compile_country(const FilterQuery& filter, const std::string& value,
                                std::size_t offset) {
    const auto code = index_.country_code(fold(value));
    if (!code) {
      const auto nearest = index_.nearby_countries(fold(value), kMostOffers);
      fail(offset, "there is no country '" + value + "'",
           nearest.empty() ? "write its English name, its adjective or its ISO code"
                           : "nearest: " + listed(nearest));
      return no_article();
    }
    Xapian::Query present = term_filter(make_term(filter.field->prefix, *code));
    if (filter.exact) return present;
    std::vector<Xapian::Query> queries{present};
    std::string note;
    for (const Predecessor& gone : index_.predecessors(*code)) {
      queries.push_back({Xapian::Query::OP_FILTER,
                         term_filter(make_term(filter.field->prefix, gone.code)),
                         compile_dates({std::nullopt, gone.until - std::chrono::days{1}})});
      const std::uint64_t count = index_.count_matches(queries.back());
      if (count > 0) note += " and " + named_country(gone.code, count);
    }
    if (!note.empty()) {
      const std::string name(filter.field->name);
      compiled_.notes.push_back(
          name + ':' + value + " takes " + named_country(*code, index_.count_matches(present)) +
          note + ", of which it is a successor; " + name + ":=" + *code + " takes it alone");
    }
    return either(queries);
  }

  std::string named_country(const std::string& code, std::uint64_t count) {
    return code + ", " + index_.country_name(code) + " (" + std::to_string(count) + ')';
  }

  // Whole years and months have a term each, so that a range of any length is few terms.
  Xapian::Query compile_dates(const DateQuery& range) {
    const std::string first_packed = index_.database().get_value_lower_bound(kDateSlot);
    const std::string last_packed = index_.database().get_value_upper_bound(kDateSlot);
    const auto oldest = unpack_day(first_packed);
    const auto newest = unpack_day(last_packed);
    if (!oldest || !newest) return no_article();
    const Date first = std::max(range.first.value_or(*oldest), *oldest);
    const Date last = std::min(range.last.value_or(*newest), *newest);
    std::vector<Xapian::Query> terms;
    for (Date day = first; day <= last;) {
      const std::chrono::year_month_day ymd{day};
      const Date year_end{ymd.year() / std::chrono::December / 31};
      const Date month_end{ymd.year() / ymd.month() / std::chrono::last};
      const int year = static_cast<int>(ymd.year());
      const auto month = static_cast<unsigned>(ymd.month());
      const bool month_begins = static_cast<unsigned>(ymd.day()) == 1;
      Date end = day;
      if (month_begins && month == 1 && year_end <= last) {
        terms.emplace_back(year_term(year));
        end = year_end;
      } else if (month_begins && month_end <= last) {
        terms.emplace_back(month_term(year, static_cast<int>(month)));
        end = month_end;
      } else {
        terms.emplace_back(day_term(day));
      }
      day = end + std::chrono::days{1};
    }
    return unweighted(either(terms));
  }

  const Index& index_;
  Analyzer& analyzer_;
  CompiledQuery compiled_;
  std::optional<ParseError> error_;
  std::vector<Word> found_;
};

}  // namespace

std::variant<CompiledQuery, ParseError> compile_query(const Query& query, const Index& index,
                                                      Analyzer& analyzer) {
  return Compiler(index, analyzer).run(query);
}

}  // namespace dateline
