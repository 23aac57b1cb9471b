// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/run.h"

#include <atomic>
#include <csignal>
#include <fstream>
#include <iostream>

#include "common/error.h"
#include "common/identity/names_file.h"
#include "common/schema.h"
#include "common/terminal_text.h"
#include "common/xapian_error.h"
#include "indexer/archive_check.h"
#include "indexer/archive_status.h"
#include "indexer/catalogue.h"
#include "indexer/index_writer.h"
#include "indexer/input_files.h"
#include "indexer/input_plan.h"
#include "indexer/options.h"
#include "indexer/pipeline.h"
#include "indexer/reporter.h"
#include "indexer/upgrade.h"

namespace dateline {
namespace {

constexpr int kDone = 0;
constexpr int kSomeRejected = 1;
constexpr int kInterrupted = 130;

// Written by the signal handler, the only state a handler can reach.
std::atomic<bool> stop_asked = false;
static_assert(std::atomic<bool>::is_always_lock_free);

// The first signal asks the run to store what it has; the second ends it as signals do.
void ask_to_stop(int signal) {
  stop_asked = true;
  std::signal(signal, SIG_DFL);
}

/// The text of the file, which must parse; "" for no file.
std::string read_corrections(const std::string& path) {
  if (path.empty()) return {};
  read_names_file(path);
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> list_files(IndexerOptions& options) {
  std::vector<std::string> there = options.paths;
  if (options.prune) std::erase_if(there, is_gone);  // which is what --prune asks for
  std::vector<std::string> files = list_input_files(there, options.exclude);
  if (options.files_from.empty()) return files;
  const auto listed = read_list(options.files_from, options.null ? '\0' : '\n');
  options.paths.insert(options.paths.end(), listed.begin(), listed.end());
  files.insert(files.end(), listed.begin(), listed.end());
  return list_listed_files(files, options.exclude);
}

/// What --forget and --remember list.
struct IdLists {
  std::vector<std::string> remember;
  std::vector<std::string> forget;
};

IdLists read_ids(const IndexerOptions& options) {
  const auto read = [](const std::string& list) {
    return list.empty() ? std::vector<std::string>() : read_list(list, '\n');
  };
  return {read(options.remember), read(options.forget)};
}

void tell(const IdChanges& ids, Reporter& reporter) {
  const auto note = [&reporter](std::uint64_t count, const std::string& what) {
    if (count > 0) reporter.note(what + ": " + grouped(count));
  };
  note(ids.forgotten_unseen, "ids that the archive does not hold and will not take");
  note(ids.remembered, "ids that are taken again when their files are named");
  note(ids.remembered_unseen, "ids that were not forgotten");
}

IndexingCounts index_files(const IndexerOptions& options, const std::vector<std::string>& files,
                           const IdLists& ids, IndexWriter& writer, Reporter& reporter) {
  Catalogue catalogue(options.database);
  tell(catalogue.change_ids(ids.remember, ids.forget), reporter);
  const InputPlan plan = plan_inputs(options, files, catalogue, stop_asked);
  reporter.set_total(plan.bytes);
  return run_pipeline(options, plan, catalogue, writer, reporter, stop_asked);
}

int report_check(const std::string& path) {
  const CheckReport report = check_archive(path);
  for (const std::string& fault : report.faults) std::cout << terminal_text(fault) << '\n';
  if (report.fault_count == 0) {
    std::cout << "checked " << grouped(report.articles) << " articles: no faults\n";
    return kDone;
  }
  std::cout << grouped(report.fault_count) << " faults\n";
  throw Error("the database " + path + " is damaged",
              "restore it from a copy, or remove it and index the archive again");
}

/// The modes that look at the database alone.
int look_at_archive(const IndexerOptions& options) {
  if (options.status) {
    const ArchiveStatus status = read_status(options.database);
    std::cout << (options.progress == ProgressStyle::json ? status_json(status)
                                                          : status_text(status));
  }
  return options.check ? report_check(options.database) : kDone;
}

int upgrade(const IndexerOptions& options) {
  Reporter reporter(options.progress, "", options.quiet);
  const UpgradeResult result = upgrade_archive(options, reporter, stop_asked);
  const std::string schemas = "schema " + std::to_string(result.from);
  if (result.from == kSchemaVersion)
    reporter.note("the database has " + schemas + " already: nothing to upgrade");
  else if (result.done)
    reporter.note("upgraded " + grouped(result.articles) + " articles from " + schemas + " to " +
                  std::to_string(kSchemaVersion));
  else
    reporter.note("interrupted: the database is as it was; the same command starts again");
  return result.done ? kDone : kInterrupted;
}

void catch_signals() {
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
}

}  // namespace

int run_indexer(int argc, const char* const* argv) {
  auto options = parse_indexer_options(argc, argv);
  if (!options) return kDone;
  if (options->status || options->check) return look_at_archive(*options);
  if (options->upgrade) {
    end_clearly_where_xapian_gives_up(options->database);
    catch_signals();
    return upgrade(*options);
  }
  const std::vector<std::string> files = list_files(*options);
  const IdLists ids = read_ids(*options);
  const ProgressStyle style = options->dry_run ? ProgressStyle::none : options->progress;
  Reporter reporter(style, options->rejects, options->quiet);
  const std::string corrections = read_corrections(options->names);
  end_clearly_where_xapian_gives_up(options->database);
  catch_signals();
  IndexingCounts counts;
  if (options->dry_run) {
    counts = print_articles(*options, plan_to_read(files), reporter, stop_asked);
  } else {
    IndexWriter writer(options->database);
    if (const std::uint64_t articles = writer.recovered().added + writer.recovered().replaced)
      reporter.note("took in " + std::to_string(articles) +
                    " articles that an interrupted run had finished");
    options->part = writer.settle_part(options->part);
    if (!options->names.empty()) writer.correct_names(corrections);
    if (options->dedup) writer.group_copies(*options->dedup);
    const bool changes_ids = !options->forget.empty() || !options->remember.empty();
    if (options->paths.empty() && options->files_from.empty() && !changes_ids) return kDone;
    counts = index_files(*options, files, ids, writer, reporter);
  }
  if (!options->dry_run) reporter.finish(counts, stop_asked);
  if (stop_asked) return kInterrupted;
  return counts.rejected > 0 ? kSomeRejected : kDone;
}

}  // namespace dateline
