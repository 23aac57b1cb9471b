// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query.h"

#include "common/text.h"

namespace dateline {
namespace {

std::string_view scope_prefix(Scope scope) {
  switch (scope) {
    case Scope::title:
      return "title:";
    case Scope::lead:
      return "lead:";
    case Scope::anywhere:
      break;
  }
  return "";
}

/// All that the lexer takes for a quote.
constexpr std::string_view kQuotes[] = {"\"", "“", "”", "„", "«", "»"};

/// Quotes inside part words as spaces do.
std::string quoted(std::string_view text) {
  std::string out(text);
  for (const std::string_view quote : kQuotes)
    for (std::size_t at = out.find(quote); at != std::string::npos; at = out.find(quote, at))
      out.replace(at, quote.size(), " ");
  return '"' + out + '"';
}

std::string joined(const std::vector<QueryPtr>& operands, std::string_view operation) {
  std::string out = "(";
  for (const QueryPtr& operand : operands) {
    if (out.size() > 1) out.append(" ").append(operation).append(" ");
    out += to_text(*operand);
  }
  return out + ')';
}

std::string to_text(const DateQuery& range) {
  std::string out = "date:";
  if (range.first) out += to_iso(*range.first);
  if (range.first == range.last) return out;
  out += "..";
  if (range.last) out += to_iso(*range.last);
  return out;
}

/// A word that would be read as an operator, a field or nothing needs quotes.
bool is_plain(std::string_view word) {
  if (word.empty()) return false;
  for (const char c : word)
    if (static_cast<unsigned char>(c) <= ' ' ||
        std::string_view("():*=").find(c) != std::string_view::npos)
      return false;
  for (const std::string_view quote : kQuotes)
    if (word.find(quote) != std::string_view::npos) return false;
  return word[0] != '-' && word != "and" && word != "or" && word != "not" && word != "&&" &&
         word != "||";
}

}  // namespace

std::string to_text(const Query& query) {
  return std::visit(
      Overloaded{
          [](const AllQuery&) -> std::string { return "*"; },
          [](const WordQuery& word) {
            const std::string text = fold(word.text);
            return std::string(scope_prefix(word.scope)) + (word.exact ? "=" : "") +
                   (is_plain(text) ? text : quoted(text));
          },
          [](const PrefixQuery& prefix) {
            // Quotes would make a phrase of it, so letters that fold to marks stay as they are.
            const std::string text = fold(prefix.text);
            return std::string(scope_prefix(prefix.scope)) + (is_plain(text) ? text : prefix.text) +
                   '*';
          },
          [](const PhraseQuery& phrase) {
            return std::string(scope_prefix(phrase.scope)) + quoted(fold(phrase.text));
          },
          [](const NearQuery& near) {
            return joined(near.operands,
                          (near.ordered ? "ADJ/" : "NEAR/") + std::to_string(near.distance));
          },
          [](const FilterQuery& filter) {
            return std::string(filter.field->name) + ':' + (filter.exact ? "=" : "") +
                   (is_plain(filter.value) ? filter.value : quoted(filter.value));
          },
          [](const DateQuery& range) { return to_text(range); },
          [](const AndQuery& all) { return joined(all.operands, "AND"); },
          [](const OrQuery& any) { return joined(any.operands, "OR"); },
          [](const NotQuery& negated) { return "(NOT " + to_text(*negated.operand) + ')'; },
      },
      query.node);
}

}  // namespace dateline
