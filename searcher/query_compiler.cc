// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_compiler.h"

#include <optional>
#include <unordered_set>

#include "searcher/filter_compiler.h"
#include "searcher/language_analyzers.h"
#include "searcher/named_countries.h"
#include "searcher/ranking.h"
#include "searcher/word_resolver.h"

namespace dateline {
namespace {

Plan any_stem(const Words& words) {
  std::vector<Plan> stems;
  stems.reserve(words.stems.size());
  for (const std::string& stem : words.stems) stems.push_back(Plan::term(stem));
  return Plan::any(std::move(stems));
}

Plan all_stems(const std::vector<Words>& words) {
  std::vector<Plan> terms;
  terms.reserve(words.size());
  for (const Words& one : words) terms.push_back(any_stem(one));
  return Plan::all(std::move(terms));
}

/// The words of a query that weigh something.
struct Wording {
  std::unordered_set<std::string> words;
  std::vector<std::string> in_order;  ///< function words among them
  bool only_words = true;             ///< joined by AND and OR
};

void add_wording(const Query& query, Wording& wording) {
  std::visit(Overloaded{
                 [&](const WordQuery& word) {
                   wording.in_order.push_back(word.text);
                   if (word.exact || word.scope != Scope::anywhere)
                     wording.only_words = false;
                   else if (!is_function_word(word.text))
                     wording.words.insert(word.text);
                 },
                 [&](const AndQuery& all) {
                   for (const QueryPtr& operand : all.operands) add_wording(*operand, wording);
                 },
                 [&](const OrQuery& any) {
                   for (const QueryPtr& operand : any.operands) add_wording(*operand, wording);
                 },
                 [](const FilterQuery&) {},
                 [](const DateQuery&) {},
                 [&](const auto&) { wording.only_words = false; },
             },
             query.node);
}

class Compiler {
 public:
  Compiler(const Index& index, Analyzer& english)
      : index_(index),
        languages_(index.languages()),
        analyzers_(english),
        words_(index, english, compiled_),
        filters_(index, english, compiled_, error_) {}

  std::variant<CompiledQuery, ParseError> run(const Query& query) {
    Wording wording;
    add_wording(query, wording);
    has_telling_words_ = !wording.words.empty() || !wording.only_words;
    if (wording.only_words) {
      compiled_.refinement.feedback = wording.words.size() > 1;
      compiled_.refinement.countries = named_countries(index_, wording.in_order);
    }
    compiled_.plan = compile(query);
    if (error_) return std::move(*error_);
    return std::move(compiled_);
  }

 private:
  Plan compile(const Query& query) {
    return std::visit(
        Overloaded{
            [](const AllQuery&) { return Plan::everything(); },
            [&](const WordQuery& word) {
              Plan plan = in_each_language(query);
              if (word.exact || !has_telling_words_ || !is_function_word(word.text)) return plan;
              return Plan::scaled(std::move(plan), 0);
            },
            [&](const PrefixQuery&) { return in_each_language(query); },
            [&](const FuzzyQuery&) { return in_each_language(query); },
            [&](const PhraseQuery&) { return in_each_language(query); },
            [&](const NearQuery&) { return in_each_language(query); },
            [&](const AtLeastQuery&) { return in_each_language(query); },
            [&](const BoostQuery& boost) {
              return Plan::scaled(compile(*boost.operand), boost.factor);
            },
            [&](const FilterQuery& filter) { return filters_.compile(filter, query.offset); },
            [&](const DateQuery& range) { return filters_.compile(range); },
            [&](const AndQuery& all) { return compile_and(all); },
            [&](const OrQuery& any) { return compile_or(any); },
            [&](const NotQuery& negated) {
              return Plan::without(Plan::everything(), compile_unmarked(*negated.operand));
            },
        },
        query.node);
  }

