// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_parser.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/text.h"
#include "searcher/edit_distance.h"
#include "searcher/query_dates.h"
#include "searcher/query_lexer.h"

namespace dateline {
namespace {

// Deeper than anyone nests, and far from the end of the stack. A level of the tree is printed with
// a bracket, and NOT nests once more: what is printed must parse as well.
constexpr int kMostLevels = 100;
constexpr int kMostNesting = 2 * kMostLevels + 50;

ParseError too_deep(std::size_t offset) {
  return {offset, "the query is nested too deeply", "use fewer brackets"};
}

/// What other tools call the fields.
constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {
    {"after", "since"},   {"before", "until"},  {"from", "source"},      {"headline", "title"},
    {"hlead", "lead"},    {"language", "lang"}, {"month", "date"},       {"name", "person"},
    {"outlet", "source"}, {"people", "person"}, {"publisher", "source"}, {"subject", "title"},
    {"to", "until"},      {"year", "date"},
};

/// For a field that there is not.
std::string field_hint(const std::string& name) {
  std::string names;
  for (const Field& field : kFields) names.append(names.empty() ? "" : ", ").append(field.name);
  std::string nearest;
  for (const auto& [other, ours] : kOtherNames)
    if (name == other) nearest = ours;
  for (const Field& field : kFields)
    if (nearest.empty() &&
        edit_distance(name, field.name, likely_slips(name)) <= likely_slips(name))
      nearest = field.name;
  return (nearest.empty() ? "" : "nearest: " + nearest + "; ") + "fields are " + names +
         "; put the text in quotes to look for it";
}

/// Operators that stand between two operands.
bool is_infix(TokenKind kind) {
  return kind == TokenKind::op_and || kind == TokenKind::op_or || kind == TokenKind::op_near ||
         kind == TokenKind::op_adj || kind == TokenKind::op_same || kind == TokenKind::op_para;
}

bool is_nearness(TokenKind kind) {
  return kind == TokenKind::op_near || kind == TokenKind::op_adj || kind == TokenKind::op_same ||
         kind == TokenKind::op_para;
}

bool ends_operand(TokenKind kind) {
  return kind == TokenKind::word || kind == TokenKind::phrase || kind == TokenKind::close ||
         kind == TokenKind::tilde || kind == TokenKind::boost;
}

std::string operator_name(const Token& token) {
  switch (token.kind) {
    case TokenKind::op_and:
      return "AND";
    case TokenKind::op_or:
      return "OR";
    case TokenKind::op_not:
      return "NOT";
    case TokenKind::op_near:
      return "NEAR";
    case TokenKind::op_adj:
      return "ADJ";
    case TokenKind::op_same:
      return "SAME";
    case TokenKind::op_para:
      return "PARA";
    case TokenKind::at_least:
      return "ATLEAST";
    default:
      return token.text;
  }
}

bool is_filter(const Query& query) {
  return std::holds_alternative<FilterQuery>(query.node) ||
         std::holds_alternative<DateQuery>(query.node);
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
    if (const Query* deep = below(*query, kMostLevels)) return too_deep(deep->offset);
    return ParsedQuery{std::move(query), std::move(notes_)};
  }

 private:
  /// Keeps the first error. What it returns is never seen.
  QueryPtr fail(std::size_t offset, std::string message, std::string hint) {
    return fail(ParseError{offset, std::move(message), std::move(hint)});
  }

  QueryPtr fail(ParseError error) {
    if (!error_) error_ = std::move(error);
    at_ = tokens_.size() - 1;
    return make_query(AllQuery{});
  }

  void note(std::string text) {
    if (std::find(notes_.begin(), notes_.end(), text) == notes_.end())
      notes_.push_back(std::move(text));
  }

  const Token& peek() const { return tokens_[at_]; }
  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }

