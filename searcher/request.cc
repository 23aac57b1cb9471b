// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/request.h"

#include <algorithm>
#include <map>

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

/// Values are taken as if they stood in quotes, after "=" where they begin so.
QueryPtr parse_filter(const OptionFilter& filter) {
  const auto wrong = [&](const std::string& message, const std::string& hint) {
    return Error("--" + std::string(filter.field->name) + ": " + message, hint, ExitCode::kUsage);
  };
  const auto negated = [&](QueryPtr query) {
    return filter.negated ? make_query(NotQuery{std::move(query)}, kNoPlace) : query;
  };
  const bool exact = filter.value.starts_with('=');
  const std::string value = filter.value.substr(exact ? 1 : 0);
  if (value.find_first_not_of("| ") == std::string::npos)
    throw wrong("a value is needed", "for instance " + std::string(filter.field->example));
  if (!filter.field->takes_date())
    return negated(make_query(FilterQuery{filter.field, split_values(value), exact}, kNoPlace));
  const std::string text = std::string(filter.field->name) + ":\"" + value + '"';
  auto parsed = parse_query(text, {false, false, today()});
  if (const auto* error = std::get_if<ParseError>(&parsed))
    throw wrong(error->message, error->hint);
  return negated(std::get<ParsedQuery>(parsed).query);
}

/// What all these filters ask for. An article has one source and one language: of two that are
/// asked for, either will do.
std::vector<QueryPtr> parse_filters(const std::vector<OptionFilter>& filters) {
  std::vector<std::vector<QueryPtr>> clauses;
  std::map<const Field*, std::size_t> clause_of;
  for (const OptionFilter& filter : filters) {
    const bool either = filter.field->kind == FieldKind::keyword && !filter.negated;
    const auto same = either ? clause_of.find(filter.field) : clause_of.end();
    if (same != clause_of.end()) {
      clauses[same->second].push_back(parse_filter(filter));
    } else {
      if (either) clause_of.emplace(filter.field, clauses.size());
      clauses.push_back({parse_filter(filter)});
    }
  }
  std::vector<QueryPtr> queries;
  queries.reserve(clauses.size());
  for (std::vector<QueryPtr>& either : clauses)
    queries.push_back(either.size() == 1 ? either[0]
                                         : make_query(OrQuery{std::move(either)}, kNoPlace));
  return queries;
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
  std::vector<OptionFilter> filters = options.filters;
  if (counted)
    std::erase_if(filters, [&](const auto& filter) { return is_own_filter(filter, *counted); });
  for (QueryPtr& filter : parse_filters(filters)) operands.push_back(std::move(filter));
  if (operands.empty() || (operands.size() == 1 && operands[0] == result.query)) return result;
  result.query = make_query(AndQuery{std::move(operands)});
  return result;
}

bool has_own_filter(const SearcherOptions& options, Facet facet) {
  return std::any_of(options.filters.begin(), options.filters.end(),
                     [&](const OptionFilter& filter) { return is_own_filter(filter, facet); });
}

}  // namespace dateline
