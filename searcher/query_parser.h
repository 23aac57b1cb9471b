// SPDX-License-Identifier: GPL-2.0-or-later
//
// The query language as text, turned into a tree. Nothing is guessed: what does not parse is
// answered with the place, what is wrong and what would be right.
//
//   query   := or
//   or      := and ( "OR" and )*
//   and     := ["+"] near ( ["AND"] ["+"] near )*   words beside each other are joined by AND
//   near    := not ( ("NEAR" | "ADJ") ["/" number] not )* | not ( ("SAME" | "PARA") not )*
//   not     := ("NOT" | "-") not | weighed
//   weighed := ["ATLEAST/" number] primary ( "^" number )*
//   primary := "(" or ")" | [field ":"] value
//   value   := ["="] word | word "*" | word "~" [number] | ["="] '"' text '"' [ "~" number ] | "*"
//
// query_operators.cc lists what is read as these operators too.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "searcher/query.h"

namespace dateline {

struct ParseError {
  std::size_t offset = 0;  ///< in bytes
  std::string message;
  std::string hint;
};

struct ParsedQuery {
  QueryPtr query;
  std::vector<std::string> notes;  ///< readings that the user may not expect
};

struct ParseOptions {
  bool any = false;    ///< words beside each other are joined by OR
  bool plain = false;  ///< no operators and no fields: every mark only separates words
  Date today;
};

std::variant<ParsedQuery, ParseError> parse_query(std::string_view text,
                                                  const ParseOptions& options);

/// The text and a caret under the place of the error.
std::string show_place(std::string_view text, std::size_t offset);

}  // namespace dateline