  /// An operator in another form than in capitals counts between two operands only; elsewhere it
  /// is a word.
  bool is_operator() const {
    const Token& token = peek();
    if (token.kind != TokenKind::op_not && token.kind != TokenKind::at_least &&
        !is_infix(token.kind))
      return false;
    if (!token.everyday) return true;
    const TokenKind after = tokens_[at_ + 1].kind;
    if (is_infix(after) || after == TokenKind::end || after == TokenKind::close) return false;
    if (token.kind == TokenKind::at_least) return true;
    if (at_ == 0) return false;
    const TokenKind before = tokens_[at_ - 1].kind;
    return ends_operand(before) || (token.kind == TokenKind::op_not &&
                                    (before == TokenKind::op_and || before == TokenKind::op_or));
  }
  bool is_operator(TokenKind kind) const { return peek().kind == kind && is_operator(); }

  const Token& take_operator() {
    const Token& token = take();
    if (token.everyday) {
      std::string read = operator_name(token);
      if (token.kind == TokenKind::op_near || token.kind == TokenKind::op_adj ||
          token.kind == TokenKind::at_least)
        read += '/' + std::to_string(token.number);
      note("'" + token.text + "' is read as " + read + "; write \"" + token.text +
           "\" in quotes for the word");
    }
    return token;
  }

  bool at_end_of_and() const {
    return peek().kind == TokenKind::end || peek().kind == TokenKind::close ||
           is_operator(TokenKind::op_or);
  }

  QueryPtr parse_or(Scope scope) {
    const std::size_t offset = peek().offset;
    std::vector<QueryPtr> operands{parse_and(scope)};
    while (is_operator(TokenKind::op_or)) {
      take_operator();
      operands.push_back(parse_and(scope));
    }
    return operands.size() == 1 ? operands[0] : make_query(OrQuery{std::move(operands)}, offset);
  }

  QueryPtr parse_and(Scope scope) {
    const std::size_t offset = peek().offset;
    std::vector<QueryPtr> operands;
    std::vector<bool> required;
    bool only_adjacent = true;
    do {
      if (!operands.empty() && is_operator(TokenKind::op_and)) {
        take_operator();
        only_adjacent = false;
      }
      required.push_back(take_plus());
      operands.push_back(parse_near(scope));
    } while (!at_end_of_and());
    if (operands.size() == 1) return operands[0];
    if (options_.any && only_adjacent) return any_of(std::move(operands), required, offset);
    return make_query(AndQuery{std::move(operands)}, offset);
  }

  bool take_plus() {
    if (peek().kind != TokenKind::plus) return false;
    take();
    if (!options_.any) note("'+' is not needed: words beside each other must all be there");
    return true;
  }