  Plan compile_words(const Query& query) {
    if (const auto* near = std::get_if<NearQuery>(&query.node))
      return compile_near(*near, query.offset);
    if (const auto* least = std::get_if<AtLeastQuery>(&query.node))
      return compile_at_least(*least, query.offset);
    return compile_text(query);
  }

  /// Words as each language of the index cuts and stems them: an article has the terms of one.
  Plan in_each_language(const Query& query) {
    Plan first = compile_words(query);
    if (languages_.size() == 1 || error_) return first;
    std::vector<Plan> plans;
    plans.push_back(std::move(first));
    for (std::size_t i = 1; i < languages_.size(); ++i) {
      words_.use(languages_[i], analyzers_.of(languages_[i]));
      Plan other = compile_words(query);
      // What is wrong with a query is so in English; here it means that there are no such words.
      if (!error_) plans.push_back(std::move(other));
      error_.reset();
    }
    words_.use(languages_[0], analyzers_.of(languages_[0]));
    return Plan::any(std::move(plans));
  }

  Plan fail(std::size_t offset, std::string message, std::string hint) {
    if (!error_) error_ = ParseError{offset, std::move(message), std::move(hint)};
    return Plan::nothing();
  }

  /// What must not stand in a hit is not to be marked there either.
  Plan compile_unmarked(const Query& query) {
    HighlightWords kept = compiled_.highlights;
    Plan compiled = compile(query);
    compiled_.highlights = std::move(kept);
    return compiled;
  }

  Plan compile_and(const AndQuery& all) {
    std::vector<Plan> wanted;
    std::vector<Plan> unwanted;
    for (const QueryPtr& operand : all.operands) {
      if (const auto* negated = std::get_if<NotQuery>(&operand->node))
        unwanted.push_back(compile_unmarked(*negated->operand));
      else
        wanted.push_back(compile(*operand));
    }
    Plan plan = Plan::all(std::move(wanted));
    if (unwanted.empty()) return plan;
    return Plan::without(std::move(plan), Plan::any(std::move(unwanted)));
  }

  Plan compile_or(const OrQuery& any) {
    std::vector<Plan> plans;
    plans.reserve(any.operands.size());
    for (const QueryPtr& operand : any.operands) plans.push_back(compile(*operand));
    return Plan::any(std::move(plans));
  }

  /// The words of a word, prefix, fuzzy word or phrase, in order.
  std::vector<Words> resolve(const Query& query) {
    if (const auto* word = std::get_if<WordQuery>(&query.node))
      return words_.words_of_parts({{word->text, false, 0}}, word->exact);
    if (const auto* prefix = std::get_if<PrefixQuery>(&query.node))
      return words_.words_of_parts({{prefix->text, true, 0}}, false);
    if (const auto* phrase = std::get_if<PhraseQuery>(&query.node))
      return words_.words_of_parts(phrase_parts(phrase->text), phrase->exact);
    const auto& fuzzy = std::get<FuzzyQuery>(query.node);
    const std::vector<Form> forms = words_.forms_of(fuzzy.text);
    if (forms.size() > 1)
      fail(query.offset, "'" + fuzzy.text + "' is several words, and '~' takes one",
           "join such words with NEAR");
    if (forms.size() != 1) return {};
    return {words_.words_near(forms[0].exact, fuzzy.edits)};
  }

  static Scope scope_of(const Query& query) {
    return std::visit(
        [](const auto& node) {
          if constexpr (requires { node.scope; })
            return node.scope;
          else
            return Scope::anywhere;
        },
        query.node);
  }

  void refuse_empty(const Query& query) {
    const auto* word = std::get_if<WordQuery>(&query.node);
    if (std::holds_alternative<PhraseQuery>(query.node))
      fail(query.offset, "this phrase holds no word to look for", "write words between the quotes");
    else if (word != nullptr && (word->text == "&" || word->text == "|"))
      fail(query.offset, "'" + word->text + "' is no operator",
           std::string("write ") + (word->text == "&" ? "AND" : "OR"));
    else
      fail(query.offset,
           (word == nullptr ? "this" : '\'' + word->text + '\'') +
               std::string(" holds no word to look for"),
           "letters and digits are searched, marks are not; remove it");
  }

