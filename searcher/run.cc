// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/run.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <unordered_set>

#include "common/error.h"
#include "common/terminal_text.h"
#include "searcher/company.h"
#include "searcher/formatter.h"
#include "searcher/name_list.h"
#include "searcher/options.h"
#include "searcher/query_compiler.h"
#include "searcher/request.h"
#include "searcher/search.h"

namespace dateline {
namespace {

constexpr int kFound = 0;
constexpr int kNothingFound = 1;

using Clock = std::chrono::steady_clock;

bool use_color(ColorChoice choice) {
  if (choice != ColorChoice::automatic) return choice == ColorChoice::always;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') &&
         terminal != nullptr && std::string_view(terminal) != "dumb";
}

/// 0 where standard output is no terminal.
std::size_t terminal_width() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

void print_notes(const std::vector<std::string>& notes) {
  for (const std::string& note : notes) std::cerr << "note: " << terminal_text(note) << '\n';
}

int show_article(const SearcherOptions& options, const Index& index) {
  const auto hit = find_article(index, options.show_id);
  if (!hit) {
    std::cerr << "no article has the id " << terminal_text(options.show_id) << '\n';
    return kNothingFound;
  }
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

/// What the command line asks for, read and compiled.
struct Request {
  const SearcherOptions& options;
  const Index& index;
  Analyzer& analyzer;
  ParsedQuery parsed;
  CompiledQuery compiled;
  Clock::time_point start;
};

CompiledQuery compile(const SearcherOptions& options, const ParsedQuery& parsed, const Index& index,
                      Analyzer& analyzer) {
  auto compiled = compile_query(*parsed.query, index, analyzer);
  if (const auto* error = std::get_if<ParseError>(&compiled)) refuse(options.query, *error);
  return std::get<CompiledQuery>(std::move(compiled));
}

/// Facets of a field that an option filters by are counted without that filter.
std::vector<FacetResult> count_own_facets(const Request& request, Facet facet) {
  const SearcherOptions& options = request.options;
  FacetOptions counted = options.page.facet_options();
  counted.facets = {facet};
  const ParsedQuery parsed = parse_request(options, facet);
  const CompiledQuery query = compile(options, parsed, request.index, request.analyzer);
  return count_facets(request.index, query.query, counted);
}

/// Adds to an answer what search() does not know of.
void complete(const Request& request, SearchResults& results) {
  for (FacetResult& facet : results.facets)
    if (has_own_filter(request.options, facet.facet))
      facet = count_own_facets(request, facet.facet).front();
  results.text = request.options.query;
  results.parsed = to_text(*request.parsed.query);
  results.notes = request.parsed.notes;
  results.notes.insert(results.notes.end(), request.compiled.notes.begin(),
                       request.compiled.notes.end());
  results.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - request.start).count();
}

FormatOptions format_options(const SearcherOptions& options) {
  FormatOptions format;
  format.color = use_color(options.color);
  format.width = terminal_width();
  format.fields = options.fields;
  return format;
}

/// Hands a whole result set to its formatter.
class FormatSink : public HitSink {
 public:
  explicit FormatSink(const Request& request)
      : request_(request),
        formatter_(find_formatter(request.options.format)->make(format_options(request.options))) {}

  void begin(const SearchResults& results) override {
    results_ = results;
    complete(request_, results_);
    formatter_->begin(results_, std::cout);
  }
  void hit(const Hit& hit) override { formatter_->hit(hit, std::cout); }

  std::uint64_t end() {
    formatter_->end(results_, std::cout);
    return results_.total;
  }

 private:
  const Request& request_;
  const std::unique_ptr<Formatter> formatter_;
  SearchResults results_;
};

/// Ids, or the files that hold the matches, each once.
class NameSink : public HitSink {
 public:
  explicit NameSink(const SearcherOptions& options)
      : paths_(options.mode == SearcherMode::paths), null_ends_(options.null_ends) {}

  void begin(const SearchResults& results) override { total_ = results.total; }
  void hit(const Hit& hit) override {
    const std::string& name = paths_ ? hit.article.path : hit.article.id;
    if (paths_ && !seen_.insert(name).second) return;
    if (null_ends_)
      std::cout << name << '\0';
    else
      std::cout << terminal_text(name) << '\n';
  }

  std::uint64_t total() const { return total_; }

 private:
  const bool paths_;
  const bool null_ends_;
  std::uint64_t total_ = 0;
  std::unordered_set<std::string> seen_;
};

std::uint64_t print_names(const Request& request) {
  PageOptions page = request.options.page;
  page.facets.clear();
  page.snippets = false;
  page.limit = 0;
  NameSink sink(request.options);
  search_all(request.index, request.compiled, page, request.analyzer, sink);
  return sink.total();
}

std::uint64_t print_hits(const Request& request) {
  const SearcherOptions& options = request.options;
  if (options.page.limit == 0) {
    FormatSink sink(request);
    search_all(request.index, request.compiled, options.page, request.analyzer, sink);
    return sink.end();
  }
  SearchResults results = search(request.index, request.compiled, options.page, request.analyzer);
  complete(request, results);
  find_formatter(options.format)->make(format_options(options))->write(results, std::cout);
  return results.total;
}

/// How much was found.
std::uint64_t answer(const Request& request) {
  const SearcherOptions& options = request.options;
  switch (options.mode) {
    case SearcherMode::count: {
      const std::uint64_t count = request.index.count_matches(request.compiled.query);
      std::cout << count << '\n';
      return count;
    }
    case SearcherMode::ids:
    case SearcherMode::paths:
      return print_names(request);
    case SearcherMode::timeline: {
      const auto timeline = make_timeline(request.index, request.compiled.query, options.timeline);
      print_timeline(timeline, options.format, format_options(options), std::cout);
      return timeline.total;
    }
    case SearcherMode::with: {
      const auto company = find_company(request.index, request.compiled, options.with,
                                        options.page.limit, request.analyzer);
      print_company(company, options.format, format_options(options), std::cout);
      return company.size();
    }
    default:
      return print_hits(request);
  }
}

}  // namespace

int run_searcher(int argc, const char* const* argv) {
  std::ios::sync_with_stdio(false);
  const auto options = parse_searcher_options(argc, argv);
  if (!options) return kFound;
  const auto start = Clock::now();
  const Index index = Index::open(options->database);
  int code = kNothingFound;
  if (options->mode == SearcherMode::show) {
    code = show_article(*options, index);
  } else if (options->mode == SearcherMode::list) {
    code = list_field(options->list, index);
  } else {
    Analyzer analyzer;
    Request request{*options, index, analyzer, parse_request(*options), {}, start};
    request.compiled = compile(*options, request.parsed, index, analyzer);
    if (options->format != "json") {
      print_notes(request.parsed.notes);
      print_notes(request.compiled.notes);
    }
    code = answer(request) > 0 ? kFound : kNothingFound;
  }
  std::cout.flush();
  if (!std::cout) throw Error("cannot write the answer");
  return code;
}

}  // namespace dateline
