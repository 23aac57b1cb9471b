// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_parser.h"

#include <algorithm>
#include <optional>

#include "searcher/query_dates.h"
#include "searcher/query_lexer.h"

namespace dateline {
namespace {

// Deeper than anyone nests, and far from the end of the stack.
constexpr int kMostNesting = 200;

std::string field_names() {
  std::string names;
  for (const Field& field : kFields) names.append(names.empty() ? "" : ", ").append(field.name);
  return names;
}

bool ends_operand(TokenKind kind) {
  return kind == TokenKind::end || kind == TokenKind::close || kind == TokenKind::op_or;
}

/// After the first error every token reads as the end, so the recursion unwinds by itself.
class Parser {
 public:
  Parser(std::vector<Token> tokens, const ParseOptions& options)
      : tokens_(std::move(tokens)), options_(options) {}

  std::variant<ParsedQuery, ParseError> run() {
    if (peek().kind == TokenKind::end)
      return ParseError{0, "the query is empty", "write words to look for, or * for every article"};
    QueryPtr query = parse_or(Scope::anywhere);
    if (peek().kind == TokenKind::close)
      fail(peek().offset, "this bracket closes nothing", "remove it, or open one before it");
    if (error_) return std::move(*error_);
    return ParsedQuery{std::move(query), std::move(notes_)};
  }

 private:
  /// Keeps the first error. What it returns is never seen.
  QueryPtr fail(std::size_t offset, std::string message, std::string hint) {
    if (!error_) error_ = ParseError{offset, std::move(message), std::move(hint)};
    at_ = tokens_.size() - 1;
    return make_query(AllQuery{});
  }

  const Token& peek() const { return tokens_[at_]; }
  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }

  /// A lower-case operator counts between two operands only; elsewhere it is a word.
  bool is_operator(TokenKind kind) {
    if (peek().kind != kind) return false;
    if (!peek().lower_case) return true;
    if (!is_between_operands()) return false;
    notes_.push_back("'" + peek().text + "' is read as " +
                     (kind == TokenKind::op_and  ? "AND"
                      : kind == TokenKind::op_or ? "OR"
                                                 : "NOT") +
                     "; write \"" + peek().text + "\" in quotes for the word");
    return true;
  }

  QueryPtr parse_or(Scope scope) {
    const std::size_t offset = peek().offset;
    std::vector<QueryPtr> operands{parse_and(scope)};
    while (is_operator(TokenKind::op_or)) {
      take();
      operands.push_back(parse_and(scope));
    }
    return operands.size() == 1 ? operands[0] : make_query(OrQuery{std::move(operands)}, offset);
  }

  QueryPtr parse_and(Scope scope) {
    const std::size_t offset = peek().offset;
    std::vector<QueryPtr> operands{parse_near(scope)};
    bool only_adjacent = true;
    while (!ends_operand(peek().kind) || (peek().kind == TokenKind::op_or && peek().lower_case)) {
      if (peek().kind == TokenKind::op_or && is_between_operands()) break;
      if (is_operator(TokenKind::op_and)) {
        take();
        only_adjacent = false;
      }
      operands.push_back(parse_near(scope));
    }
    if (operands.size() == 1) return operands[0];
    if (options_.any && only_adjacent) return make_query(OrQuery{std::move(operands)}, offset);
    return make_query(AndQuery{std::move(operands)}, offset);
  }

  bool is_between_operands() const {
    if (at_ == 0) return false;
    const TokenKind before = tokens_[at_ - 1].kind;
    const TokenKind after = tokens_[at_ + 1].kind;
    return (before == TokenKind::word || before == TokenKind::phrase ||
            before == TokenKind::close) &&
           !ends_operand(after) && after != TokenKind::op_and;
  }

  QueryPtr parse_near(Scope scope) {
    const std::size_t offset = peek().offset;
    QueryPtr first = parse_not(scope);
    if (peek().kind != TokenKind::op_near && peek().kind != TokenKind::op_adj) return first;
    const Token op = peek();
    std::vector<QueryPtr> operands{std::move(first)};
    while (peek().kind == op.kind) {
      if (peek().distance != op.distance)
        fail(peek().offset, "a chain of " + op.text + " has one distance",
             "use brackets, or the same number everywhere");
      take();
      operands.push_back(parse_not(scope));
    }
    if (peek().kind == TokenKind::op_near || peek().kind == TokenKind::op_adj)
      fail(peek().offset, "NEAR and ADJ cannot be mixed in one chain",
           "join two such groups with AND");
    for (const QueryPtr& operand : operands)
      if (!is_text(*operand))
        fail(operand->offset, op.text + " joins words, prefixes and phrases",
             "use AND for anything else");
    return make_query(NearQuery{std::move(operands), op.distance, op.kind == TokenKind::op_adj},
                      offset);
  }

  static bool is_text(const Query& query) {
    return std::holds_alternative<WordQuery>(query.node) ||
           std::holds_alternative<PrefixQuery>(query.node) ||
           std::holds_alternative<PhraseQuery>(query.node);
  }

  QueryPtr parse_not(Scope scope) {
    const std::size_t offset = peek().offset;
    if (peek().kind == TokenKind::minus || is_operator(TokenKind::op_not)) {
      take();
      const Nesting nesting(*this, offset);
      return make_query(NotQuery{parse_not(scope)}, offset);
    }
    return parse_primary(scope);
  }