  std::vector<Words> resolve_some(const Query& query) {
    std::vector<Words> words = resolve(query);
    if (words.empty()) refuse_empty(query);
    const auto* phrase = std::get_if<PhraseQuery>(&query.node);
    if (phrase != nullptr && phrase->slack > 0 && words.size() == 1)
      fail(query.offset, "one word alone takes no such number",
           "write word~1 without quotes for words spelt like it");
    return words;
  }

  static Sequence sequence_of(const Query& query, const std::vector<Words>& words) {
    const auto* phrase = std::get_if<PhraseQuery>(&query.node);
    Sequence sequence{{}, scope_of(query), phrase == nullptr ? 0 : phrase->slack};
    for (const Words& one : words) {
      sequence.words.push_back(one.group);
      sequence.stems.push_back(one.stems);
    }
    return sequence;
  }

  /// Adds an operand, or each of those it can be, to a test; returns the articles that can pass.
  Plan add_sequences(const Query& query, Operand& operand) {
    if (const auto* any = std::get_if<OrQuery>(&query.node)) {
      std::vector<Plan> candidates;
      for (const QueryPtr& one : any->operands) candidates.push_back(add_sequences(*one, operand));
      return Plan::any(std::move(candidates));
    }
    const std::vector<Words> words = resolve_some(query);
    if (words.empty()) return Plan::nothing();
    operand.push_back(sequence_of(query, words));
    return all_stems(words);
  }

  /// The articles of `candidates` that pass.
  Plan tested(Plan candidates, WordTest test, std::size_t offset) {
    std::size_t groups = 0;
    for (const Operand& operand : test.operands)
      for (const Sequence& sequence : operand) groups += sequence.words.size();
    if (groups > kMaxGroups)
      return fail(offset, "a phrase or NEAR takes " + std::to_string(kMaxGroups) + " words at most",
                  "leave some out, or make two phrases of it");
    if (error_) return Plan::nothing();
    return Plan::tested(std::move(candidates), std::move(test));
  }

  /// A word, prefix, fuzzy word or phrase. A single word needs no test unless only some of the
  /// forms are wanted, or only in some place.
  Plan compile_text(const Query& query) {
    const std::vector<Words> words = resolve_some(query);
    if (words.empty()) return Plan::nothing();
    if (words.size() == 1 && words[0].whole && scope_of(query) == Scope::anywhere)
      return any_stem(words[0]);
    WordTest test;
    test.operands.push_back({sequence_of(query, words)});
    return tested(all_stems(words), std::move(test), query.offset);
  }

  Plan compile_near(const NearQuery& near, std::size_t offset) {
    WordTest test;
    test.nearness = near.nearness;
    test.distance = near.distance;
    std::vector<Plan> candidates;
    for (const QueryPtr& operand : near.operands)
      candidates.push_back(add_sequences(*operand, test.operands.emplace_back()));
    return tested(Plan::all(std::move(candidates)), std::move(test), offset);
  }

  Plan compile_at_least(const AtLeastQuery& least, std::size_t offset) {
    WordTest test;
    test.at_least = least.count;
    Plan candidates = add_sequences(*least.operand, test.operands.emplace_back());
    return tested(std::move(candidates), std::move(test), offset);
  }

  const Index& index_;
  CompiledQuery compiled_;
  bool has_telling_words_ = false;  // or function words must do
  std::optional<ParseError> error_;
  const std::vector<std::string> languages_;
  LanguageAnalyzers analyzers_;
  WordResolver words_;
  FilterCompiler filters_;
};

}  // namespace

std::variant<CompiledQuery, ParseError> compile_query(const Query& query, const Index& index,
                                                      Analyzer& analyzer) {
  return Compiler(index, analyzer).run(query);
}

}  // namespace dateline
