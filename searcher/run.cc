// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/run.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>

#include "common/error.h"
#include "common/terminal_text.h"
#include "searcher/explanation.h"
#include "searcher/formatter.h"
#include "searcher/name_list.h"
#include "searcher/options.h"
#include "searcher/query_compiler.h"
#include "searcher/query_parser.h"
#include "searcher/search.h"
#include "searcher/snippet.h"

namespace dateline {
namespace {

constexpr int kFound = 0;
constexpr int kNothingFound = 1;

using Clock = std::chrono::steady_clock;

// Of a clause that an option gave: no place in the query.
constexpr std::size_t kNoPlace = std::string::npos;

[[noreturn]] void refuse(const std::string& text, const ParseError& error) {
  if (error.offset == kNoPlace) throw Error(error.message, error.hint, ExitCode::kUsage);
  throw Error(error.message + '\n' + show_place(text, error.offset), error.hint, ExitCode::kUsage);
}

Date today() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
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
  const FieldKind kind = filter.field->kind;
  if (kind != FieldKind::date && kind != FieldKind::since && kind != FieldKind::until)
    return negated(make_query(FilterQuery{filter.field, filter.value, false}, kNoPlace));
  const std::string text = std::string(filter.field->name) + ":\"" + filter.value + '"';
  auto parsed = parse_query(text, {false, false, today()});
  if (const auto* error = std::get_if<ParseError>(&parsed))
    throw wrong(error->message, error->hint);
  return negated(std::get<ParsedQuery>(parsed).query);
}

ParsedQuery parse(const SearcherOptions& options) {
  auto parsed = parse_query(options.query, {options.any, options.plain, today()});
  if (const auto* error = std::get_if<ParseError>(&parsed)) refuse(options.query, *error);
  ParsedQuery result = std::get<ParsedQuery>(std::move(parsed));
  if (options.filters.empty()) return result;
  std::vector<QueryPtr> operands;
  if (!std::holds_alternative<AllQuery>(result.query->node)) operands.push_back(result.query);
  for (const OptionFilter& filter : options.filters) operands.push_back(parse_filter(filter));
  result.query = make_query(AndQuery{std::move(operands)});
  return result;
}

bool use_color(ColorChoice choice) {
  if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') &&
         terminal != nullptr && std::string_view(terminal) != "dumb";
}

std::size_t terminal_width() {
  constexpr std::size_t kUsual = 80;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return size.ws_col;
}

void print_notes(const std::vector<std::string>& notes) {
  for (const std::string& note : notes) std::cerr << "note: " << terminal_text(note) << '\n';
}

int no_such_article(const std::string& id) {
  std::cerr << "no article has the id " << terminal_text(id) << '\n';
  return kNothingFound;
}

int show_article(const SearcherOptions& options, const Index& index) {
  const auto hit = find_article(index, options.show_id);
  if (!hit) return no_such_article(options.show_id);
  const Article& article = hit->article;
  std::cout << terminal_text(article.title) << "\n\n";
  const auto line = [](const char* name, const std::string& value) {
    if (!value.empty()) std::cout << name << terminal_text(value) << '\n';
  };
  line("Date: ", article.date ? to_iso(*article.date) : "");
  line("Source: ", article.source);
  line("Author: ", article.author);
  line("Url: ", article.url);
  line("Path: ", article.path);
  std::cout << '\n' << terminal_text(article.body, true) << '\n';
  return kFound;
}

int list_field(const std::string& list, const Index& index) {
  const std::size_t equals = std::min(list.find('='), list.size());
  const std::string pattern = equals < list.size() ? list.substr(equals + 1) : "";
  const auto names = list_names(index, list.substr(0, equals), pattern);
  print_names(names, std::cout);
  return names.empty() ? kNothingFound : kFound;
}

void write(const SearcherOptions& options, const SearchResults& results) {
  const FormatOptions format{use_color(options.color), terminal_width()};
  find_formatter(options.format)->make(format)->write(results, std::cout);
}

int list_copies(const SearcherOptions& options, const Index& index) {
  SearchResults results;
  results.hits = find_copies(index, options.show_id);
  if (results.hits.empty()) return no_such_article(options.show_id);
  Analyzer analyzer;
  const HighlightWords none;
  SnippetMaker snippets(analyzer, none);
  for (Hit& hit : results.hits) hit.snippet = snippets.make(hit.article.body, kSnippetWords);
  results.total = results.hits.size();
  results.stories = 1;
  write(options, results);
  return kFound;
}

int answer(const SearcherOptions& options, const Index& index, const ParsedQuery& parsed,
           const CompiledQuery& compiled, Analyzer& analyzer, Clock::time_point start) {
  if (options.mode == SearcherMode::count) {
    const std::uint64_t count = options.page.by_story ? count_stories(index, compiled.query)
                                                      : index.count_matches(compiled.query);
    std::cout << count << '\n';
    return count > 0 ? kFound : kNothingFound;
  }
  PageOptions page = options.page;
  page.count_stories = options.format == "json";
  if (options.mode == SearcherMode::ids) {
    page.facets.clear();
    page.snippets = false;
    page.limit = 0;
  }
  SearchResults results = search(index, compiled, page, analyzer);
  results.text = options.query;
  results.parsed = to_text(*parsed.query);
  results.notes = parsed.notes;
  results.notes.insert(results.notes.end(), compiled.notes.begin(), compiled.notes.end());
  if (options.explain) results.explained = explain_query(*parsed.query, index, analyzer);
  if (results.total == 0) results.diagnosis = diagnose(*parsed.query, index, analyzer);
  const bool shown = options.format == "text" || options.format == "json";
  if (results.diagnosis && (options.mode == SearcherMode::ids || !shown))
    print_notes(lines_of(*results.diagnosis));
  results.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  if (options.mode == SearcherMode::ids) {
    for (const Hit& hit : results.hits) std::cout << terminal_text(hit.article.id) << '\n';
  } else {
    write(options, results);
  }
  return results.total > 0 ? kFound : kNothingFound;
}

}  // namespace

int run_searcher(int argc, const char* const* argv) {
  std::ios::sync_with_stdio(false);
  const auto options = parse_searcher_options(argc, argv);
  if (!options) return kFound;
  const auto start = Clock::now();
  const Index index = Index::open(options->database);
  if (options->mode == SearcherMode::show) return show_article(*options, index);
  if (options->mode == SearcherMode::copies) return list_copies(*options, index);
  if (options->mode == SearcherMode::list) return list_field(options->list, index);
  const ParsedQuery parsed = parse(*options);
  Analyzer analyzer;
  auto compiled = compile_query(*parsed.query, index, analyzer);
  if (const auto* error = std::get_if<ParseError>(&compiled)) refuse(options->query, *error);
  const CompiledQuery& query = std::get<CompiledQuery>(compiled);
  if (options->format != "json") {
    print_notes(parsed.notes);
    print_notes(query.notes);
  }
  const int code = answer(*options, index, parsed, query, analyzer, start);
  std::cout.flush();
  if (!std::cout) throw Error("cannot write the answer");
  return code;
}

}  // namespace dateline
