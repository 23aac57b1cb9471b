// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/batch.h"

#include <chrono>
#include <string>

#include "common/error.h"
#include "common/json_writer.h"
#include "common/terminal_text.h"
#include "common/utf8.h"
#include "searcher/formatter.h"
#include "searcher/request.h"
#include "searcher/resident.h"

namespace dateline {
namespace {

constexpr int kFound = 0;
constexpr int kNothingFound = 1;
constexpr int kBadLine = 2;

using Clock = std::chrono::steady_clock;

/// A line's two parts.
struct Line {
  std::string label;
  std::string query;
};

std::variant<Line, ParseError> split(std::string text) {
  if (text.ends_with('\r')) text.pop_back();
  repair_utf8(text);
  const std::size_t tab = text.find('\t');
  if (tab == std::string::npos)
    return ParseError{0, "this line has no tab", "write LABEL<TAB>QUERY"};
  return Line{text.substr(0, tab), text.substr(tab + 1)};
}

class Batch {
 public:
  Batch(const SearcherOptions& options, const Index& index, std::ostream& out)
      : options_(options), index_(index), resident_(index), out_(out) {
    options_.page.count_stories = true;
    if (options_.mode == SearcherMode::ids) {
      options_.page.facets.clear();
      options_.page.snippets = false;
      options_.page.entities = false;
    }
  }

  void answer(std::string text) {
    const auto line = split(std::move(text));
    if (const auto* error = std::get_if<ParseError>(&line)) return refuse("", *error);
    const auto& [label, query] = std::get<Line>(line);
    const auto start = Clock::now();
    options_.query = query;
    const auto parsed = read_request(options_);
    if (const auto* error = std::get_if<ParseError>(&parsed)) return refuse(label, *error);
    const auto& request = std::get<ParsedQuery>(parsed);
    const auto compiled = compile_query(*request.query, index_, analyzer_);
    if (const auto* error = std::get_if<ParseError>(&compiled)) return refuse(label, *error);
    if (options_.mode == SearcherMode::count)
      print_count(label, std::get<CompiledQuery>(compiled));
    else
      print_hits(label, request, std::get<CompiledQuery>(compiled), start);
  }

  int code() const { return refused_ ? kBadLine : found_ ? kFound : kNothingFound; }

 private:
  void print_count(const std::string& label, const CompiledQuery& query) {
    const std::uint64_t count =
        options_.page.by_story ? count_stories(index_, query.query) : resident_.count(query.plan);
    found_ = found_ || count > 0;
    out_ << terminal_text(label) << '\t' << count << '\n';
  }

  void print_hits(const std::string& label, const ParsedQuery& request, const CompiledQuery& query,
                  Clock::time_point start) {
    SearchResults results = resident_.search(query, options_.page, analyzer_);
    found_ = found_ || results.total > 0;
    if (options_.mode == SearcherMode::ids) {
      for (const Hit& hit : results.hits)
        out_ << terminal_text(label) << '\t' << terminal_text(hit.article.id) << '\n';
      return;
    }
    for (FacetResult& facet : results.facets)
      if (has_own_filter(options_, facet.facet)) count_without_own_filter(facet);
    results.label = label;
    results.text = options_.query;
    results.parsed = to_text(*request.query);
    results.notes = request.notes;
    results.notes.insert(results.notes.end(), query.notes.begin(), query.notes.end());
    results.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    find_formatter("json")->make({})->write(results, out_);
  }

  void count_without_own_filter(FacetResult& facet) {
    const auto parsed = read_request(options_, facet.facet);
    const auto query = compile_query(*std::get<ParsedQuery>(parsed).query, index_, analyzer_);
    PageOptions counted = options_.page;
    counted.facets = {facet.facet};
    facet = resident_.count_facets(std::get<CompiledQuery>(query).plan, counted).front();
  }

  void refuse(const std::string& label, const ParseError& error) {
    refused_ = true;
    if (options_.mode != SearcherMode::hits) {
      out_ << terminal_text(label) << "\terror: " << terminal_text(error.message) << " ("
           << terminal_text(error.hint) << ")\n";
      return;
    }
    JsonWriter json;
    json.start_object().member("label", label).key("error").start_object();
    json.member("message", error.message).member("hint", error.hint);
    if (error.offset < options_.query.size()) json.member("offset", std::uint64_t{error.offset});
    out_ << json.end_object().end_object().take() << '\n';
  }

  SearcherOptions options_;
  const Index& index_;
  Analyzer analyzer_;
  Resident resident_;
  std::ostream& out_;
  bool found_ = false;
  bool refused_ = false;
};

}  // namespace

int run_batch(const SearcherOptions& options, const Index& index, std::istream& in,
              std::ostream& out) {
  Batch batch(options, index, out);
  std::string line;
  while (out && std::getline(in, line)) {
    if (line.empty()) continue;
    batch.answer(std::move(line));
    // Whoever waits for an answer before the next question gets it.
    if (in.rdbuf()->in_avail() <= 0) out.flush();
  }
  return batch.code();
}

}  // namespace dateline
