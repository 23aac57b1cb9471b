// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/run.h"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): the POSIX parts
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <unordered_set>

#include "common/error.h"
#include "common/terminal_text.h"
#include "common/xapian_error.h"
#include "searcher/batch.h"
#include "searcher/company.h"
#include "searcher/completion.h"
#include "searcher/explanation.h"
#include "searcher/formatter.h"
#include "searcher/held_output.h"
#include "searcher/language_analyzers.h"
#include "searcher/matching.h"
#include "searcher/name_list.h"
#include "searcher/options.h"
#include "searcher/pager.h"
#include "searcher/query_compiler.h"
#include "searcher/request.h"
#include "searcher/saved_search.h"
#include "searcher/score_parts.h"
#include "searcher/search.h"
#include "searcher/show_article.h"
#include "searcher/similar.h"
#include "searcher/snippet.h"

namespace dateline {
namespace {

constexpr int kFound = 0;
constexpr int kNothingFound = 1;
constexpr int kTries = 5;

using Clock = std::chrono::steady_clock;

/// What standard output is, found out before a pager takes its place.
struct Terminal {
  bool present = false;
  bool colors = false;
  std::size_t width = 0;  ///< 0 where there is none
};

Terminal find_terminal() {
  Terminal terminal;
  terminal.present = ::isatty(STDOUT_FILENO) != 0;
  const char* no_color = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  terminal.colors = terminal.present && (no_color == nullptr || *no_color == '\0') &&
                    kind != nullptr && std::string_view(kind) != "dumb";
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) terminal.width = size.ws_col;
  return terminal;
}

bool chosen(ColorChoice choice, bool usual) {
  return choice == ColorChoice::automatic ? usual : choice == ColorChoice::always;
}

FormatOptions format_options(const SearcherOptions& options, const Terminal& terminal) {
  FormatOptions format;
  format.color = chosen(options.color, terminal.colors);
  format.hyperlinks = chosen(options.hyperlinks, terminal.colors);
  format.width = terminal.width;
  format.fields = options.fields;
  return format;
}

void print_notes(const std::vector<std::string>& notes) {
  for (const std::string& note : notes) std::cerr << "note: " << terminal_text(note) << '\n';
}

int no_such_article(const std::string& id) {
  std::cerr << "no article has the id " << terminal_text(id) << '\n';
  return kNothingFound;
}

int list_copies(const SearcherOptions& options, const Index& index, const FormatOptions& format) {
  SearchResults results;
  results.hits = find_copies(index, options.show_id);
  if (results.hits.empty()) return no_such_article(options.show_id);
  Analyzer english;
  LanguageAnalyzers analyzers(english);
  const HighlightWords none;
  for (Hit& hit : results.hits)
    hit.snippet = SnippetMaker(analyzers.of(hit.article.language), none)
                      .make(hit.article.body, kSnippetWords);
  results.total = results.hits.size();
  results.stories = 1;
  find_formatter(options.format)->make(format)->write(results, std::cout);
  return kFound;
}

int list_saved(const SearcherOptions& options) {
  const auto searches = saved_searches();
  print_saved(searches, options.format, std::cout);
  return searches.empty() ? kNothingFound : kFound;
}

int list_field(const SearcherOptions& options, const Index& index, const FormatOptions& format) {
  const std::string& list = options.list;
  const std::size_t equals = std::min(list.find('='), list.size());
  const std::string pattern = equals < list.size() ? list.substr(equals + 1) : "";
  const auto names = list_names(index, list.substr(0, equals), pattern);
  print_names(names, options.format, format, std::cout);
  if (names.empty())
    print_notes({"the archive holds no " + list.substr(0, equals) +
                 (pattern.empty() ? "" : " with '" + pattern + "' in a name")});
  return names.empty() ? kNothingFound : kFound;
}

/// What the command line asks for, read and compiled.
struct Request {
  const SearcherOptions& options;
  const Index& index;
  Analyzer& analyzer;
  ParsedQuery parsed;
  CompiledQuery compiled;
  FormatOptions format;
  Clock::time_point start;
  std::optional<Plan> within;  ///< only of these, which the query itself does not tell
};

CompiledQuery compile(const SearcherOptions& options, const ParsedQuery& parsed, const Index& index,
                      Analyzer& analyzer) {
  auto compiled = compile_query(*parsed.query, index, analyzer);
  if (const auto* error = std::get_if<ParseError>(&compiled)) refuse(options.query, *error);
  return std::get<CompiledQuery>(std::move(compiled));
}

Plan narrowed(const Request& request, const Plan& plan) {
  if (!request.within) return plan;
  return Plan::all({plan, Plan::scaled(*request.within, 0)});
}

/// Facets of a field that an option filters by are counted without that filter.
std::vector<FacetResult> count_own_facets(const Request& request, Facet facet) {
  const SearcherOptions& options = request.options;
  PageOptions counted = options.page;
  counted.facets = {facet};
  const ParsedQuery parsed = parse_request(options, facet);
  const CompiledQuery query = compile(options, parsed, request.index, request.analyzer);
  return count_facets(request.index, narrowed(request, query.plan), counted);
}

/// Adds to an answer what search() does not know of.
void complete(const Request& request, SearchResults& results) {
  for (FacetResult& facet : results.facets)
    if (has_own_filter(request.options, facet.facet))
      facet = count_own_facets(request, facet.facet).front();
  results.missing = request.index.missing_parts();
  results.text = request.options.query;
  results.parsed = to_text(*request.parsed.query);
  results.notes = request.parsed.notes;
  results.notes.insert(results.notes.end(), request.compiled.notes.begin(),
                       request.compiled.notes.end());
  if (request.options.explain) {
    results.explained = explain_query(*request.parsed.query, request.index, request.analyzer);
    ScoreExplainer scores(request.index, request.compiled);
    for (Hit& hit : results.hits) hit.score_parts = scores.parts_of(hit);
  }
  if (results.total == 0 && !request.within) {
    results.diagnosis = diagnose(*request.parsed.query, request.index, request.analyzer);
    const bool shown = request.options.format == "text" || request.options.format == "json";
    if (results.diagnosis && !shown) print_notes(lines_of(*results.diagnosis));
  }
  results.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - request.start).count();
}

