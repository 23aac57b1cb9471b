// SPDX-License-Identifier: GPL-2.0-or-later
//
// What is asked, from the command line: the query's text and the filters given as options, as one
// tree.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "searcher/options.h"
#include "searcher/query_parser.h"

namespace dateline {

/// Throws Error (ExitCode::kUsage) that shows the place in `text`, where it has one.
[[noreturn]] void refuse(const std::string& text, const ParseError& error);

/// The whole request. With `counted`, the request whose matches that facet is counted over: it
/// leaves out the filters that has_own_filter() tells of.
///
/// A facet is counted without the option filters of its own field, so that the number beside a
/// value is what the answer would hold were that value chosen instead. Exclusions (--not-...),
/// dates, and filters written in the query itself stay as they are.
std::variant<ParsedQuery, ParseError> read_request(const SearcherOptions& options,
                                                   std::optional<Facet> counted = {});

/// The same where a mistake in the query's text ends the program.
ParsedQuery parse_request(const SearcherOptions& options, std::optional<Facet> counted = {});

/// Whether an option chooses values of this facet: --person for the facet person.
bool has_own_filter(const SearcherOptions& options, Facet facet);

}  // namespace dateline
