// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_compiler.h"

#include <optional>

#include "searcher/filter_compiler.h"
#include "searcher/word_resolver.h"
#include "searcher/word_source.h"

namespace dateline {
namespace {

Xapian::Query no_article() {
  return Xapian::Query::MatchNothing;
}

Xapian::Query either(const std::vector<Xapian::Query>& queries) {
  if (queries.empty()) return no_article();
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

Xapian::Query all_of(const std::vector<Xapian::Query>& queries) {
  if (queries.size() == 1) return queries[0];
  return {Xapian::Query::OP_AND, queries.begin(), queries.end()};
}

Xapian::Query any_stem(const Words& words) {
  return either({words.stems.begin(), words.stems.end()});
}

Xapian::Query all_stems(const std::vector<Words>& words) {
  std::vector<Xapian::Query> terms;
  terms.reserve(words.size());
  for (const Words& one : words) terms.push_back(any_stem(one));
  return all_of(terms);
}

class Compiler {
 public:
  Compiler(const Index& index, Analyzer& analyzer)
      : words_(index, analyzer, compiled_), filters_(index, analyzer, compiled_, error_) {}

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
            [&](const WordQuery&) { return compile_text(query); },
            [&](const PrefixQuery&) { return compile_text(query); },
            [&](const FuzzyQuery&) { return compile_text(query); },
            [&](const PhraseQuery&) { return compile_text(query); },
            [&](const NearQuery& near) { return compile_near(near, query.offset); },
            [&](const AtLeastQuery& least) { return compile_at_least(least, query.offset); },
            [&](const BoostQuery& boost) {
              return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, compile(*boost.operand),
                                   boost.factor);
            },
            [&](const FilterQuery& filter) { return filters_.compile(filter, query.offset); },
            [&](const DateQuery& range) { return filters_.compile(range); },
            [&](const AndQuery& all) { return compile_and(all); },
            [&](const OrQuery& any) { return compile_or(any); },
            [&](const NotQuery& negated) {
              return Xapian::Query(Xapian::Query::OP_AND_NOT, Xapian::Query::MatchAll,
                                   compile_unmarked(*negated.operand));
            },
        },
        query.node);
  }

  Xapian::Query fail(std::size_t offset, std::string message, std::string hint) {
    if (!error_) error_ = ParseError{offset, std::move(message), std::move(hint)};
    return no_article();
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
    Xapian::Query query = wanted.empty() ? Xapian::Query::MatchAll : all_of(wanted);
    if (unwanted.empty()) return query;
    return {Xapian::Query::OP_AND_NOT, query, either(unwanted)};
  }

  Xapian::Query compile_or(const OrQuery& any) {
    std::vector<Xapian::Query> queries;
    queries.reserve(any.operands.size());
    for (const QueryPtr& operand : any.operands) queries.push_back(compile(*operand));
    return either(queries);
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
    for (const Words& one : words) sequence.words.push_back(one.group);
    return sequence;
  }

  /// Adds an operand, or each of those it can be, to a test; returns the articles that can pass.
  Xapian::Query add_sequences(const Query& query, Operand& operand) {
    if (const auto* any = std::get_if<OrQuery>(&query.node)) {
      std::vector<Xapian::Query> candidates;
      for (const QueryPtr& one : any->operands) candidates.push_back(add_sequences(*one, operand));
      return either(candidates);
    }
    const std::vector<Words> words = resolve_some(query);
    if (words.empty()) return no_article();
    operand.push_back(sequence_of(query, words));
    return all_stems(words);
  }

  /// The articles of `candidates` that pass.
  Xapian::Query tested(const Xapian::Query& candidates, WordTest test, std::size_t offset) {
    std::size_t groups = 0;
    for (const Operand& operand : test.operands)
      for (const Sequence& sequence : operand) groups += sequence.words.size();
    if (groups > kMaxGroups)
      return fail(offset, "a phrase or NEAR takes " + std::to_string(kMaxGroups) + " words at most",
                  "leave some out, or make two phrases of it");
    if (error_) return no_article();
    auto* source = new WordSource(std::move(test));
    return {Xapian::Query::OP_FILTER, candidates, Xapian::Query(source->release())};
  }

  /// A word, prefix, fuzzy word or phrase. A single word needs no test unless only some of the
  /// forms are wanted, or only in some place.
  Xapian::Query compile_text(const Query& query) {
    const std::vector<Words> words = resolve_some(query);
    if (words.empty()) return no_article();
    if (words.size() == 1 && words[0].whole && scope_of(query) == Scope::anywhere)
      return any_stem(words[0]);
    WordTest test;
    test.operands.push_back({sequence_of(query, words)});
    return tested(all_stems(words), std::move(test), query.offset);
  }

  Xapian::Query compile_near(const NearQuery& near, std::size_t offset) {
    WordTest test;
    test.nearness = near.nearness;
    test.distance = near.distance;
    std::vector<Xapian::Query> candidates;
    for (const QueryPtr& operand : near.operands)
      candidates.push_back(add_sequences(*operand, test.operands.emplace_back()));
    return tested(all_of(candidates), std::move(test), offset);
  }

  Xapian::Query compile_at_least(const AtLeastQuery& least, std::size_t offset) {
    WordTest test;
    test.at_least = least.count;
    const Xapian::Query candidates = add_sequences(*least.operand, test.operands.emplace_back());
    return tested(candidates, std::move(test), offset);
  }

  CompiledQuery compiled_;
  std::optional<ParseError> error_;
  WordResolver words_;
  FilterCompiler filters_;
};

}  // namespace

std::variant<CompiledQuery, ParseError> compile_query(const Query& query, const Index& index,
                                                      Analyzer& analyzer) {
  return Compiler(index, analyzer).run(query);
}

}  // namespace dateline