/// Hands a whole result set to its formatter.
class FormatSink : public HitSink {
 public:
  explicit FormatSink(const Request& request)
      : request_(request),
        formatter_(find_formatter(request.options.format)->make(request.format)) {}

  void begin(const SearchResults& results) override {
    results_ = results;
    complete(request_, results_);
    formatter_->begin(results_, std::cout);
  }
  void hit(const Hit& hit) override {
    if (!request_.options.explain) return formatter_->hit(hit, std::cout);
    Hit explained = hit;
    explained.score_parts = scores_.parts_of(hit);
    formatter_->hit(explained, std::cout);
  }

  std::uint64_t end() {
    formatter_->end(results_, std::cout);
    return results_.total;
  }

 private:
  const Request& request_;
  ScoreExplainer scores_{request_.index, request_.compiled};
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
  page.entities = false;
  NameSink sink(request.options);
  search_all(request.index, request.compiled, page, request.analyzer, sink);
  if (sink.total() == 0 && !request.within)
    print_notes(lines_of(diagnose(*request.parsed.query, request.index, request.analyzer)));
  return sink.total();
}

std::uint64_t print_hits(const Request& request) {
  const SearcherOptions& options = request.options;
  PageOptions page = options.page;
  page.count_stories = options.format == "json";
  if (page.limit == 0) {
    FormatSink sink(request);
    search_all(request.index, request.compiled, page, request.analyzer, sink);
    return sink.end();
  }
  SearchResults results = search(request.index, request.compiled, page, request.analyzer);
  complete(request, results);
  find_formatter(options.format)->make(request.format)->write(results, std::cout);
  return results.total;
}

/// How much was found.
std::uint64_t answer(const Request& request) {
  const SearcherOptions& options = request.options;
  switch (options.mode) {
    case SearcherMode::count: {
      const Plan& plan = request.compiled.plan;
      const std::uint64_t count = options.page.by_story ? count_stories(request.index, plan)
                                                        : count_matches(request.index, plan);
      std::cout << count << '\n';
      return count;
    }
    case SearcherMode::ids:
    case SearcherMode::paths:
      return print_names(request);
    case SearcherMode::timeline: {
      const auto timeline = make_timeline(request.index, request.compiled.plan, options.timeline);
      print_timeline(timeline, options.format, request.format, std::cout);
      return timeline.total;
    }
    case SearcherMode::with: {
      const auto company = find_company(request.index, request.compiled, options.with,
                                        options.page.limit, request.analyzer);
      print_company(company, options.format, request.format, std::cout);
      return company.size();
    }
    default:
      return print_hits(request);
  }
}

/// --like: what is like it, ranked by the words they share, within what else is
/// asked for.
void add_similar(Request& request) {
  CompiledQuery similar = similar_query(request.index, request.options.like, request.analyzer);
  const bool all = std::holds_alternative<AllQuery>(request.parsed.query->node);
  CompiledQuery& compiled = request.compiled;
  request.within = similar.plan;
  compiled.plan = all ? similar.plan : Plan::all({similar.plan, compiled.plan});
  if (all) compiled.highlights = std::move(similar.highlights);
  compiled.refinement = {};
  compiled.notes.insert(compiled.notes.end(), similar.notes.begin(), similar.notes.end());
}

/// --new: only what the saved search had not found. Gives all that it finds
/// now.
Matches keep_new(Request& request) {
  Matches matches = all_matches(request.index, request.compiled.plan);
  request.within = Plan::chosen(unseen(request.options.saved, request.index, matches));
  request.compiled.plan = narrowed(request, request.compiled.plan);
  return matches;
}

