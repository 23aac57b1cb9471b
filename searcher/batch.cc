// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/batch.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/error.h"
#include "common/json_writer.h"
#include "common/terminal_text.h"
#include "common/utf8.h"
#include "common/xapian_error.h"
#include "searcher/formatter.h"
#include "searcher/matching.h"
#include "searcher/request.h"
#include "searcher/resident.h"

namespace dateline {
namespace {

constexpr int kFound = 0;
constexpr int kNothingFound = 1;
constexpr int kBadLine = 2;
constexpr int kPartial = static_cast<int>(ExitCode::kPartial);

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

/// What all threads share: the columns of the archive as it is, and what has been said of it.
class SharedArchive {
 public:
  explicit SharedArchive(ArchiveAddress archive) : archive_(std::move(archive)) {}

  /// Of the state that `index` is of.
  std::shared_ptr<const Columns> of(const Index& index) {
    const std::lock_guard lock(mutex_);
    if (!columns_ || columns_->revision() != index.revision())
      columns_ = std::make_shared<const Columns>(Index::open(archive_));
    if (columns_->revision() != index.revision())
      throw ArchiveChanged(archive_.name() + " has changed");
    return columns_;
  }

  /// Says once of each part that it is missing.
  void note_missing(const std::vector<std::string>& parts) {
    const std::lock_guard lock(mutex_);
    for (const std::string& part : parts)
      if (noted_.insert(part).second)
        std::cerr << "note: " << terminal_text(note_of_missing(part)) << '\n';
  }

 private:
  const ArchiveAddress archive_;
  std::mutex mutex_;
  std::set<std::string> noted_;
  std::shared_ptr<const Columns> columns_;
};

/// Answers one line after the other, from one state of the archive.
class Batch {
 public:
  Batch(const SearcherOptions& options, SharedArchive& columns, std::size_t memory,
        std::ostream& out)
      : options_(options), index_(Index::open(options.archive)), out_(out) {
    columns.note_missing(index_.missing_parts());
    format_.state = index_.state();
    // What other machines hold is not for moving here.
    if (!index_.has_remote_parts()) resident_.emplace(index_, columns.of(index_), memory);
    options_.page.count_stories = true;
    if (options_.mode == SearcherMode::ids) {
      options_.page.facets.clear();
      options_.page.snippets = false;
      options_.page.entities = false;
    }
  }

  /// The exit code of this line alone.
  int answer(const std::string& text) {
    found_ = refused_ = false;
    answer_line(text);
    if (!index_.missing_parts().empty()) return kPartial;
    return refused_ ? kBadLine : found_ ? kFound : kNothingFound;
  }

