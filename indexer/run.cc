// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/run.h"

#include <atomic>
#include <csignal>
#include <fstream>

#include "indexer/index_writer.h"
#include "indexer/input_files.h"
#include "indexer/names_file.h"
#include "indexer/options.h"
#include "indexer/pipeline.h"
#include "indexer/reporter.h"

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

}  // namespace

int run_indexer(int argc, const char* const* argv) {
  const auto options = parse_indexer_options(argc, argv);
  if (!options) return kDone;
  const std::vector<std::string> files = list_input_files(options->paths);
  Reporter reporter(options->progress, options->rejects, options->quiet || options->dry_run);
  const std::string corrections = read_corrections(options->names);
  const EntityData entities;
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  IndexingCounts counts;
  if (options->dry_run) {
    counts = print_articles(*options, files, entities, reporter, stop_asked);
  } else {
    IndexWriter writer(options->database);
    if (writer.recovered().added > 0)
      reporter.note("took in " + std::to_string(writer.recovered().added) +
                    " articles that an interrupted run had finished");
    if (!options->names.empty()) writer.correct_names(corrections);
    if (options->dedup) writer.group_copies(*options->dedup);
    if (files.empty()) return kDone;
    counts = run_pipeline(*options, files, entities, writer, reporter, stop_asked);
  }
  reporter.finish(counts, stop_asked);
  if (stop_asked) return kInterrupted;
  return counts.rejected > 0 ? kSomeRejected : kDone;
}

}  // namespace dateline
