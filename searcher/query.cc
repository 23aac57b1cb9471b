// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "searcher/query_lexer.h"

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

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

/// All that the lexer takes for a quote.
constexpr std::string_view kQuotes[] = {"\"", "“", "”", "„", "«", "»"};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
    text.replace(at, what.size(), by);
}

/// Length of the quote or star that `text` begins with, 0 where it does with another character.
std::size_t leading_mark(std::string_view text) {
  if (text.starts_with('*')) return 1;
  for (const std::string_view quote : kQuotes)
    if (text.starts_with(quote)) return quote.size();
  return 0;
}

/// Quotes and stars inside part words, as any mark does; not as a space would, after which an s
/// with an apostrophe is no possessive. Before a letter or digit they mean nothing.
std::string without_marks(std::string_view text) {
  std::size_t first = 0;
  while (const std::size_t mark = leading_mark(text.substr(first))) first += mark;
  const bool begins = first < text.size() && ((text[first] >= 'a' && text[first] <= 'z') ||
                                              (text[first] >= '0' && text[first] <= '9'));
  std::string out(begins ? text.substr(first) : text);
  for (const std::string_view quote : kQuotes) replace_all(out, quote, "/");
  replace_all(out, "*", "/");
  return out;
}

/// A word that would be read as anything but a word needs quotes.
bool is_plain(std::string_view word) {
  if (word.empty()) return false;
  for (const char c : word)
    if (static_cast<unsigned char>(c) <= ' ' ||
        std::string_view("():*=~^").find(c) != std::string_view::npos)
      return false;
  for (const std::string_view quote : kQuotes)
    if (word.find(quote) != std::string_view::npos) return false;
  return word[0] != '-' && word[0] != '+' && !reads_as_operator(word);
}

std::string value_text(const FilterQuery& filter) {
  std::string text;
  for (const std::string& value : filter.values)
    text.append(text.empty() ? "" : "|").append(escaped_value(value));
  if (is_plain(text)) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? "\\" : "").push_back(c);
  return quoted + '"';
}

std::string phrase_text(std::string_view text) {
  std::string out;
  for (const PhrasePart& part : phrase_parts(text))
    out.append(out.empty() ? "" : " ")
        .append(without_marks(lower(part.text)))
        .append(part.prefix ? "*" : "");
  return '"' + out + '"';
}

std::string word_text(std::string_view text) {
  const std::string word = lower(text);
  return is_plain(word) ? word : phrase_text(without_marks(word));
}

std::string joined(const std::vector<QueryPtr>& operands, std::string_view operation) {
  std::string out = "(";
  for (const QueryPtr& operand : operands) {
    if (out.size() > 1) out.append(" ").append(operation).append(" ");
    out += to_text(*operand);
  }
  return out + ')';
}

std::string operator_text(const NearQuery& near) {
  switch (near.nearness) {
    case Nearness::sentence:
      return "SAME";
    case Nearness::paragraph:
      return "PARA";
    case Nearness::words_in_order:
      return "ADJ/" + std::to_string(near.distance);
    case Nearness::words:
      break;
  }
  return "NEAR/" + std::to_string(near.distance);
}

std::string number_text(double number) {
  std::array<char, 32> digits{};
  const auto written =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  return {digits.data(), written.ptr};
}

std::string to_text(const DateQuery& range) {
  std::string out = "date:";
  if (range.first) out += to_iso(*range.first);
  if (range.first == range.last) return out;
  out += "..";
  if (range.last) out += to_iso(*range.last);
  return out;
}

}  // namespace

