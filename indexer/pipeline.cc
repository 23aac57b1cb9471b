// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline.h"

#include <exception>
#include <iostream>
#include <mutex>
#include <thread>

#include "common/xapian_error.h"
#include "indexer/article_json.h"
#include "indexer/batch_reader.h"
#include "indexer/document_builder.h"

namespace dateline {
namespace {

/// One thread's tools.
class Worker {
 public:
  Worker(const IndexerOptions& options, const EntityData& entities, IndexWriter& writer)
      : update_(options.update),
        pieces_(writer.pieces()),
        lookup_(writer.path()),
        tagger_(entities),
        builder_(writer.names()) {}

  /// Stores what is new or changed of a batch as piece `number`.
  IndexingCounts store(const Batch& batch, std::uint64_t number) {
    IndexingCounts counts;
    std::vector<const Article*> wanted;
    for (const Article& article : batch.articles) {
      counts.bytes += article.title.size() + article.body.size();
      const Presence presence = lookup_.presence(article.id, fingerprint(article));
      if (!is_wanted(presence)) {
        ++counts.unchanged;
        continue;
      }
      ++(presence == Presence::absent ? counts.added : counts.updated);
      wanted.push_back(&article);
    }
    if (!wanted.empty()) write_piece(wanted, number);
    return counts;
  }

 private:
  bool is_wanted(Presence presence) const {
    if (presence == Presence::absent || update_ == UpdatePolicy::always) return true;
    return presence == Presence::changed && update_ == UpdatePolicy::changed;
  }

  void write_piece(const std::vector<const Article*>& articles, std::uint64_t number) {
    const std::string path = pieces_.making(number);
    with_xapian(path, [&] {
      Xapian::WritableDatabase piece(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
      for (const Article* article : articles) {
        const Entities found = tagger_.tag(*article);
        piece.add_document(builder_.build(*article, tagger_.tokens(), found));
      }
      for (const auto& [key, value] : builder_.take_new_metadata()) piece.set_metadata(key, value);
      piece.commit();
    });
    pieces_.finish(number);
  }

  const UpdatePolicy update_;
  PieceStore& pieces_;
  ArchiveLookup lookup_;
  EntityTagger tagger_;
  DocumentBuilder builder_;
};

/// What the threads of a run share.
struct Run {
  std::mutex mutex;
  IndexingCounts counts;
  std::exception_ptr failure;
  std::atomic<bool> failed = false;
};

void work(const IndexerOptions& options, const EntityData& entities, IndexWriter& writer,
          std::uint64_t first_number, BatchReader& reader, Reporter& reporter, Run& run) {
  try {
    Worker worker(options, entities, writer);
    while (!run.failed) {
      const auto batch = reader.next();
      if (!batch) return;
      const IndexingCounts counts = worker.store(*batch, first_number + batch->number);
      const std::lock_guard lock(run.mutex);
      run.counts += counts;
      reporter.progress(run.counts);
    }
  } catch (...) {
    const std::lock_guard lock(run.mutex);
    if (!run.failed) run.failure = std::current_exception();
    run.failed = true;
  }
}

}  // namespace

IndexingCounts run_pipeline(const IndexerOptions& options, const std::vector<std::string>& files,
                            const EntityData& entities, IndexWriter& writer, Reporter& reporter,
                            const std::atomic<bool>& stop) {
  BatchReader reader(options, files, reporter, stop);
  Run run;
  const std::uint64_t first_number = writer.pieces().next_number();
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < options.jobs; ++i)
    threads.emplace_back(
        [&] { work(options, entities, writer, first_number, reader, reporter, run); });
  work(options, entities, writer, first_number, reader, reporter, run);
  for (std::thread& thread : threads) thread.join();
  if (run.failure) std::rethrow_exception(run.failure);
  run.counts.grouped = writer.fold().grouped;
  run.counts.rejected = reader.rejected();
  return run.counts;
}

IndexingCounts print_articles(const IndexerOptions& options, const std::vector<std::string>& files,
                              const EntityData& entities, Reporter& reporter,
                              const std::atomic<bool>& stop) {
  BatchReader reader(options, files, reporter, stop);
  EntityTagger tagger(entities);
  IndexingCounts counts;
  while (const auto batch = reader.next()) {
    for (const Article& article : batch->articles) {
      std::cout << article_json(article, tagger.tag(article)) << '\n';
      ++counts.added;
      counts.bytes += article.title.size() + article.body.size();
    }
  }
  counts.rejected = reader.rejected();
  return counts;
}

}  // namespace dateline
