// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/request.h"

#include <algorithm>

#include "common/error.h"

namespace dateline {
namespace {

// Of a clause that an option gave: no place in the query.
constexpr std::size_t kNoPlace = std::string::npos;

Date today() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

bool is_own_filter(const OptionFilter& filter, Facet facet) {
  return !filter.negated && filter.field->name == kFacets[static_cast<std::size_t>(facet)].name;
}

/// Names are taken as they are, whatever marks they hold; dates as if they stood in the query.
QueryPtr parse_filter(const OptionFilter& filter) {
  const auto wrong = [&](const std::string& message, const std::string& hint) {
    return Error("--" + std::string(filter.field->name) + ": " + message, hint, ExitCode::kUsage);
  };
  const auto negated = [&](QueryPtr query) {
    return filter.negated ? make_query(NotQuery{std::move(query)}, kNoPlace) : query;
  };
  if (filter.value.find_first_not_of("| ") == std::string::npos)
    throw wrong("a value is needed", "for instance " + std::string(filter.field->example));
  if (!filter.field->takes_date())
    return negated(make_query(FilterQuery{filter.field, filter.value, false}, kNoPlace));
  const std::string text = std::string(filter.field->name) + ":\"" + filter.value + '"';
  auto parsed = parse_query(text, {false, false, today()});
  if (const auto* error = std::get_if<ParseError>(&parsed))
    throw wrong(error->message, error->hint);
  return negated(std::get<ParsedQuery>(parsed).query);
}

/// An article has one source and one language: of two that are asked for, either will do.
std::vector<OptionFilter> joined_repeats(const std::vector<OptionFilter>& filters) {
  std::vector<OptionFilter> joined;
  for (const OptionFilter& filter : filters) {
    const auto same = std::find_if(joined.begin(), joined.end(), [&](const OptionFilter& other) {
      return other.field == filter.field && !other.negated && !filter.negated;
    });
    if (same != joined.end() && filter.field->kind == FieldKind::keyword)
      same->value.append("|").append(filter.value);
    else
      joined.push_back(filter);
  }
  return joined;
}

}  // namespace

void refuse(const std::string& text, const ParseError& error) {
  if (error.offset == kNoPlace) throw Error(error.message, error.hint, ExitCode::kUsage);
  throw Error(error.message + '\n' + show_place(text, error.offset), error.hint, ExitCode::kUsage);
}

ParsedQuery parse_request(const SearcherOptions& options, std::optional<Facet> counted) {
  auto request = read_request(options, counted);
  if (const auto* error = std::get_if<ParseError>(&request)) refuse(options.query, *error);
  return std::get<ParsedQuery>(std::move(request));
}

std::variant<ParsedQuery, ParseError> read_request(const SearcherOptions& options,
                                                   std::optional<Facet> counted) {
  auto parsed = parse_query(options.query, {options.any, options.plain, today()});
  if (auto* error = std::get_if<ParseError>(&parsed)) return std::move(*error);
  ParsedQuery result = std::get<ParsedQuery>(std::move(parsed));
  std::vector<QueryPtr> operands;
  if (!std::holds_alternative<AllQuery>(result.query->node)) operands.push_back(result.query);
  for (const OptionFilter& filter : joined_repeats(options.filters))
    if (!counted || !is_own_filter(filter, *counted)) operands.push_back(parse_filter(filter));
  if (operands.empty() || (operands.size() == 1 && operands[0] == result.query)) return result;
  result.query = make_query(AndQuery{std::move(operands)});
  return result;
}

bool has_own_filter(const SearcherOptions& options, Facet facet) {
  return std::any_of(options.filters.begin(), options.filters.end(),
                     [&](const OptionFilter& filter) { return is_own_filter(filter, facet); });
}

}  // namespace dateline
