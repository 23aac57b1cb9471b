// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_lexer.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "common/schema.h"
#include "common/text.h"
#include "searcher/query.h"
#include "searcher/query_operators.h"
#include "searcher/query_parser.h"

namespace dateline {
namespace {

constexpr std::string_view kOpeningQuotes[] = {"\"", "“", "„", "«", "”", "»"};
constexpr std::string_view kClosingQuotes[] = {"\"", "”", "“", "»", "«"};

bool is_space(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}

/// The quote that `text` begins with, "" where there is none.
template <std::size_t N>
std::string_view leading_quote(std::string_view text, const std::string_view (&quotes)[N]) {
  for (const std::string_view quote : quotes)
    if (text.starts_with(quote)) return quote;
  return "";
}

/// What closes `opening` before any other quote does, "" where any closes it.
std::string_view partner(std::string_view opening) {
  if (opening == "\"") return opening;
  if (opening == "«") return "»";
  if (opening == "»") return "«";
  return "";
}

bool is_field_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::variant<std::vector<Token>, ParseError> run() {
    while (!error_) {
      while (at_ < text_.size() && is_space(text_[at_])) ++at_;
      if (at_ == text_.size()) break;
      next();
    }
    if (error_) return *error_;
    add(TokenKind::end, "", at_);
    return std::move(tokens_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }
  bool at_mark(std::string_view marks) const {
    return at_ < text_.size() && marks.find(text_[at_]) != std::string_view::npos;
  }
  bool before_text() const { return at_ + 1 < text_.size() && !is_space(text_[at_ + 1]); }

  void fail(std::size_t offset, std::string message, std::string hint) {
    if (!error_) error_ = ParseError{offset, std::move(message), std::move(hint)};
    at_ = text_.size();
  }

  Token& add(TokenKind kind, std::string_view text, std::size_t offset) {
    Token token;
    token.kind = kind;
    token.text = text;
    token.offset = offset;
    token.exact = std::exchange(exact_, false);
    return tokens_.emplace_back(std::move(token));
  }

  /// A field's value is taken as it stands: id:https://example.org/~kim/1, person:or.
  bool wants_value() const {
    if (tokens_.empty() || tokens_.back().kind != TokenKind::field) return false;
    const Field* field = find_field(fold(tokens_.back().text));
    return field != nullptr && field->kind != FieldKind::title && field->kind != FieldKind::lead;
  }

  void next() {
    const std::size_t start = at_;
    const char c = text_[at_];
    if (c == '(' || c == ')') {
      ++at_;
      add(c == '(' ? TokenKind::open : TokenKind::close, "", start);
      if (c == ')') take_suffixes();
    } else if (const auto quote = leading_quote(rest(), kOpeningQuotes); !quote.empty()) {
      take_phrase(quote);
    } else if (c == '=' && !exact_ && before_text()) {
      ++at_;
      exact_ = true;
      const bool is_value = wants_value();
      if (at_mark(is_value ? "()" : "()=-+"))
        fail(at_, "'=' stands before a word or a quoted text",
             is_value ? "put the value in quotes" : "write =word");
    } else if (wants_value()) {
      take_value();
    } else if ((c == '-' || c == '+') && before_text()) {
      ++at_;
      add(c == '-' ? TokenKind::minus : TokenKind::plus, c == '-' ? "-" : "+", start);
    } else if (!take_field()) {
      take_word();
    }
  }

  void take_phrase(std::string_view quote) {
    const std::size_t start = at_;
    at_ += quote.size();
    const std::size_t first = at_;
    const bool is_value = wants_value();
    const std::string_view own = partner(quote);
    const bool has_own = !own.empty() && rest().find(own) != std::string_view::npos;
    for (; at_ < text_.size(); ++at_) {
      if (is_value && is_escape(rest())) {
        ++at_;
        continue;
      }
      const auto closing = leading_quote(rest(), kClosingQuotes);
      if (closing.empty() || (has_own && closing != own)) continue;
      add(TokenKind::phrase, text_.substr(first, at_ - first), start).inside = first;
      at_ += closing.size();
      take_suffixes();
      return;
    }
    fail(start, "this quote is not closed", "close it with \", or leave it out");
  }

  bool take_field() {
    std::size_t end = at_;
    while (end < text_.size() && is_field_letter(text_[end])) ++end;
    if (end == at_ || end >= text_.size() || text_[end] != ':') return false;
    // "Iran: talks" are two words, but "person: lavrov" means the field.
    const bool is_apart = end + 1 == text_.size() || is_space(text_[end + 1]);
    if (is_apart && find_field(fold(text_.substr(at_, end - at_))) == nullptr) return false;
    add(TokenKind::field, text_.substr(at_, end - at_), at_);
    at_ = end + 1;
    return true;
  }

  void take_value() {
    const std::size_t start = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && !at_mark("()") &&
           leading_quote(rest(), kOpeningQuotes).empty())
      at_ += is_escape(rest()) ? 2 : 1;
    const std::string_view value = text_.substr(start, at_ - start);
    if (exact_ && value == "=" && at_ < text_.size() && !is_space(text_[at_]))
      fail(start, "a second '=' is part of the value", "put it in the quotes: \"=value\"");
    else
      add(TokenKind::word, value, start);
  }