int run_query(SearcherOptions& options, const Index& index, const FormatOptions& format,
              Clock::time_point start) {
  if (!options.save.empty()) check_search_name(options.save);
  if (!options.saved.empty()) load_search(options.saved, options);
  Analyzer analyzer;
  Request request{options, index, analyzer, parse_request(options), {}, format, start, {}};
  request.compiled = compile(options, request.parsed, index, analyzer);
  if (!options.like.empty()) add_similar(request);
  std::optional<Matches> seen;
  if (options.only_new) seen = keep_new(request);
  if (options.format != "json") {
    print_notes(request.parsed.notes);
    print_notes(request.compiled.notes);
  }
  const std::uint64_t found = answer(request);
  if (!options.save.empty()) {
    save_search(options.save, options);
    mark_seen(options.save, index, all_matches(index, request.compiled.plan));
  }
  if (seen) mark_seen(options.saved, index, *seen);
  return found > 0 ? kFound : kNothingFound;
}

int run_show(const SearcherOptions& options, const Index& index, const FormatOptions& format) {
  const auto hit = find_article(index, options.show_id);
  if (!hit) return no_such_article(options.show_id);
  Analyzer analyzer;
  HighlightWords words;
  if (!options.query.empty())
    words = compile(options, parse_request(options), index, analyzer).highlights;
  LanguageAnalyzers analyzers(analyzer);
  show_article(*hit, words, options.format, format, analyzers.of(hit->article.language), std::cout);
  return kFound;
}

int run_completion(const SearcherOptions& options) {
  const std::size_t equals = std::min(options.complete.find('='), options.complete.size());
  const std::string name = options.complete.substr(0, equals);
  const std::string begun =
      equals < options.complete.size() ? options.complete.substr(equals + 1) : "";
  if (!complete_choice(name, begun, std::cout))
    complete_value(Index::open(options.archive), name, begun, std::cout);
  return kFound;
}

int answer_batch(const SearcherOptions& options) {
  if (options.batch == "-") return run_batch(options, std::cin, std::cout);
  std::ifstream in(options.batch);
  if (!in)
    throw Error("cannot read " + options.batch + ": " + std::strerror(errno), "", ExitCode::kUsage);
  return run_batch(options, in, std::cout);
}

bool wants_pager(const SearcherOptions& options, const Terminal& terminal) {
  const bool long_answer = options.mode != SearcherMode::count &&
                           options.mode != SearcherMode::complete && !options.null_ends &&
                           options.batch.empty();
  return options.pager.value_or(terminal.present && long_answer);
}

int answer_from(const Index& index, SearcherOptions options, FormatOptions format,
                Clock::time_point start) {
  if (options.format == "json") format.state = index.state();
  switch (options.mode) {
    case SearcherMode::show:
      return run_show(options, index, format);
    case SearcherMode::copies:
      return list_copies(options, index, format);
    case SearcherMode::list:
      return list_field(options, index, format);
    default:
      return run_query(options, index, format, start);
  }
}

void note_missing(const Index& index) {
  for (const std::string& part : index.missing_parts()) print_notes({note_of_missing(part)});
}

/// The answer of one state of the archive: where an indexer writes over it meanwhile, that of a
/// later one; and where a part is lost meanwhile that can be done without, that of the others.
int answer_of_one_state(const SearcherOptions& options, const FormatOptions& format,
                        Clock::time_point start) {
  for (int left = kTries;; --left) {
    HeldOutput answer(std::cout);
    HeldOutput notes(std::cerr);
    try {
      return with_xapian(options.archive.name(), [&] {
        const Index index = Index::open(options.archive);
        note_missing(index);
        const int code = answer_from(index, options, format, start);
        return index.missing_parts().empty() ? code : static_cast<int>(ExitCode::kPartial);
      });
    } catch (const ArchiveChanged&) {
      if (!answer.drop() || !notes.drop() || left == 1) throw;
    } catch (const PartLost&) {
      if (!options.archive.partial || !answer.drop() || !notes.drop() || left == 1) throw;
    }
  }
}

int run(const SearcherOptions& options, Clock::time_point start) {
  if (options.mode == SearcherMode::complete) return run_completion(options);
  const Terminal terminal = find_terminal();
  const FormatOptions format = format_options(options, terminal);
  if (options.list == "saved") return list_saved(options);
  const bool paged = wants_pager(options, terminal);
  if (paged) Index::open(options.archive);  // what is wrong with it is said here, not in the pager
  const Pager pager(paged);
  const int code =
      options.batch.empty() ? answer_of_one_state(options, format, start) : answer_batch(options);
  std::cout.flush();
  if (!std::cout && !pager.running()) throw Error("cannot write the answer");
  return code;
}

}  // namespace

int run_searcher(int argc, const char* const* argv) {
  std::ios::sync_with_stdio(false);
  // Whoever closes the other end of a pipe wants no more, and no word about it.
  ::signal(SIGPIPE, SIG_DFL);
  auto options = parse_searcher_options(argc, argv);
  if (!options) return kFound;
  return run(*options, Clock::now());
}

}  // namespace dateline