  QueryPtr parse_primary(Scope scope) {
    const Token token = take();
    switch (token.kind) {
      case TokenKind::open:
        return parse_group(token, scope);
      case TokenKind::phrase:
        return parse_phrase(token, scope);
      case TokenKind::field:
        return parse_field(token);
      case TokenKind::word:
        return parse_word(token, scope);
      case TokenKind::op_and:
      case TokenKind::op_or:
      case TokenKind::op_not:
        if (token.lower_case) return parse_word(token, scope);
        break;
      case TokenKind::close:
        return fail(token.offset, "there is nothing before this bracket", "write words inside it");
      case TokenKind::end:
        return fail(token.offset, "the query ends where a word is wanted",
                    "write a word, or remove the operator before");
      default:
        break;
    }
    return fail(token.offset, token.text + " stands where a word is wanted",
                "write \"" + token.text + "\" in quotes to look for the word");
  }

  QueryPtr parse_group(const Token& open, Scope scope) {
    const Nesting nesting(*this, open.offset);
    if (peek().kind == TokenKind::close)
      return fail(open.offset, "there is nothing between these brackets", "write words there");
    QueryPtr inner = parse_or(scope);
    if (peek().kind != TokenKind::close)
      fail(open.offset, "this bracket is not closed", "close it with )");
    take();
    return inner;
  }

  QueryPtr parse_phrase(const Token& token, Scope scope) {
    if (token.exact) return make_query(WordQuery{token.text, true, scope}, token.offset);
    return make_query(PhraseQuery{token.text, scope}, token.offset);
  }

  QueryPtr parse_word(const Token& token, Scope scope) {
    if (token.text == "*" && scope == Scope::anywhere && !token.exact)
      return make_query(AllQuery{}, token.offset);
    const std::size_t star = token.text.find('*');
    if (star == std::string::npos)
      return make_query(WordQuery{token.text, token.exact, scope}, token.offset);
    if (star + 1 != token.text.size() || star == 0 || token.exact)
      return fail(token.offset + star, "a star stands at the end of a word only",
                  "write cease* for words that begin with cease");
    return make_query(PrefixQuery{token.text.substr(0, star), scope}, token.offset);
  }

  QueryPtr parse_field(const Token& name) {
    std::string lower = name.text;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const Field* field = find_field(lower);
    if (field == nullptr)
      return fail(name.offset, "there is no field '" + name.text + "'",
                  "fields are " + field_names() + "; put the text in quotes to look for it");
    if (field->kind == FieldKind::title || field->kind == FieldKind::lead)
      return parse_primary(field->kind == FieldKind::title ? Scope::title : Scope::lead);
    const Token value = take();
    const bool is_value = value.kind == TokenKind::word || value.kind == TokenKind::phrase;
    if (!is_value || value.text.empty())
      return fail(value.offset, "the field " + lower + " needs a value",
                  "for instance " + std::string(field->example));
    return parse_value(*field, value, name.offset);
  }

  QueryPtr parse_value(const Field& field, const Token& value, std::size_t offset) {
    if (field.kind != FieldKind::date && field.kind != FieldKind::since &&
        field.kind != FieldKind::until)
      return make_query(FilterQuery{&field, value.text, value.exact}, offset);
    const auto dates = parse_query_dates(value.text, options_.today);
    if (const auto* problem = std::get_if<DateProblem>(&dates))
      return fail(value.offset, problem->message, problem->hint);
    DateQuery range = std::get<DateQuery>(dates);
    if (field.kind == FieldKind::since) range.last.reset();
    if (field.kind == FieldKind::until) range.first.reset();
    if (!range.first && !range.last)
      return fail(value.offset, "this end of the range is open", "name a day, a month or a year");
    return make_query(range, offset);
  }

  /// Counts the recursion while it lives.
  class Nesting {
   public:
    Nesting(Parser& parser, std::size_t offset) : parser_(parser) {
      if (++parser_.nesting_ > kMostNesting)
        parser_.fail(offset, "the query is nested too deeply", "use fewer brackets");
    }
    ~Nesting() { --parser_.nesting_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    Parser& parser_;
  };

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  std::optional<ParseError> error_;
  const ParseOptions& options_;
  std::vector<std::string> notes_;
};

ParsedQuery parse_plain(std::string_view text, bool any) {
  std::vector<QueryPtr> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = text.find_first_not_of(" \t\r\n", at);
    if (start == std::string_view::npos) break;
    at = std::min(text.find_first_of(" \t\r\n", start), text.size());
    words.push_back(make_query(WordQuery{std::string(text.substr(start, at - start))}, start));
  }
  if (words.size() == 1) return {words[0], {}};
  if (any) return {make_query(OrQuery{std::move(words)}), {}};
  return {make_query(AndQuery{std::move(words)}), {}};
}

}  // namespace

std::variant<ParsedQuery, ParseError> parse_query(std::string_view text,
                                                  const ParseOptions& options) {
  if (options.plain) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
      return ParseError{0, "the query is empty", "write words to look for"};
    return parse_plain(text, options.any);
  }
  auto tokens = lex_query(text);
  if (auto* error = std::get_if<ParseError>(&tokens)) return std::move(*error);
  return Parser(std::move(std::get<std::vector<Token>>(tokens)), options).run();
}

std::string show_place(std::string_view text, std::size_t offset) {
  std::size_t column = 0;
  for (std::size_t i = 0; i < std::min(offset, text.size()); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++column;
  return "  " + std::string(text) + "\n  " + std::string(column, ' ') + '^';
}

}  // namespace dateline
