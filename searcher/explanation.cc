// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/explanation.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

#include "common/language.h"
#include "common/xapian_error.h"
#include "searcher/feedback.h"
#include "searcher/matching.h"
#include "searcher/query_compiler.h"
#include "searcher/ranking.h"
#include "searcher/search.h"
#include "searcher/suggestions.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

/// With more clauses the sets of them are too many to look at.
constexpr std::size_t kMostCombined = 12;

const std::vector<QueryPtr>* several_operands(const Query& query) {
  if (const auto* all = std::get_if<AndQuery>(&query.node)) return &all->operands;
  if (const auto* any = std::get_if<OrQuery>(&query.node)) return &any->operands;
  if (const auto* near = std::get_if<NearQuery>(&query.node)) return &near->operands;
  return nullptr;
}

std::vector<QueryPtr> operands_of(const Query& query) {
  if (const auto* operands = several_operands(query)) return *operands;
  if (const auto* negated = std::get_if<NotQuery>(&query.node)) return {negated->operand};
  if (const auto* least = std::get_if<AtLeastQuery>(&query.node)) return {least->operand};
  if (const auto* boost = std::get_if<BoostQuery>(&query.node)) return {boost->operand};
  return {};
}

/// Without the forms of other words than the query's: "AND", "NEAR/5", "lavrov".
std::string name_of(const Query& query) {
  if (std::holds_alternative<AndQuery>(query.node)) return "AND";
  if (std::holds_alternative<OrQuery>(query.node)) return "OR";
  if (std::holds_alternative<NotQuery>(query.node)) return "NOT";
  return to_text(query);
}

std::uint64_t count(const Query& query, const Index& index, Analyzer& analyzer) {
  const auto compiled = compile_query(query, index, analyzer);
  const auto* good = std::get_if<CompiledQuery>(&compiled);
  return good == nullptr ? 0 : count_matches(index, good->plan);
}

std::uint64_t count_all(const std::vector<QueryPtr>& clauses, const Index& index,
                        Analyzer& analyzer) {
  return count(*make_query(AndQuery{clauses}), index, analyzer);
}

/// Calls `use` with each word of a query that an article must have.
void for_each_word(const Query& query, const std::function<void(const std::string&)>& use) {
  if (const auto* word = std::get_if<WordQuery>(&query.node)) use(word->text);
  if (const auto* phrase = std::get_if<PhraseQuery>(&query.node))
    for (const PhrasePart& part : phrase_parts(phrase->text))
      if (!part.prefix) use(std::string(part.text));
  if (std::holds_alternative<NotQuery>(query.node)) return;
  for (const QueryPtr& operand : operands_of(query)) for_each_word(*operand, use);
}

std::vector<Suggestion> spellings(const Query& query, const Index& index, Analyzer& analyzer) {
  std::vector<Suggestion> offers;
  for_each_word(query, [&](const std::string& text) {
    std::vector<Word> words;
    analyzer.analyze(text, words);
    for (const Word& word : words) {
      if (index.count(word.form->stem) > 0) continue;
      for (Suggestion& offer : nearby_words(index, word.form->exact))
        offers.push_back(std::move(offer));
    }
  });
  return offers;
}

/// The numbers of the fewest clauses that no article has together; empty where only all of them do.
std::vector<std::size_t> fewest_without_match(const std::vector<QueryPtr>& clauses,
                                              const Index& index, Analyzer& analyzer) {
  if (clauses.size() < 3 || clauses.size() > kMostCombined) return {};
  for (std::size_t i = 0; i < clauses.size(); ++i)
    for (std::size_t j = i + 1; j < clauses.size(); ++j)
      if (count_all({clauses[i], clauses[j]}, index, analyzer) == 0) return {i, j};
  if (clauses.size() == 3) return {};
  for (std::size_t i = 0; i < clauses.size(); ++i)
    for (std::size_t j = i + 1; j < clauses.size(); ++j)
      for (std::size_t k = j + 1; k < clauses.size(); ++k)
        if (count_all({clauses[i], clauses[j], clauses[k]}, index, analyzer) == 0) return {i, j, k};
  return {};
}

/// All that must hold: the operands of AND, also of one inside another.
void add_clauses(const QueryPtr& query, std::vector<QueryPtr>& clauses) {
  if (const auto* all = std::get_if<AndQuery>(&query->node))
    for (const QueryPtr& operand : all->operands) add_clauses(operand, clauses);
  else
    clauses.push_back(query);
}

std::string padded(std::uint64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), ' ') + digits;
}

void add_lines(const ExplainedClause& clause, std::size_t depth, std::vector<std::string>& lines) {
  char cost[32];
  std::snprintf(cost, sizeof cost, "%9.2f ms  ", clause.took_ms);
  lines.push_back(padded(clause.articles, 9) + cost + std::string(2 * depth, ' ') + clause.text);
  for (const std::string& one : clause.became)
    lines.push_back(std::string(27 + 2 * depth, ' ') + one);
  for (const ExplainedClause& inner : clause.clauses) add_lines(inner, depth + 1, lines);
}

