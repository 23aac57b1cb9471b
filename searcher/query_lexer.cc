// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_lexer.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "common/schema.h"
#include "common/text.h"
#include "searcher/query_parser.h"

namespace dateline {
namespace {

constexpr std::string_view kOpeningQuotes[] = {"\"", "“", "„", "«", "”"};
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

  void add(TokenKind kind, std::string_view text, std::size_t offset) {
    Token token;
    token.kind = kind;
    token.text = text;
    token.offset = offset;
    token.exact = std::exchange(exact_, false);
    tokens_.push_back(std::move(token));
  }

  void next() {
    const std::size_t start = at_;
    const char c = text_[at_];
    if (c == '(' || c == ')') {
      ++at_;
      add(c == '(' ? TokenKind::open : TokenKind::close, "", start);
    } else if (const auto quote = leading_quote(rest(), kOpeningQuotes); !quote.empty()) {
      take_phrase(quote);
    } else if (c == '-' && at_ + 1 < text_.size() && !is_space(text_[at_ + 1])) {
      ++at_;
      add(TokenKind::minus, "", start);
    } else if (c == '=' && at_ + 1 < text_.size() && !is_space(text_[at_ + 1])) {
      ++at_;
      exact_ = true;
      if (text_[at_] == '(' || text_[at_] == ')' || text_[at_] == '=')
        error_ = ParseError{at_, "'=' stands before a word or a quoted text", "write =word"};
    } else if (!take_field()) {
      take_word();
    }
  }

  void take_phrase(std::string_view quote) {
    const std::size_t start = at_;
    at_ += quote.size();
    const std::size_t first = at_;
    while (at_ < text_.size()) {
      const auto closing = leading_quote(rest(), kClosingQuotes);
      if (!closing.empty()) {
        add(TokenKind::phrase, text_.substr(first, at_ - first), start);
        at_ += closing.size();
        return;
      }
      ++at_;
    }
    error_ = ParseError{start, "this quote is not closed", "close it with \", or leave it out"};
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

  void take_word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '(' && text_[at_] != ')' &&
           leading_quote(rest(), kOpeningQuotes).empty())
      ++at_;
    const std::string_view word = text_.substr(start, at_ - start);
    if (!exact_ && take_operator(word, start)) return;
    add(TokenKind::word, word, start);
  }

  bool take_operator(std::string_view word, std::size_t start) {
    static constexpr std::pair<std::string_view, TokenKind> kOperators[] = {
        {"AND", TokenKind::op_and}, {"OR", TokenKind::op_or},   {"NOT", TokenKind::op_not},
        {"&&", TokenKind::op_and},  {"||", TokenKind::op_or},   {"and", TokenKind::op_and},
        {"or", TokenKind::op_or},   {"not", TokenKind::op_not},
    };
    // A field's value is never an operator: person:or.
    if (!tokens_.empty() && tokens_.back().kind == TokenKind::field) return false;
    for (const auto& [name, kind] : kOperators) {
      if (word != name) continue;
      add(kind, word, start);
      tokens_.back().lower_case = is_field_letter(word[0]) && word[0] >= 'a';
      return true;
    }
    return take_distance(word, start, "NEAR", TokenKind::op_near) ||
           take_distance(word, start, "ADJ", TokenKind::op_adj);
  }

  bool take_distance(std::string_view word, std::size_t start, std::string_view name,
                     TokenKind kind) {
    if (!word.starts_with(name)) return false;
    std::string_view number = word.substr(name.size());
    std::uint32_t distance = kDefaultDistance;
    if (!number.empty()) {
      if (number[0] != '/') return false;
      number.remove_prefix(1);
      const auto [end, error] =
          std::from_chars(number.data(), number.data() + number.size(), distance);
      if (error != std::errc{} || end != number.data() + number.size() || distance == 0 ||
          distance > kMostDistance) {
        error_ = ParseError{start, std::string(name) + "/ takes a number of words from 1 to 500",
                            "write " + std::string(name) + "/5"};
        return true;
      }
    }
    add(kind, name, start);
    tokens_.back().distance = distance;
    return true;
  }

  static constexpr std::uint32_t kMostDistance = 500;  // less than kTitleGap

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