  /// Words beside each other under --any: one of them, but all of +these and none of -those. Where
  /// some must be there, the others only count in the order.
  static QueryPtr any_of(std::vector<QueryPtr> operands, const std::vector<bool>& required,
                         std::size_t offset) {
    std::vector<QueryPtr> all;
    std::vector<QueryPtr> any;
    std::vector<QueryPtr> none;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const bool negated = std::holds_alternative<NotQuery>(operands[i]->node);
      (negated ? none : required[i] ? all : any).push_back(std::move(operands[i]));
    }
    if (!all.empty() && !any.empty()) any.insert(any.begin(), make_query(AllQuery{}, offset));
    if (any.size() == 1) all.push_back(any[0]);
    if (any.size() > 1) all.push_back(make_query(OrQuery{std::move(any)}, offset));
    all.insert(all.end(), none.begin(), none.end());
    return all.size() == 1 ? all[0] : make_query(AndQuery{std::move(all)}, offset);
  }

  QueryPtr parse_near(Scope scope) {
    const std::size_t offset = peek().offset;
    QueryPtr first = parse_not(scope);
    if (!is_nearness(peek().kind) || !is_operator()) return first;
    const Token op = peek();
    std::vector<QueryPtr> operands{std::move(first)};
    while (peek().kind == op.kind && is_operator()) {
      if (peek().number != op.number)
        fail(peek().offset, "a chain of " + operator_name(op) + " has one distance",
             "use brackets, or the same number everywhere");
      take_operator();
      operands.push_back(parse_not(scope));
    }
    if (is_nearness(peek().kind) && is_operator())
      fail(peek().offset,
           operator_name(op) + " and " + operator_name(peek()) + " cannot be mixed in one chain",
           "join two such groups with AND");
    for (const QueryPtr& operand : operands)
      if (!is_text(*operand))
        fail(operand->offset,
             operator_name(op) +
                 " joins words, prefixes and phrases, and (a OR b) "
                 "of these",
             "use AND for anything else");
    return make_query(near_query(op, std::move(operands)), offset);
  }

  static NearQuery near_query(const Token& op, std::vector<QueryPtr> operands) {
    switch (op.kind) {
      case TokenKind::op_same:
        return {std::move(operands), Nearness::sentence, 0};
      case TokenKind::op_para:
        return {std::move(operands), Nearness::paragraph, 0};
      case TokenKind::op_adj:
        return {std::move(operands), Nearness::words_in_order, op.number};
      default:
        return {std::move(operands), Nearness::words, op.number};
    }
  }

  QueryPtr parse_not(Scope scope) {
    const std::size_t offset = peek().offset;
    if (peek().kind == TokenKind::minus || is_operator(TokenKind::op_not)) {
      take_operator();
      const Nesting nesting(*this, offset);
      return make_query(NotQuery{parse_not(scope)}, offset);
    }
    return parse_weighed(scope);
  }

  QueryPtr parse_weighed(Scope scope) {
    const std::size_t offset = peek().offset;
    QueryPtr query;
    if (is_operator(TokenKind::at_least)) {
      const std::uint32_t count = take_operator().number;
      query = parse_primary(scope);
      if (!is_text(*query))
        fail(query->offset, "ATLEAST counts words, prefixes and phrases, and (a OR b) of these",
             "write ATLEAST/3 word");
      query = make_query(AtLeastQuery{std::move(query), count}, offset);
    } else {
      query = parse_primary(scope);
    }
    if (peek().kind != TokenKind::boost) return query;
    if (is_filter(*query))
      fail(peek().offset, "a filter counts nothing in the order of the hits, so it takes no '^'",
           "put '^' after words, phrases or brackets");
    query = make_query(BoostQuery{std::move(query), take().factor}, offset);
    if (peek().kind == TokenKind::boost)
      fail(peek().offset, "one '^' is enough", "write word^2, or (a b)^0.5");
    return query;
  }

  QueryPtr parse_primary(Scope scope) {
    const bool as_word = !is_operator();
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
      case TokenKind::close:
        return fail(token.offset, "there is nothing before this bracket", "write words inside it");
      case TokenKind::end:
        return fail(token.offset, "the query ends where a word is wanted",
                    "write a word, or remove the operator before");
      case TokenKind::tilde:
        return fail(token.offset, "'~' stands after a word or a quoted text only",
                    "write word~1 or \"some words\"~5");
      default:
        break;
    }
    if (token.everyday && as_word) return parse_word(token, scope);
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
    for (const PhrasePart& part : phrase_parts(token.text)) {
      const std::size_t star = part.text.find('*');
      if (star != std::string_view::npos || (part.prefix && token.exact))
        return fail(token.inside + part.offset + std::min(star, part.text.size()),
                    token.exact ? "a star and '=' exclude each other"
                                : "a star stands at the end of a word only",
                    "write \"cease* fire\" for a first word that begins with cease");
    }
    std::uint32_t slack = 0;
    if (peek().kind == TokenKind::tilde) slack = take().number;
    if (peek().kind == TokenKind::tilde)
      return fail(peek().offset, "one '~' is enough", "write \"some words\"~5");
    return make_query(PhraseQuery{token.text, scope, token.exact, slack}, token.offset);
  }

  QueryPtr parse_word(const Token& token, Scope scope) {
    if (token.text == "*" && scope == Scope::anywhere && !token.exact)
      return make_query(AllQuery{}, token.offset);
    const std::size_t star = token.text.find('*');
    if (star != std::string::npos) {
      if (star + 1 != token.text.size() || star == 0 || token.exact)
        return fail(token.offset + star, "a star stands at the end of a word only",
                    "write cease* for words that begin with cease");
      return make_query(PrefixQuery{token.text.substr(0, star), scope}, token.offset);
    }
    if (peek().kind != TokenKind::tilde)
      return make_query(WordQuery{token.text, token.exact, scope}, token.offset);
    return parse_fuzzy(token, take(), scope);
  }

  QueryPtr parse_fuzzy(const Token& word, const Token& tilde, Scope scope) {
    if (word.exact)
      return fail(tilde.offset, "'=' and '~' exclude each other",
                  "write =word for that spelling, word~1 for those near it");
    if (tilde.number == 0 || tilde.number > 2)
      return fail(tilde.offset, "a word takes ~1 or ~2: the letters that may differ",
                  "for words near each other write \"some words\"~5 or a NEAR/5 b");
    return make_query(FuzzyQuery{word.text, tilde.number, scope}, word.offset);
  }

  QueryPtr parse_field(const Token& name) {
    const Field* field = find_field(fold(name.text));
    if (field == nullptr)
      return fail(name.offset, "there is no field '" + name.text + "'",
                  field_hint(fold(name.text)));
    if (name.exact)
      return fail(name.offset, "'=' stands after the field",
                  "write " + std::string(field->name) + ":=value");
    if (field->kind == FieldKind::title || field->kind == FieldKind::lead)
      return parse_primary(field->kind == FieldKind::title ? Scope::title : Scope::lead);
    const Token value = take();
    const bool is_value = value.kind == TokenKind::word || value.kind == TokenKind::phrase;
    if (!is_value || value.text.empty()) return fail_without_value(*field, value.offset);
    if (peek().kind == TokenKind::tilde)
      return fail(peek().offset, "'~' stands after a word or a quoted text only",
                  "a person is found in every known spelling; unknown names give the nearest ones");
    return parse_value(*field, value, name.offset);
  }

  QueryPtr fail_without_value(const Field& field, std::size_t offset) {
    return fail(offset, "the field " + std::string(field.name) + " needs a value",
                "for instance " + std::string(field.example));
  }

  /// Whether a value of a name ends as a fuzzy or boosted word would.
  static bool has_suffix(const Token& value) {
    const std::size_t mark = value.text.find_last_of("~^");
    return value.kind == TokenKind::word && mark != std::string::npos && mark > 0 &&
           value.text.find_first_not_of("0123456789.", mark + 1) == std::string::npos;
  }

  QueryPtr parse_value(const Field& field, const Token& value, std::size_t offset) {
    if ((field.kind == FieldKind::person || field.kind == FieldKind::country) && has_suffix(value))
      return fail(value.offset + value.text.find_last_of("~^"),
                  "'~' and '^' stand after words, not after names",
                  "a name is found in every known spelling, and an unknown one gives the nearest");
    if (!field.takes_date()) {
      std::vector<std::string> values = split_values(value.text);
      if (values.empty()) return fail_without_value(field, value.offset);
      return make_query(FilterQuery{&field, std::move(values), value.exact}, offset);
    }
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
      if (++parser_.nesting_ > kMostNesting) parser_.fail(too_deep(offset));
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

/// Whether a text is marks alone, such as a dash between words.
bool is_marks(std::string_view text) {
  constexpr std::string_view kMarks[] = {"–", "—", "…", "•", "·", "“",
                                         "”", "„", "«", "»", "‘", "’"};
  while (!text.empty()) {
    std::size_t length = 0;
    for (const std::string_view mark : kMarks)
      if (text.starts_with(mark)) length = mark.size();
    const auto c = static_cast<unsigned char>(text[0]);
    const auto small = static_cast<unsigned char>(c | 0x20);
    const bool letter = (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
    if (length == 0 && letter) return false;
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return true;
}

ParsedQuery parse_plain(std::string_view text, bool any) {
  std::vector<QueryPtr> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = text.find_first_not_of(" \t\r\n", at);
    if (start == std::string_view::npos) break;
    at = std::min(text.find_first_of(" \t\r\n", start), text.size());
    const std::string_view word = text.substr(start, at - start);
    if (!is_marks(word)) words.push_back(make_query(WordQuery{std::string(word)}, start));
  }
  if (words.empty()) words.push_back(make_query(WordQuery{std::string(text)}, 0));
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
