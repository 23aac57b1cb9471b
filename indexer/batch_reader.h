// SPDX-License-Identifier: GPL-2.0-or-later
//
// Reads files in order and hands their articles out in numbered batches, to any thread that asks.
// Rejected records are reported on the way.
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
#include "indexer/options.h"
#include "indexer/reporter.h"

namespace dateline {

struct Batch {
  std::uint64_t number = 0;  ///< 0, 1, 2 ... in the order of reading
  std::vector<Article> articles;
};

class BatchReader {
 public:
  BatchReader(const IndexerOptions& options, const std::vector<std::string>& files,
              Reporter& reporter, const std::atomic<bool>& stop);

  /// The next batch, or nothing at the end or when stopped.
  std::optional<Batch> next();

  /// How many records were rejected so far.
  std::uint64_t rejected() const { return rejected_; }

 private:
  std::optional<Article> next_article();
  bool open_next_file();

  const std::vector<std::string>& files_;
  const InputFormat* format_;
  ReaderOptions reader_options_;
  Reporter& reporter_;
  const std::atomic<bool>& stop_;

  std::mutex mutex_;
  std::size_t next_file_ = 0;
  std::unique_ptr<ArticleReader> reader_;
  std::string last_note_;
  std::uint64_t next_number_ = 0;
  std::atomic<std::uint64_t> rejected_ = 0;
};

}  // namespace dateline
