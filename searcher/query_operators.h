// SPDX-License-Identifier: GPL-2.0-or-later
//
// The words of a query that are operators: in capitals, by sign, or as people know them from other
// tools (w/5, pre/5, /s, /p, atleast3).
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "searcher/query_lexer.h"
#include "searcher/query_parser.h"

namespace dateline {

/// The operator as a token without its place; nothing where the word is none; an error (offset 0)
/// where it can only be meant as one and its number is wrong.
std::variant<std::optional<Token>, ParseError> read_operator(std::string_view word);

}  // namespace dateline
