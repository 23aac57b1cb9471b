// SPDX-License-Identifier: GPL-2.0-or-later
//
// Reads files in order and hands their new and changed articles out in numbered batches, to any
// thread that asks. Rejected records and warnings are reported on the way.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "common/article.h"
#include "indexer/article_reader.h"
#include "indexer/byte_source.h"
#include "indexer/catalogue.h"
#include "indexer/input_plan.h"
#include "indexer/options.h"
#include "indexer/reporter.h"

namespace dateline {

/// How a run's memory is shared out, in bytes.
struct MemoryShares {
  std::size_t record = 0;   ///< of one record, as its file has it
  std::size_t article = 0;  ///< of one article's text
  std::size_t batch = 0;    ///< of a batch's texts
};
MemoryShares share_memory(std::uint64_t memory, unsigned jobs);

/// A file that has so many records without an article between is not read on: a few bytes can
/// unpack to as many empty lines as would take hours.
inline constexpr std::uint64_t kMostRejectedInARow = 1'000'000;

struct Batch {
  std::uint64_t number = 0;  ///< 0, 1, 2 ... in the order of reading
  std::uint64_t piece = 0;   ///< the same, of batches that have articles
  std::vector<Article> articles;
  std::vector<InputRecord> begun;     ///< files whose first article may be in this batch
  std::vector<InputRecord> finished;  ///< files whose last article is in this batch or before
  IndexingCounts counts;              ///< of all records read for it
};

/// Where a run's batches come from.
class BatchSource {
 public:
  virtual ~BatchSource() = default;
  /// The next batch, or nothing at the end or when stopped. Called by any thread.
  virtual std::optional<Batch> next() = 0;
};

class BatchReader : public BatchSource {
 public:
  /// `catalogue`, of the archive that the articles are for, may be null: all articles are new.
  BatchReader(const IndexerOptions& options, const InputPlan& plan, Catalogue* catalogue,
              Reporter& reporter, const std::atomic<bool>& stop);

  std::optional<Batch> next() override;

  /// Of the files that were known and are read to their end, the paths.
  const std::vector<std::string>& reread() const { return reread_; }
  /// With --prune, their records, which no batch has: such a file is as it should be only when what
  /// it no longer holds is forgotten as well.
  std::vector<InputRecord>& unpruned() { return unpruned_; }

 private:
  void read_record(Batch& batch);
  void take(Article article, Batch& batch);
  void reject(const BadRecord& record, Batch& batch);
  void give_up(Batch& batch);
  bool is_named(const std::string& path) const;
  std::string name_for_good(Article& article) const;
  bool open_next_file(Batch& batch);
  void finish_file(Batch& batch);

  const InputPlan& plan_;
  const InputFormat* format_;
  const UpdatePolicy update_;
  const bool dry_run_;  ///< hands out every article
  const std::optional<ArchivePart> part_;
  const bool prune_;
  const std::vector<std::string> named_;  ///< paths
  const std::uint64_t settings_;
  const std::size_t batch_bytes_;
  ReaderOptions reader_options_;
  Catalogue* catalogue_;
  Reporter& reporter_;
  const std::atomic<bool>& stop_;

  std::mutex mutex_;
  std::size_t next_file_ = 0;
  std::unique_ptr<ArticleReader> reader_;
  std::shared_ptr<Meter> meter_;  ///< of the file at hand
  std::uint64_t counted_ = 0;     ///< of its bytes
  InputRecord record_;            ///< of the file at hand
  std::string given_;             ///< its path as this run names it
  std::uint64_t rejected_in_a_row_ = 0;
  bool can_remember_ = false;  ///< nothing of the file at hand was left out
  std::string last_note_;
  std::uint64_t next_number_ = 0;
  std::uint64_t next_piece_ = 0;
  std::vector<std::string> reread_;
  std::vector<InputRecord> unpruned_;
};

}  // namespace dateline