 private:
  void answer_line(const std::string& text) {
    const auto line = split(text);
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

  void print_count(const std::string& label, const CompiledQuery& query) {
    const std::uint64_t count = options_.page.by_story ? count_stories(index_, query.plan)
                                : resident_            ? resident_->count(query.plan)
                                                       : count_matches(index_, query.plan);
    found_ = found_ || count > 0;
    out_ << terminal_text(label) << '\t' << count << '\n';
  }

  void print_hits(const std::string& label, const ParsedQuery& request, const CompiledQuery& query,
                  Clock::time_point start) {
    SearchResults results = resident_ ? resident_->search(query, options_.page, analyzer_)
                                      : search(index_, query, options_.page, analyzer_);
    found_ = found_ || results.total > 0;
    if (options_.mode == SearcherMode::ids) {
      for (const Hit& hit : results.hits)
        out_ << terminal_text(label) << '\t' << terminal_text(hit.article.id) << '\n';
      return;
    }
    for (FacetResult& facet : results.facets)
      if (has_own_filter(options_, facet.facet)) count_without_own_filter(facet);
    results.label = label;
    results.missing = index_.missing_parts();
    results.text = options_.query;
    results.parsed = to_text(*request.query);
    results.notes = request.notes;
    results.notes.insert(results.notes.end(), query.notes.begin(), query.notes.end());
    results.took_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    find_formatter("json")->make(format_)->write(results, out_);
  }

  void count_without_own_filter(FacetResult& facet) {
    const auto parsed = read_request(options_, facet.facet);
    const auto query = compile_query(*std::get<ParsedQuery>(parsed).query, index_, analyzer_);
    PageOptions counted = options_.page;
    counted.facets = {facet.facet};
    const Plan& plan = std::get<CompiledQuery>(query).plan;
    facet =
        (resident_ ? resident_->count_facets(plan, counted) : count_facets(index_, plan, counted))
            .front();
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
  const Index index_;
  FormatOptions format_;
  Analyzer analyzer_;
  std::optional<Resident> resident_;
  std::ostream& out_;
  bool found_ = false;
  bool refused_ = false;
};

/// Of two lines' exit codes that of both: that an answer lacks a part counts most, then a bad line,
/// then that something was found.
int worse(int a, int b) {
  if (a == kPartial || b == kPartial) return kPartial;
  if (a == kBadLine || b == kBadLine) return kBadLine;
  return a == kFound || b == kFound ? kFound : kNothingFound;
}

/// Answers lines in a thread of its own, with an archive of its own: opened for the first line, and
/// again where an indexer writes over it.
class Worker {
 public:
  Worker(const SearcherOptions& options, SharedArchive& columns, std::size_t memory)
      : options_(options), columns_(columns), memory_(memory) {}

  /// The line's exit code; its answer is in answer_text().
  int answer(const std::string& line) {
    constexpr int kTries = 5;
    for (int left = kTries;; --left) {
      text_.str({});
      try {
        return with_xapian(options_.archive.name(), [&] {
          if (!batch_) batch_ = std::make_unique<Batch>(options_, columns_, memory_, text_);
          return batch_->answer(line);
        });
      } catch (const ArchiveChanged&) {
        if (left == 1) throw;
        batch_.reset();
      } catch (const PartLost&) {
        if (!options_.archive.partial || left == 1) throw;
        batch_.reset();
      }
    }
  }

  std::string answer_text() const { return text_.str(); }

 private:
  const SearcherOptions& options_;
  SharedArchive& columns_;
  const std::size_t memory_;
  std::ostringstream text_;
  std::unique_ptr<Batch> batch_;
};

/// Puts answers that come in any order on `out` in that of their lines.
class OrderedAnswers {
 public:
  explicit OrderedAnswers(std::ostream& out) : out_(out) {}

  void put(std::size_t line, int code, std::string text) {
    const std::lock_guard lock(mutex_);
    code_ = worse(code_, code);
    waiting_.emplace(line, std::move(text));
    for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_; ++next_) {
      out_ << first->second;
      first = waiting_.erase(first);
    }
  }

  /// Of all that was put.
  int code() const { return code_; }

 private:
  std::mutex mutex_;
  std::ostream& out_;
  std::map<std::size_t, std::string> waiting_;
  std::size_t next_ = 0;
  int code_ = kNothingFound;
};

class Workers {
 public:
  explicit Workers(const SearcherOptions& options) : columns_(options.archive) {
    constexpr std::size_t kMost = 8;
    const std::size_t count =
        std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMost);
    for (std::size_t i = 0; i < count; ++i)
      workers_.push_back(std::make_unique<Worker>(options, columns_, kBatchMemory / count));
  }

  /// The exit code of all these lines. Throws the first failure, once what came before it is out.
  int answer(std::span<const std::string> lines, std::ostream& out) {
    OrderedAnswers answers(out);
    std::atomic<std::size_t> next = 0;
    std::vector<std::exception_ptr> failures(workers_.size());
    const auto work = [&](std::size_t number) {
      try {
        for (std::size_t line = next++; line < lines.size(); line = next++) {
          const int code = workers_[number]->answer(lines[line]);
          answers.put(line, code, workers_[number]->answer_text());
        }
      } catch (...) {
        failures[number] = std::current_exception();
        next = lines.size();
      }
    };
    {
      std::vector<std::jthread> threads;
      const std::size_t helping = std::min(workers_.size(), lines.size());
      for (std::size_t number = 1; number < helping; ++number) threads.emplace_back(work, number);
      work(0);
    }
    for (const std::exception_ptr& failure : failures)
      if (failure) std::rethrow_exception(failure);
    return answers.code();
  }

 private:
  /// Of posting lists and word places kept for later lines, over all workers.
  static constexpr std::size_t kBatchMemory = std::size_t{512} << 20;

  SharedArchive columns_;
  std::vector<std::unique_ptr<Worker>> workers_;
};

/// The next lines that are there to be read; at least one, but at the end. Empty lines are no
/// questions.
std::vector<std::string> read_lines(std::istream& in) {
  constexpr std::size_t kMost = 1024;
  std::vector<std::string> lines;
  std::string line;
  while (lines.size() < kMost && std::getline(in, line)) {
    if (!line.empty()) lines.push_back(std::move(line));
    // Whoever waits for an answer before the next question gets it.
    if (!lines.empty() && in.rdbuf()->in_avail() <= 0) break;
  }
  return lines;
}

}  // namespace

int run_batch(const SearcherOptions& options, std::istream& in, std::ostream& out) {
  Workers workers(options);
  int code = kNothingFound;
  while (out) {
    const std::vector<std::string> lines = read_lines(in);
    if (lines.empty()) break;
    code = worse(code, workers.answer(lines, out));
    if (in.rdbuf()->in_avail() <= 0) out.flush();
  }
  return code;
}

}  // namespace dateline
