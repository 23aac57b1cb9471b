// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/batch_reader.h"

#include <algorithm>
#include <utility>

#include "common/error.h"
#include "common/utf8.h"
#include "indexer/input_files.h"

namespace dateline {
namespace {

// Measured on 20,000 articles of 2.5 kB: pieces of 500, 1,000 and 1,600 (which is as many as the
// bytes of a batch allow there) cost the same, and the larger make an archive 3 % smaller. The
// bytes bound memory where articles are long.
constexpr std::size_t kBatchArticles = 2000;
constexpr std::size_t kBatchRecords = 10'000;  // so that progress is shown where little is new

}  // namespace

// Measured: the data for names and countries take 100 MB; a record is held up to six times while
// it is parsed; tagging and storing an article takes 20 times its text, in each thread.
MemoryShares share_memory(std::uint64_t memory, unsigned jobs) {
  constexpr std::uint64_t kBase = std::uint64_t{112} << 20;
  constexpr std::uint64_t kKilobyte = 1 << 10;
  const std::uint64_t rest = memory - std::min(memory - kKilobyte, kBase);
  const auto share = [rest](std::uint64_t parts, std::uint64_t least, std::uint64_t most) {
    return static_cast<std::size_t>(std::clamp(rest / parts, least, most));
  };
  return {share(14, 64 * kKilobyte, 64 * kKilobyte * kKilobyte),
          share(std::uint64_t{64} * jobs, 16 * kKilobyte, 4 * kKilobyte * kKilobyte),
          share(std::uint64_t{32} * jobs, 64 * kKilobyte, 4 * kKilobyte * kKilobyte)};
}

BatchReader::BatchReader(const IndexerOptions& options, const InputPlan& plan, Catalogue* catalogue,
                         Reporter& reporter, const std::atomic<bool>& stop)
    : plan_(plan),
      format_(options.format == "auto" ? nullptr : find_format(options.format)),
      update_(options.update),
      dry_run_(options.dry_run),
      part_(options.part),
      prune_(options.prune),
      named_(options.paths),
      settings_(hash_of_settings(options)),
      batch_bytes_(share_memory(options.memory, options.jobs).batch),
      catalogue_(catalogue),
      reporter_(reporter),
      stop_(stop) {
  const MemoryShares shares = share_memory(options.memory, options.jobs);
  reader_options_.record_limit = shares.record;
  reader_options_.article_limit = shares.article;
  reader_options_.map = options.map;
  reader_options_.encoding = options.encoding;
  reader_options_.date_order = options.date_order;
}

std::optional<Batch> BatchReader::next() {
  const std::lock_guard lock(mutex_);
  Batch batch;
  std::size_t bytes = 0;
  std::size_t records = 0;
  while (batch.articles.size() < kBatchArticles && bytes < batch_bytes_ &&
         records < kBatchRecords && !stop_ && (reader_ || open_next_file(batch))) {
    const std::size_t before = batch.articles.size();
    read_record(batch);
    ++records;
    if (batch.articles.size() > before)
      bytes += batch.articles.back().title.size() + batch.articles.back().body.size();
  }
  if (records == 0) return std::nullopt;
  if (reader_) batch.counts.read += meter_->bytes() - std::exchange(counted_, meter_->bytes());
  batch.number = next_number_++;
  if (!batch.articles.empty()) batch.piece = next_piece_++;
  return batch;
}

void BatchReader::read_record(Batch& batch) {
  auto record = reader_->next();
  if (std::string note = reader_->note(); !note.empty() && note != last_note_) {
    reporter_.note(given_ + ": " + note);
    last_note_ = std::move(note);
  }
  if (!record)
    finish_file(batch);
  else if (const auto* bad = std::get_if<BadRecord>(&*record))
    reject(*bad, batch);
  else
    take(std::get<Article>(*std::move(record)), batch);
  if (rejected_in_a_row_ == kMostRejectedInARow) give_up(batch);
}

void BatchReader::give_up(Batch& batch) {
  reject({given_, 0, RejectReason::bomb,
          std::to_string(kMostRejectedInARow) +
              " records in a row hold no article: the rest of it is not read"},
         batch);
  can_remember_ = false;  // what was read of it before must not be forgotten
  finish_file(batch);
}

void BatchReader::reject(const BadRecord& record, Batch& batch) {
  ++batch.counts.rejected;
  ++record_.rejected;
  ++rejected_in_a_row_;
  // What could not be read today may be readable tomorrow.
  if (record.reason == RejectReason::unreadable) can_remember_ = false;
  reporter_.reject(record);
}

/// An article that has no id of its own has one made of the path as it was named this time: makes
/// it that of the path as it was named first, and the article's path too. Returns what of the path
/// stands below the file: "/member" of a container.
std::string BatchReader::name_for_good(Article& article) const {
  std::string member = article.path.substr(given_.size());
  std::string before = article.path + '#';
  article.path = record_.named + member;
  std::string now = article.path + '#';
  repair_utf8(before);  // as readers do, for a path may be any bytes
  repair_utf8(now);
  if (article.id.starts_with(before)) article.id.replace(0, before.size(), now);
  return member;
}

void BatchReader::take(Article article, Batch& batch) {
  const std::string path = article.path;
  const std::string member = name_for_good(article);
  article.file = record_.path;
  ++record_.articles;
  rejected_in_a_row_ = 0;
  if (part_ && !part_->takes(article.id)) return;
  IndexingCounts& counts = batch.counts;
  counts.bytes += article.title.size() + article.body.size();
  Catalogue::Admission admission;
  if (catalogue_ != nullptr) admission = catalogue_->admit(article, !member.empty());
  article.path = record_.shown + member;
  if (admission.presence == Presence::forgotten) {
    --record_.articles;
    ++record_.forgotten;
    ++counts.left_out;
    return;
  }
  if (!article.warnings.empty()) ++counts.warned;
  for (const Warning& warning : article.warnings) reporter_.warn(path, article.line, warning);
  record_.shares = record_.shares || admission.shared;
  if (admission.presence == Presence::changed && update_ == UpdatePolicy::never) {
    ++counts.kept;
    can_remember_ = false;
    return;
  }
  const bool again =
      dry_run_ || (update_ == UpdatePolicy::always && !admission.shared && !admission.repeated);
  if (admission.presence == Presence::same && !again) {
    ++counts.unchanged;
    return;
  }
  ++(admission.presence == Presence::absent ? counts.added : counts.updated);
  batch.articles.push_back(std::move(article));
}

/// Whether the user named this path itself, and not a folder that it lies in.
bool BatchReader::is_named(const std::string& path) const {
  return std::any_of(named_.begin(), named_.end(),
                     [&](const std::string& named) { return normal_path(named) == path; });
}

bool BatchReader::open_next_file(Batch& batch) {
  if (next_file_ == plan_.files.size()) return false;
  const InputFile& file = plan_.files[next_file_++];
  record_ = {};
  record_.path = file.path;
  record_.named = file.named;
  record_.shown = file.shown;
  record_.size = file.size;
  record_.modified = file.modified;
  record_.settings = settings_;
  given_ = file.given;
  can_remember_ = file.regular;
  if (can_remember_) batch.begun.push_back(begun(record_));
  meter_ = std::make_shared<Meter>();
  counted_ = 0;
  rejected_in_a_row_ = 0;
  reader_options_.pipes = !file.regular && is_named(given_);
  reader_ = open_articles(given_, format_, reader_options_, meter_);
  return true;
}

void BatchReader::finish_file(Batch& batch) {
  reader_.reset();
  reporter_.end_of_file();
  const InputFile& file = plan_.files[next_file_ - 1];
  batch.counts.read += std::max(file.size, meter_->bytes()) - counted_;
  if (!can_remember_ || catalogue_ == nullptr) return;
  // Hashing a large file for nothing would cost more than to look at its head again.
  if (record_.articles == 0 && meter_->bytes() != file.size) return;
  const InputFile after = look_at(given_);
  if (after.size != file.size || (after.modified != file.modified && file.modified != 0)) return;
  // A reader need not read what stands behind the last record.
  try {
    record_.digest = meter_->bytes() == file.size ? meter_->digest() : digest_of_file(given_);
  } catch (const Error&) {
    return;
  }
  record_.unpruned = file.known && !prune_;
  if (file.known) reread_.push_back(file.path);
  (file.known && prune_ ? unpruned_ : batch.finished).push_back(std::move(record_));
}

}  // namespace dateline
