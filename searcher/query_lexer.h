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
  op_and,
  op_or,
  op_not,
  op_near,
  op_adj,
  end,
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;            ///< of a word, a phrase or a field's name
  std::size_t offset = 0;      ///< in bytes
  std::uint32_t distance = 0;  ///< of NEAR and ADJ
  bool exact = false;          ///< "=" stood before it
  bool lower_case = false;     ///< an operator written "and", "or", "not"
};

inline constexpr std::uint32_t kDefaultDistance = 10;

/// Ends with a token of kind end. Curly quotes and guillemets count as quotes.
std::variant<std::vector<Token>, ParseError> lex_query(std::string_view text);

}  // namespace dateline
