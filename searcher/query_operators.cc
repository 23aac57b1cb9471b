// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query_operators.h"

#include <charconv>
#include <string>

namespace dateline {
namespace {

struct Plain {
  std::string_view word;
  TokenKind kind;
  bool everyday;
};
constexpr Plain kPlain[] = {
    {"AND", TokenKind::op_and, false},   {"OR", TokenKind::op_or, false},
    {"NOT", TokenKind::op_not, false},   {"&&", TokenKind::op_and, false},
    {"||", TokenKind::op_or, false},     {"SAME", TokenKind::op_same, false},
    {"PARA", TokenKind::op_para, false}, {"NEAR", TokenKind::op_near, false},
    {"ADJ", TokenKind::op_adj, false},   {"and", TokenKind::op_and, true},
    {"or", TokenKind::op_or, true},      {"not", TokenKind::op_not, true},
    {"/s", TokenKind::op_same, true},    {"/S", TokenKind::op_same, true},
    {"w/s", TokenKind::op_same, true},   {"W/S", TokenKind::op_same, true},
    {"/p", TokenKind::op_para, true},    {"/P", TokenKind::op_para, true},
    {"w/p", TokenKind::op_para, true},   {"W/P", TokenKind::op_para, true},
};

/// Operators with a number: NEAR/5, NEAR5, w/5, w-5.
struct Numbered {
  std::string_view word;
  TokenKind kind;
  bool everyday;
  std::string_view marks;  ///< what may stand before the number; a blank for nothing
};
constexpr Numbered kNumbered[] = {
    {"NEAR", TokenKind::op_near, false, "/ "},    {"ADJ", TokenKind::op_adj, false, "/ "},
    {"near", TokenKind::op_near, true, "/ "},     {"adj", TokenKind::op_adj, true, "/ "},
    {"w", TokenKind::op_near, true, "/-"},        {"W", TokenKind::op_near, true, "/-"},
    {"pre", TokenKind::op_adj, true, "/-"},       {"PRE", TokenKind::op_adj, true, "/-"},
    {"", TokenKind::op_near, true, "/"},          {"ATLEAST", TokenKind::at_least, false, "/ "},
    {"atleast", TokenKind::at_least, true, "/ "},
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0 ||
      number > kMostDistance)
    return std::nullopt;
  return number;
}

Token operator_token(std::string_view name, TokenKind kind, std::uint32_t number, bool everyday) {
  Token token;
  token.kind = kind;
  token.text = name;
  token.number = number;
  token.everyday = everyday;
  return token;
}

ParseError wrong_number(const std::string& name, TokenKind kind) {
  if (kind == TokenKind::at_least)
    return {0, name + "/ takes a number of occurrences from 1 to 500", "write ATLEAST/3 word"};
  return {0, name + "/ takes a number of words from 1 to 500", "write " + name + "/5"};
}

}  // namespace

std::variant<std::optional<Token>, ParseError> read_operator(std::string_view word) {
  for (const auto& [name, kind, everyday] : kPlain)
    if (word == name)
      return operator_token(everyday ? word : name, kind, kDefaultDistance, everyday);
  for (const auto& [name, kind, everyday, marks] : kNumbered) {
    if (!word.starts_with(name) || word.size() == name.size()) continue;
    std::string_view rest = word.substr(name.size());
    const bool marked = !is_digit(rest[0]);
    if (marks.find(marked ? rest[0] : ' ') == std::string_view::npos) continue;
    if (marked) rest.remove_prefix(1);
    const auto number = number_of(rest);
    if (number) return operator_token(everyday ? word : name, kind, *number, everyday);
    if (!everyday && marked) return wrong_number(std::string(name), kind);
  }
  if (word == "ATLEAST") return wrong_number("ATLEAST", TokenKind::at_least);
  return std::optional<Token>();
}

bool reads_as_operator(std::string_view word) {
  const auto read = read_operator(word);
  return std::holds_alternative<ParseError>(read) || std::get<0>(read).has_value();
}

}  // namespace dateline