std::string listed(const std::vector<FeedbackWord>& words) {
  std::string text;
  for (const FeedbackWord& word : words) {
    char number[32];
    std::snprintf(number, sizeof number, " %.3f", word.weight);
    text.append(text.empty() ? "" : ", ").append(without_stem_prefix(word.term)).append(number);
  }
  return text;
}

/// What a word adds to a score at most: BM25's weight of its term.
std::vector<std::string> weight_of(const WordQuery& word, const Plan& plan, const Index& index) {
  if (!word.exact && is_function_word(word.text))
    return {"a function word: beside others it counts nothing in the order"};
  const auto* term = std::get_if<TermPlan>(&plan.node);
  if (term == nullptr) return {};
  const Xapian::Database& database = index.database();
  char number[64];
  std::snprintf(number, sizeof number, "adds at most %.2f to a score",
                term_weight(database.get_doccount(), database.get_termfreq(term->term)));
  return {number};
}

/// The words that feedback adds to a query.
std::vector<std::string> feedback_of(const CompiledQuery& query, const Index& index) {
  return with_xapian(index.path(), [&]() -> std::vector<std::string> {
    const std::vector<Ranked> best = best_matches(index, query.plan, kFeedbackSources);
    const Feedback feedback(index.database(), counts_in_index(index.database()), best);
    if (feedback.words().empty()) return {};
    return {"in the order of the first " + std::to_string(kRefined) + ", by the best " +
            std::to_string(best.size()) + ": " + listed(feedback.words())};
  });
}

std::string names_of_countries(const std::vector<std::string>& codes, const Index& index) {
  std::string names;
  for (const std::string& code : codes)
    names.append(names.empty() ? "" : ", ").append(index.country_name(code));
  return names;
}

ExplainedClause explain_clause(const Query& query, const Index& index, Analyzer& analyzer) {
  ExplainedClause explained;
  const auto start = Clock::now();
  const auto compiled = compile_query(query, index, analyzer);
  const auto* good = std::get_if<CompiledQuery>(&compiled);
  explained.articles = good == nullptr ? 0 : count_matches(index, good->plan);
  explained.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  explained.text = name_of(query);
  const std::vector<QueryPtr> operands = operands_of(query);
  if (operands.empty() && good != nullptr) explained.became = good->became;
  if (const auto* word = std::get_if<WordQuery>(&query.node); word != nullptr && good != nullptr)
    for (std::string& line : weight_of(*word, good->plan, index))
      explained.became.push_back(std::move(line));
  for (const QueryPtr& operand : operands)
    explained.clauses.push_back(explain_clause(*operand, index, analyzer));
  return explained;
}

}  // namespace

ExplainedClause explain_query(const Query& query, const Index& index, Analyzer& analyzer) {
  ExplainedClause explained = explain_clause(query, index, analyzer);
  const auto compiled = compile_query(query, index, analyzer);
  const auto* good = std::get_if<CompiledQuery>(&compiled);
  if (good != nullptr && good->refinement.feedback)
    for (std::string& line : feedback_of(*good, index)) explained.became.push_back(std::move(line));
  if (good != nullptr && !good->refinement.countries.empty())
    explained.became.push_back("in the order of the first " + std::to_string(kRefined) +
                               ", articles go up that are about " +
                               names_of_countries(good->refinement.countries, index));
  return explained;
}

Diagnosis diagnose(const Query& query, const Index& index, Analyzer& analyzer) {
  std::vector<QueryPtr> clauses;
  add_clauses(std::make_shared<const Query>(query), clauses);
  Diagnosis diagnosis;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    DiagnosedClause clause;
    clause.text = to_text(*clauses[i]);
    clause.articles = count(*clauses[i], index, analyzer);
    if (clause.articles == 0) {
      clause.nearest = spellings(*clauses[i], index, analyzer);
      diagnosis.empty.push_back(i);
    }
    if (clauses.size() > 1 && clauses.size() <= kMostCombined) {
      std::vector<QueryPtr> others = clauses;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      clause.without = count_all(others, index, analyzer);
    }
    diagnosis.clauses.push_back(std::move(clause));
  }
  if (diagnosis.empty.empty()) diagnosis.together = fewest_without_match(clauses, index, analyzer);
  return diagnosis;
}

std::vector<std::string> lines_of(const ExplainedClause& explained) {
  std::vector<std::string> lines{" articles         cost  clause"};
  add_lines(explained, 0, lines);
  return lines;
}

std::vector<std::string> lines_of(const Diagnosis& diagnosis) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < diagnosis.clauses.size(); ++i) {
    const DiagnosedClause& clause = diagnosis.clauses[i];
    std::string line = padded(clause.articles, 9) + "  " + clause.text;
    if (clause.without) line += "  (" + std::to_string(*clause.without) + " without it)";
    if (clause.articles == 0)
      line += diagnosis.clauses.size() > 1 ? "  <- empties the result" : "  <- in no article";
    if (!clause.nearest.empty()) line += "; nearest: " + listed(clause.nearest);
    lines.push_back(std::move(line));
  }
  std::string together;
  for (const std::size_t i : diagnosis.together)
    together.append(together.empty() ? "" : " AND ").append(diagnosis.clauses[i].text);
  if (!together.empty()) lines.push_back("no article has together: " + together);
  return lines;
}

}  // namespace dateline
