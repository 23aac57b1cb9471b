// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/upgrade.h"

#include <unistd.h>
#include <xapian.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <unordered_map>

#include "common/error.h"
#include "common/schema.h"
#include "common/stored_article.h"
#include "common/stories/archived_articles.h"
#include "common/xapian_error.h"
#include "indexer/archive_folder.h"
#include "indexer/batch_reader.h"
#include "indexer/content_hash.h"
#include "indexer/document_builder.h"
#include "indexer/index_writer.h"
#include "indexer/open_database.h"
#include "indexer/pipeline.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kBatchArticles = 2000;

/// The paths of the files that an archive remembers, by the hash that its articles have of them.
using FileNames = std::unordered_map<std::uint64_t, std::string>;

/// The articles of some databases of an older schema, one database after the other.
class StoredArticles : public BatchSource {
 public:
  StoredArticles(std::vector<std::string> databases, FileNames files, std::size_t batch_bytes,
                 const std::atomic<bool>& stop)
      : databases_(std::move(databases)),
        files_(std::move(files)),
        batch_bytes_(batch_bytes),
        stop_(stop) {}

  std::optional<Batch> next() override {
    const std::lock_guard lock(mutex_);
    Batch batch;
    std::size_t bytes = 0;
    while (batch.articles.size() < kBatchArticles && bytes < batch_bytes_ && !stop_ && find()) {
      batch.articles.push_back(read());
      bytes += batch.articles.back().title.size() + batch.articles.back().body.size();
      ++posting_;
    }
    if (batch.articles.empty()) return std::nullopt;
    batch.number = batch.piece = next_number_++;
    batch.counts.added = batch.articles.size();
    batch.counts.bytes = bytes;
    return batch;
  }

 private:
  /// Moves on to the next document, in the next database where this one ends; false at the end.
  bool find() {
    while (!is_open_ || posting_ == database_.postlist_end("")) {
      if (next_database_ == databases_.size()) return false;
      path_ = databases_[next_database_++];
      with_xapian(path_, [&] {
        database_ = Xapian::Database(path_);
        posting_ = database_.postlist_begin("");
      });
      is_open_ = true;
    }
    return true;
  }

  Article read() const {
    return with_xapian(path_, [&] {
      const Xapian::Document document = database_.get_document(*posting_);
      auto article = unpack_article(document.get_value(kArticleSlot));
      if (!article)
        throw_damaged(path_, "article " + std::to_string(*posting_) + " cannot be read");
      article->date = unpack_day(document.get_value(kDateSlot));
      const auto file = files_.find(unpack_fingerprint(document.get_value(kFingerprintSlot)).file);
      article->file = file == files_.end() ? article->path : file->second;
      return *std::move(article);
    });
  }

  const std::vector<std::string> databases_;
  const FileNames files_;
  const std::size_t batch_bytes_;
  const std::atomic<bool>& stop_;
  std::mutex mutex_;
  std::size_t next_database_ = 0;
  bool is_open_ = false;
  std::string path_;
  Xapian::Database database_;
  Xapian::PostingIterator posting_;
  std::uint64_t next_number_ = 0;
};

std::uint32_t schema_of(const Xapian::Database& database, const std::string& path) {
  const std::string text = database.get_metadata(std::string(keys::kSchema));
  std::uint32_t version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  if (version >= kOldestUpgradable && version <= kSchemaVersion) return version;
  if (version > 0 && version < kOldestUpgradable)
    throw Error("the database " + path + " has schema version " + text +
                    ", which is too old to be upgraded",
                "name another --db, and index the files again");
  check_schema(database, path);
  return version;
}

std::vector<InputRecord> input_records(const Xapian::Database& database) {
  std::vector<InputRecord> records;
  const std::string prefix(keys::kInputFiles);
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key)
    if (auto record = unpack_input(database.get_metadata(*key)))
      records.push_back(*std::move(record));
  return records;
}

/// What a killed run of an older indexer had finished and not yet made part of the archive.
std::vector<std::string> unfolded_pieces(const Xapian::Database& database,
                                         const std::string& workshop) {
  std::ifstream in(workshop + "/run", std::ios::binary);
  const std::string run{std::istreambuf_iterator<char>(in), {}};
  if (!run.empty() && run == database.get_metadata(std::string(keys::kFolded))) return {};
  return PieceStore(workshop).paths();
}

/// What the archive keeps beside its articles and the settings that build() brings over.
void keep_metadata(const Xapian::Database& old, const std::string& workshop,
                   Xapian::WritableDatabase& made) {
  for (const std::string_view key : {keys::kArchiveId, keys::kLastRun, keys::kUpdated})
    if (const std::string value = old.get_metadata(std::string(key)); !value.empty())
      made.set_metadata(std::string(key), value);
  const std::string prefix(keys::kForgottenIds);
  for (auto key = old.metadata_keys_begin(prefix); key != old.metadata_keys_end(prefix); ++key)
    made.set_metadata(*key, old.get_metadata(*key));
  // The pieces of the killed run are in it: should they be met again, they count as folded.
  std::ifstream in(workshop + "/run", std::ios::binary);
  made.set_metadata(std::string(keys::kFolded), {std::istreambuf_iterator<char>(in), {}});
}

/// Builds the archive at `made`; false where it was stopped.
bool build(const IndexerOptions& options, const std::string& path, const std::string& workshop,
           const std::string& made, Reporter& reporter, const std::atomic<bool>& stop,
           std::uint64_t& articles) {
  const Xapian::Database old(path);
  ArchiveChanges changes;
  changes.inputs = input_records(old);
  FileNames files;
  for (const InputRecord& record : changes.inputs) files.emplace(hash_of(record.path), record.path);
  std::vector<std::string> databases = unfolded_pieces(old, workshop);
  databases.insert(databases.begin(), path);
  {
    IndexWriter writer(made);
    writer.settle_part(parse_archive_part(old.get_metadata(std::string(keys::kPart))));
    writer.group_copies(dedup_of(old));
    writer.correct_names(old.get_metadata(std::string(keys::kCorrections)));
    StoredArticles source(std::move(databases), std::move(files),
                          share_memory(options.memory, options.jobs).batch, stop);
    IndexingCounts counts;
    store_articles(options.jobs, source, writer, reporter, counts);
    if (stop) return false;
    writer.fold(changes);
  }
  OpenDatabase database(made, Xapian::DB_OPEN);
  keep_metadata(old, workshop, *database);
  database->commit();
  articles = database->get_doccount();
  return true;
}

}  // namespace

UpgradeResult upgrade_archive(const IndexerOptions& options, Reporter& reporter,
                              const std::atomic<bool>& stop) {
  const std::string& path = options.database;
  const std::string workshop = path + ".indexing";
  return with_xapian(path, [&] {
    UpgradeResult result{schema_of(Xapian::Database(path), path), 0, true};
    if (result.from == kSchemaVersion) return result;
    fs::create_directories(workshop);
    std::optional<ArchiveLock> lock(std::in_place, workshop, path);
    const std::string made = workshop + "/upgraded";
    fs::remove_all(made);
    fs::remove_all(made + ".indexing");
    result.done = build(options, path, workshop, made, reporter, stop, result.articles);
    if (result.done) {
      exchange_folders(made, path, workshop);
      PieceStore(workshop).clear();
      InputJournal(workshop + "/inputs").clear();
      fs::remove(workshop + "/run");
    } else {
      fs::remove_all(made);
      fs::remove_all(made + ".indexing");
    }
    lock.reset();
    ::rmdir(workshop.c_str());  // fails, and rightly, where a killed run left something there
    return result;
  });
}

}  // namespace dateline
