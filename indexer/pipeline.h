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

#include "indexer/entities/entity_tagger.h"
#include "indexer/index_writer.h"
#include "indexer/options.h"
#include "indexer/reporter.h"

namespace dateline {

/// Indexes `files` into the archive. Where `stop` becomes true, what was read by then is stored
/// and the rest left.
IndexingCounts run_pipeline(const IndexerOptions& options, const std::vector<std::string>& files,
                            const EntityData& entities, IndexWriter& writer, Reporter& reporter,
                            const std::atomic<bool>& stop);

/// --dry-run: prints what would be indexed of `files`, one JSON object a line, on standard output.
IndexingCounts print_articles(const IndexerOptions& options, const std::vector<std::string>& files,
                              const EntityData& entities, Reporter& reporter,
                              const std::atomic<bool>& stop);

}  // namespace dateline
