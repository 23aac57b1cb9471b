// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/batch_reader.h"

namespace dateline {
namespace {

// Measured on 20,000 articles of 2.5 kB: pieces of 500 cost 10 % less than those of 250 and 20 %
// less than those of 1,000. The bytes bound memory where articles are long.
constexpr std::size_t kBatchArticles = 500;
constexpr std::size_t kBatchBytes = std::size_t{4} << 20;

}  // namespace

BatchReader::BatchReader(const IndexerOptions& options, const std::vector<std::string>& files,
                         Reporter& reporter, const std::atomic<bool>& stop)
    : files_(files),
      format_(options.format == "auto" ? nullptr : find_format(options.format)),
      reporter_(reporter),
      stop_(stop) {
  reader_options_.map = options.map;
  reader_options_.encoding = options.encoding;
  reader_options_.date_order = options.date_order;
}

std::optional<Batch> BatchReader::next() {
  const std::lock_guard lock(mutex_);
  Batch batch;
  std::size_t bytes = 0;
  while (batch.articles.size() < kBatchArticles && bytes < kBatchBytes && !stop_) {
    auto article = next_article();
    if (!article) break;
    bytes += article->title.size() + article->body.size();
    batch.articles.push_back(std::move(*article));
  }
  if (batch.articles.empty()) return std::nullopt;
  batch.number = next_number_++;
  return batch;
}

std::optional<Article> BatchReader::next_article() {
  while (reader_ || open_next_file()) {
    auto record = reader_->next();
    if (std::string note = reader_->note(); !note.empty() && note != last_note_) {
      reporter_.note(note);
      last_note_ = std::move(note);
    }
    if (!record) {
      reader_.reset();
      continue;
    }
    if (auto* bad = std::get_if<BadRecord>(&*record)) {
      ++rejected_;
      reporter_.reject(*bad);
      continue;
    }
    Article& article = std::get<Article>(*record);
    for (const std::string& warning : article.warnings)
      reporter_.note(article.path + ':' + std::to_string(article.line) + ": " + warning);
    return std::move(article);
  }
  return std::nullopt;
}

bool BatchReader::open_next_file() {
  if (next_file_ == files_.size()) return false;
  reader_ = open_articles(files_[next_file_++], format_, reader_options_);
  return true;
}

}  // namespace dateline