std::string to_text(const Query& query) {
  const auto scoped = [](Scope scope) { return std::string(scope_prefix(scope)); };
  return std::visit(
      Overloaded{
          [](const AllQuery&) -> std::string { return "*"; },
          [&](const WordQuery& word) {
            return scoped(word.scope) + (word.exact ? "=" : "") + word_text(word.text);
          },
          [&](const PrefixQuery& prefix) {
            return scoped(prefix.scope) + lower(prefix.text) + '*';
          },
          [&](const FuzzyQuery& fuzzy) {
            return scoped(fuzzy.scope) + lower(fuzzy.text) + '~' + std::to_string(fuzzy.edits);
          },
          [&](const PhraseQuery& phrase) {
            return scoped(phrase.scope) + (phrase.exact ? "=" : "") + phrase_text(phrase.text) +
                   (phrase.slack == 0 ? "" : '~' + std::to_string(phrase.slack));
          },
          [](const NearQuery& near) { return joined(near.operands, operator_text(near)); },
          [](const AtLeastQuery& least) {
            return "(ATLEAST/" + std::to_string(least.count) + ' ' + to_text(*least.operand) + ')';
          },
          [](const BoostQuery& boost) {
            const std::string inner = to_text(*boost.operand);
            const bool nested = std::holds_alternative<BoostQuery>(boost.operand->node);
            return (nested ? '(' + inner + ')' : inner) + '^' + number_text(boost.factor);
          },
          [](const FilterQuery& filter) {
            return std::string(filter.field->name) + ':' + (filter.exact ? "=" : "") +
                   value_text(filter);
          },
          [](const DateQuery& range) { return to_text(range); },
          [](const AndQuery& all) { return joined(all.operands, "AND"); },
          [](const OrQuery& any) { return joined(any.operands, "OR"); },
          [](const NotQuery& negated) { return "(NOT " + to_text(*negated.operand) + ')'; },
      },
      query.node);
}

bool is_escape(std::string_view text) {
  return text.size() > 1 && text[0] == '\\' &&
         std::string_view("|\\\"").find(text[1]) != std::string_view::npos;
}

std::vector<std::string> split_values(std::string_view text) {
  std::vector<std::string> values(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '|') {
      values.emplace_back();
      continue;
    }
    if (is_escape(text.substr(at))) ++at;
    values.back() += text[at];
  }
  std::erase(values, "");
  return values;
}

std::string escaped_value(std::string_view value) {
  std::string text;
  for (const char c : value) text.append(c == '|' || c == '\\' ? "\\" : "").push_back(c);
  return text;
}

bool is_text(const Query& query) {
  if (const auto* any = std::get_if<OrQuery>(&query.node))
    return std::all_of(any->operands.begin(), any->operands.end(),
                       [](const QueryPtr& operand) { return is_text(*operand); });
  return std::holds_alternative<WordQuery>(query.node) ||
         std::holds_alternative<PrefixQuery>(query.node) ||
         std::holds_alternative<FuzzyQuery>(query.node) ||
         std::holds_alternative<PhraseQuery>(query.node);
}

std::vector<PhrasePart> phrase_parts(std::string_view text) {
  std::vector<PhrasePart> parts;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    while (at < text.size() && static_cast<unsigned char>(text[at]) > ' ') ++at;
    std::string_view part = text.substr(start, at - start);
    const bool prefix = part.size() > 1 && part.back() == '*';
    if (prefix) part.remove_suffix(1);
    if (!part.empty()) parts.push_back({part, prefix, start});
    while (at < text.size() && static_cast<unsigned char>(text[at]) <= ' ') ++at;
  }
  return parts;
}

const Query* below(const Query& query, int levels) {
  if (levels == 0) return &query;
  return std::visit(
      [levels](const auto& node) -> const Query* {
        if constexpr (requires { node.operand; }) {
          return below(*node.operand, levels - 1);
          // cppcheck-suppress identicalConditionAfterEarlyExit  // it does not read `requires`
        } else if constexpr (requires { node.operands; }) {
          for (const QueryPtr& operand : node.operands)
            if (const Query* deep = below(*operand, levels - 1)) return deep;
        }
        return nullptr;
      },
      query.node);
}

}  // namespace dateline
