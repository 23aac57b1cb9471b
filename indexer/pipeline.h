// SPDX-License-Identifier: GPL-2.0-or-later
//
// The indexer's line: files are read in order into batches; threads take a batch, tag its
// articles, build their documents and write them as one piece; at the end the pieces are folded
// into the archive. Batches, and with them the order of documents, do not depend on the number of
// threads.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "indexer/batch_reader.h"
#include "indexer/catalogue.h"
#include "indexer/index_writer.h"
#include "indexer/input_plan.h"
#include "indexer/options.h"
#include "indexer/reporter.h"

namespace dateline {

/// Tags the articles of all batches and stores them as pieces of the writer's archive, in so many
/// threads. Adds to `counts` what the batches count.
void store_articles(unsigned jobs, BatchSource& source, IndexWriter& writer, Reporter& reporter,
                    IndexingCounts& counts);

/// Indexes the files of `plan` into the archive, which `catalogue` describes, and forgets what the
/// plan and --prune say. Where `stop` becomes true, what was read by then is stored, the rest left
/// and nothing forgotten. The counts are those of the whole run, with what the plan skipped.
IndexingCounts run_pipeline(const IndexerOptions& options, const InputPlan& plan,
                            Catalogue& catalogue, IndexWriter& writer, Reporter& reporter,
                            const std::atomic<bool>& stop);

/// --dry-run: prints what a new archive would get, one JSON object a line, on standard output.
IndexingCounts print_articles(const IndexerOptions& options, const InputPlan& plan,
                              Reporter& reporter, const std::atomic<bool>& stop);

}  // namespace dateline
