// SPDX-License-Identifier: GPL-2.0-or-later
//
// Cuts the text of a query into tokens: brackets, quoted texts, operators, and words with the
// field and marks that belong to them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dateline {

struct ParseError;

enum class TokenKind : std::uint8_t {
  open,
  close,
  word,
  phrase,
  field,  ///< "person:", the value is the next token
  minus,
  plus,
  op_and,
  op_or,
  op_not,
  op_near,
  op_adj,
  op_same,
  op_para,
  at_least,
  tilde,  ///< "~2" right after a word, quoted text or bracket
  boost,  ///< "^2" likewise
  end,
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;          ///< of a word, a phrase, a field's name or an operator
  std::size_t offset = 0;    ///< in bytes
  std::size_t inside = 0;    ///< where the text of a phrase begins, after its quote
  std::uint32_t number = 0;  ///< of NEAR, ADJ, ATLEAST and a tilde; 0 for a tilde alone
  double factor = 0;         ///< of a boost
  bool exact = false;        ///< "=" stood before it
  bool everyday = false;     ///< an operator in another form ("and", "w/5"), or else a word
};

inline constexpr std::uint32_t kDefaultDistance = 10;
inline constexpr std::uint32_t kMostDistance = 500;  ///< less than kTitleGap
inline constexpr double kMostBoost = 1000;

/// Ends with a token of kind end. Curly quotes and guillemets count as quotes.
std::variant<std::vector<Token>, ParseError> lex_query(std::string_view text);

/// Whether a word may be read as an operator where it stands between others.
bool reads_as_operator(std::string_view word);

}  // namespace dateline