  void take_word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && !at_mark("()") &&
           !(at_ > start && at_mark("~^")) && leading_quote(rest(), kOpeningQuotes).empty())
      ++at_;
    const std::string_view word = text_.substr(start, at_ - start);
    const bool has_suffix = at_mark("~^");
    if (!exact_ && !has_suffix && take_operator(word, start)) return;
    add(TokenKind::word, word, start);
    take_suffixes();
  }

  bool take_operator(std::string_view word, std::size_t start) {
    // A field's value is never an operator: title:or.
    if (!tokens_.empty() && tokens_.back().kind == TokenKind::field) return false;
    auto read = read_operator(word);
    if (auto* error = std::get_if<ParseError>(&read)) {
      fail(start, std::move(error->message), std::move(error->hint));
      return true;
    }
    auto& token = std::get<0>(read);
    if (!token) return false;
    token->offset = start;
    tokens_.push_back(std::move(*token));
    return true;
  }

  void take_suffixes() {
    while (!error_ && at_mark("~^")) {
      const std::size_t start = at_;
      const bool tilde = text_[at_++] == '~';
      const std::size_t first = at_;
      while (at_mark("0123456789") || (!tilde && at_mark("."))) ++at_;
      const std::string_view number = text_.substr(first, at_ - first);
      if (at_ < text_.size() && !is_space(text_[at_]) && !at_mark("()~^"))
        refuse_suffix(start, tilde);
      else
        add_suffix(start, tilde, number);
    }
  }

  void add_suffix(std::size_t start, bool tilde, std::string_view number) {
    const char* const end = number.data() + number.size();
    Token token;
    token.kind = tilde ? TokenKind::tilde : TokenKind::boost;
    token.text = tilde ? "~" : "^";
    token.offset = start;
    const auto [read, error] =
        tilde ? std::from_chars(number.data(), end, token.number)
              : std::from_chars(number.data(), end, token.factor, std::chars_format::fixed);
    const bool alone = tilde && number.empty();
    if ((!alone && (error != std::errc{} || read != end)) || token.number > kMostDistance ||
        token.factor > kMostBoost)
      refuse_suffix(start, tilde);
    else
      tokens_.push_back(std::move(token));
  }

  void refuse_suffix(std::size_t start, bool tilde) {
    if (tilde)
      fail(start, "a tilde takes a number: word~1 or word~2, \"some words\"~5 (at most 500)",
           "put it in quotes to look for the words alone");
    else
      fail(start, "'^' takes a number from 0 to 1000: word^2, (a b)^0.5",
           "put it in quotes to look for the words alone");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool exact_ = false;
  std::vector<Token> tokens_;
  std::optional<ParseError> error_;
};

}  // namespace

std::variant<std::vector<Token>, ParseError> lex_query(std::string_view text) {
  return Lexer(text).run();
}

}  // namespace dateline
