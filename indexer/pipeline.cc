// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline.h"

#include <exception>
#include <iostream>
#include <mutex>
#include <thread>

#include "indexer/article_json.h"
#include "indexer/batch_reader.h"
#include "indexer/document_builder.h"
#include "indexer/entities/entity_tagger.h"
#include "indexer/gone_files.h"
#include "indexer/inverter.h"

namespace dateline {
namespace {

/// One thread's tools.
class Worker {
 public:
  Worker(const EntityData& entities, IndexWriter& writer)
      : pieces_(writer.pieces()), tagger_(entities), builder_(writer.names()) {}

  /// Stores the articles as piece `number`.
  void store(const std::vector<Article>& articles, std::uint64_t number) {
    for (const Article& article : articles) {
      const Entities found = tagger_.tag(article);
      inverter_.add(builder_.build(article, tagger_.tokens(), found));
      for (const auto& [key, value] : builder_.take_new_metadata())
        inverter_.set_metadata(key, value);
    }
    inverter_.write(pieces_.making(number));
    pieces_.finish(number);
  }

 private:
  PieceStore& pieces_;
  EntityTagger tagger_;
  DocumentBuilder builder_;
  Inverter inverter_;
};

/// What the threads of a run share.
struct Run {
  std::mutex mutex;
  IndexingCounts& counts;
  std::exception_ptr failure;
  std::atomic<bool> failed = false;
};

void work(const EntityData& entities, IndexWriter& writer, std::uint64_t first_number,
          BatchSource& source, Reporter& reporter, Run& run) {
  try {
    Worker worker(entities, writer);
    while (!run.failed) {
      auto batch = source.next();
      if (!batch) return;
      writer.journal().begin(batch->begun);
      if (!batch->articles.empty()) worker.store(batch->articles, first_number + batch->piece);
      writer.journal().finish(batch->number, std::move(batch->finished));
      const std::lock_guard lock(run.mutex);
      run.counts += batch->counts;
      reporter.progress(run.counts);
    }
  } catch (...) {
    const std::lock_guard lock(run.mutex);
    if (!run.failed) run.failure = std::current_exception();
    run.failed = true;
  }
}

}  // namespace

void store_articles(unsigned jobs, BatchSource& source, IndexWriter& writer, Reporter& reporter,
                    IndexingCounts& counts) {
  Run run{{}, counts, {}, {}};
  const EntityData entities;
  const std::uint64_t first_number = writer.pieces().next_number();
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < jobs; ++i)
    threads.emplace_back([&] { work(entities, writer, first_number, source, reporter, run); });
  work(entities, writer, first_number, source, reporter, run);
  for (std::thread& thread : threads) thread.join();
  if (run.failure) std::rethrow_exception(run.failure);
}

IndexingCounts run_pipeline(const IndexerOptions& options, const InputPlan& plan,
                            Catalogue& catalogue, IndexWriter& writer, Reporter& reporter,
                            const std::atomic<bool>& stop) {
  IndexingCounts counts = plan.skipped;
  ArchiveChanges changes;
  catalogue.set_moved(plan.moved);
  catalogue.set_gone(plan.gone);
  BatchReader reader(options, plan, &catalogue, reporter, stop);
  // The data for finding persons and countries takes longer to load than a run that changes
  // nothing.
  if (!plan.files.empty()) store_articles(options.jobs, reader, writer, reporter, counts);
  changes.inputs = plan.touched;
  if (options.prune && !stop) {
    changes.forgotten = plan.gone;
    changes.deleted = catalogue.not_admitted(reader.reread());
    changes.inputs.insert(changes.inputs.end(), reader.unpruned().begin(), reader.unpruned().end());
    counts.pruned = changes.deleted.size();
    if (!options.prune_all && is_much_to_forget(counts.pruned, catalogue.articles())) {
      writer.discard();
      refuse_to_forget(counts.pruned, catalogue.articles(), plan.gone);
    }
  }
  const IdChanges& ids = catalogue.id_changes();
  changes.outdated = ids.inputs;
  changes.metadata = ids.metadata;
  changes.moved = plan.moved;
  changes.deleted.insert(changes.deleted.end(), ids.deleted.begin(), ids.deleted.end());
  counts.forgotten = ids.deleted.size();
  changes.last_run = [&](const FoldResult& result) {
    counts.added = result.added;
    counts.updated = result.replaced;
    counts.overwritten = result.overwritten;
    counts.grouped = result.grouped;
    return (stop ? "interrupted: " : "") + summary(counts);
  };
  writer.fold(changes);
  return counts;
}

IndexingCounts print_articles(const IndexerOptions& options, const InputPlan& plan,
                              Reporter& reporter, const std::atomic<bool>& stop) {
  const EntityData entities;
  Catalogue empty;
  BatchReader reader(options, plan, &empty, reporter, stop);
  EntityTagger tagger(entities);
  IndexingCounts counts;
  while (const auto batch = reader.next()) {
    for (const Article& article : batch->articles)
      std::cout << article_json(article, tagger.tag(article)) << '\n';
    counts += batch->counts;
  }
  return counts;
}

}  // namespace dateline
