// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_writer.h"

#include <unistd.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <unordered_set>
#include <utility>

#include "common/archive_state.h"
#include "common/error.h"
#include "common/schema.h"
#include "common/stories/archived_articles.h"
#include "common/unusable_database.h"
#include "common/xapian_error.h"
#include "indexer/archive_folder.h"
#include "indexer/archive_identity.h"
#include "indexer/entities/country_table.h"
#include "indexer/moved_articles.h"
#include "indexer/name_table.h"
#include "indexer/open_database.h"
#include "indexer/stories/archive_stories.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

// Copying an article costs about three times what merging one does, but merging touches the whole
// archive.
constexpr std::uint64_t kMergeShare = 8;

constexpr std::size_t kArchiveIdDigits = 32;

const std::string_view kIdPrefix = find_field("id")->prefix;

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

std::string id_term_of(const Xapian::Document& document) {
  auto term = document.termlist_begin();
  term.skip_to(std::string(kIdPrefix));
  return *term;
}

void copy_metadata(const Xapian::Database& from, Xapian::WritableDatabase& to) {
  for (auto key = from.metadata_keys_begin(); key != from.metadata_keys_end(); ++key)
    to.set_metadata(*key, from.get_metadata(*key));
}

void restore(const AddedNames& added, NameDictionary& names) {
  for (const auto& [ordinal, name] : added) names.restore(Dictionary::person, name, ordinal);
}

Xapian::docid first_document(const Xapian::Database& database) {
  const auto posting = database.postlist_begin("");
  return posting == database.postlist_end("") ? 0 : *posting;
}

/// `shift`: by how much the numbers of documents are lower than those that `changes` names.
void apply(const ArchiveChanges& changes, const std::vector<InputRecord>& finished,
           Xapian::docid shift, Xapian::WritableDatabase& database, TouchedNames& touched) {
  for (const InputRecord& record : changes.outdated)
    database.set_metadata(keys::input_file(record.path), pack_input(record));
  for (const Xapian::docid document : changes.deleted) {
    touched.add(database.get_document(document - shift));
    database.delete_document(document - shift);
  }
  for (const std::string& path : changes.forgotten)
    database.set_metadata(keys::input_file(path), "");
  for (const auto& [key, value] : changes.metadata) database.set_metadata(key, value);
  move_articles(changes.moved, database);
  for (const auto* records : {&finished, &changes.inputs})
    for (const InputRecord& record : *records)
      database.set_metadata(keys::input_file(record.path), pack_input(record));
}

/// All changes of the archive or none, whatever fails: without it, Xapian would commit halves after
/// every 10,000 documents, and when the database is closed.
struct Transaction {
  explicit Transaction(const std::string& path) : told(path), database(path, Xapian::DB_OPEN) {
    database->begin_transaction();
  }
  void commit() { database->commit_transaction(); }

  CrashNotice told;
  OpenDatabase database;
};

void note_last_run(const ArchiveChanges& changes, const FoldResult& result,
                   Xapian::WritableDatabase& database) {
  if (changes.last_run)
    database.set_metadata(std::string(keys::kLastRun), utc_now() + ' ' + changes.last_run(result));
}

/// The last of the documents that a merge took from the archive, which is its first source.
Xapian::docid last_of_first(const Xapian::Database& merged, Xapian::doccount in_first) {
  Xapian::docid last = 0;
  auto posting = merged.postlist_begin("");
  for (; in_first > 0; --in_first, ++posting) last = *posting;
  return last;
}

/// Deletes all but the last document of every id; returns which.
std::vector<Xapian::docid> drop_superseded(Xapian::WritableDatabase& database,
                                           TouchedNames& touched) {
  std::vector<Xapian::docid> old;
  const std::string prefix(kIdPrefix);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    if (term.get_termfreq() < 2) continue;
    auto posting = database.postlist_begin(*term);
    for (Xapian::doccount left = term.get_termfreq(); left > 1; --left, ++posting)
      old.push_back(*posting);
  }
  for (const Xapian::docid id : old) {
    touched.add(database.get_document(id));
    database.delete_document(id);
  }
  return old;
}

}  // namespace

void check_schema(const Xapian::Database& database, const std::string& path) {
  check_schema_version(database.get_metadata(std::string(keys::kSchema)), path);
}

IndexWriter::IndexWriter(std::string path)
    : path_(std::move(path)), workshop_(path_ + ".indexing") {
  std::error_code error;
  fs::create_directories(workshop_, error);
  if (error)
    throw Error("cannot create " + workshop_ + ": " + error.message(),
                "the indexer needs to write beside the database");
  lock_ = std::make_unique<ArchiveLock>(workshop_, path_);
  create_or_check();
  run_ = begun_run();
  pieces_.emplace(workshop_);
  journal_.emplace(workshop_ + "/inputs");
  recovered_ = fold();
  restore_names();
}

std::string IndexWriter::begun_run() const {
  std::ifstream in(workshop_ + "/run", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void IndexWriter::begin_run() {
  run_ = std::to_string(std::chrono::system_clock::now().time_since_epoch().count()) + '-' +
         std::to_string(::getpid());
  std::ofstream out(workshop_ + "/run", std::ios::binary | std::ios::trunc);
  out << run_ << std::flush;
  if (!out)
    throw Error("cannot write " + workshop_ + "/run: " + system_reason(), "is the disk full?");
}

IndexWriter::~IndexWriter() {
  if (pieces_ && pieces_->paths().empty()) ::unlink((workshop_ + "/run").c_str());
  // Fails, and rightly, where pieces are left that could not be folded in.
  lock_.reset();
  ::rmdir(workshop_.c_str());
}

void IndexWriter::create_or_check() {
  restore_displaced(path_, workshop_);
  with_xapian(path_, [&] {
    if (fs::exists(path_) && !(fs::is_directory(path_) && fs::is_empty(path_))) {
      check_schema(Xapian::Database(path_), path_);
      return;
    }
    // Made elsewhere, so that a run that is killed now leaves no database of nobody's at `path_`.
    const std::string made = workshop_ + "/making-archive";
    fs::remove_all(made);
    OpenDatabase open(made, Xapian::DB_CREATE);
    Xapian::WritableDatabase& database = *open;
    database.set_metadata(std::string(keys::kSchema), std::to_string(kSchemaVersion));
    database.set_metadata(std::string(keys::kArchiveId), random_digits(kArchiveIdDigits));
    for (const auto& [alias, code] : country_aliases())
      database.set_metadata(keys::country_alias(alias), code);
    for (const auto& [code, name] : country_names())
      database.set_metadata(keys::country_name(code), name);
    for (const auto& [gone, present, until] : country_successions())
      database.set_metadata(keys::predecessor(present, gone), to_iso(until));
    renew_stamp(database);
    database.commit();
    database.close();
    fs::rename(made, path_);
  });
}

void IndexWriter::restore_names() {
  with_xapian(path_, [&] {
    const Xapian::Database database(path_);
    for (const Dictionary kind : kDictionaries) {
      const std::string prefix = keys::name_by_ordinal(kind, 0).substr(0, 2);
      for (auto key = database.metadata_keys_begin(prefix);
           key != database.metadata_keys_end(prefix); ++key)
        names_.restore(kind, database.get_metadata(*key), keys::ordinal_of(*key));
    }
  });
}

FoldResult IndexWriter::fold(const ArchiveChanges& changes) {
  const FoldResult result = with_xapian(path_, [&] { return fold_once(changes); });
  journal_->clear();
  pieces_->clear();
  begin_run();
  return result;
}

void IndexWriter::discard() {
  journal_->clear();
  pieces_->clear();
}

FoldResult IndexWriter::fold_once(const ArchiveChanges& changes) {
  if (!run_.empty() && Xapian::Database(path_).get_metadata(std::string(keys::kFolded)) == run_)
    return {};
  std::uint64_t articles = 0;
  for (const std::string& piece : pieces_->paths())
    articles += Xapian::Database(piece).get_doccount();
  const std::uint64_t present = Xapian::Database(path_).get_doccount();
  return articles > 0 && articles * kMergeShare >= present ? fold_by_merging(changes)
                                                           : fold_by_copying(articles, changes);
}

void IndexWriter::correct_names(const std::string& corrections) {
  with_xapian(path_, [&] {
    Transaction change(path_);
    Xapian::WritableDatabase& database = *change.database;
    const auto names = [&database] {
      return std::pair(database.get_metadata(std::string(keys::kCorrections)),
                       database.get_metadata(std::string(keys::kIdentity)));
    };
    const auto before = names();
    database.set_metadata(std::string(keys::kCorrections), corrections);
    restore(write_identities(database), names_);
    if (names() == before) return;
    update_name_hashes(database);
    change.commit();
  });
}

std::optional<ArchivePart> IndexWriter::settle_part(const std::optional<ArchivePart>& wanted) {
  return with_xapian(path_, [&] {
    const Xapian::Database database(path_);
    const auto is = parse_archive_part(database.get_metadata(std::string(keys::kPart)));
    if (!wanted || wanted == is) return is;
    if (is || database.get_doccount() > 0)
      throw Error("the database " + path_ + " holds " +
                      (is ? "part " + is->text() : std::string("a whole archive")) +
                      ", and cannot become part " + wanted->text(),
                  "name another database with --db for that part", ExitCode::kUsage);
    Transaction change(path_);
    change.database->set_metadata(std::string(keys::kPart), wanted->text());
    change.commit();
    return wanted;
  });
}

void IndexWriter::group_copies(Dedup dedup) {
  with_xapian(path_, [&] {
    Transaction change(path_);
    if (dedup == dedup_of(*change.database)) return;
    change.database->set_metadata(std::string(keys::kDedup), std::string(dedup_name(dedup)));
    write_stories(*change.database, {[](Xapian::docid) { return true; }});
    renew_stamp(*change.database);
    change.commit();
  });
}

FoldResult IndexWriter::fold_by_copying(std::uint64_t articles, const ArchiveChanges& changes) {
  const std::vector<InputRecord> finished = journal_->read();
  const bool other_articles = articles > 0 || !changes.deleted.empty() || !changes.moved.empty();
  if (!other_articles && finished.empty() && changes.inputs.empty() && changes.forgotten.empty() &&
      !changes.last_run)
    return {};
  Transaction change(path_);
  Xapian::WritableDatabase& database = *change.database;
  TouchedNames touched;
  apply(changes, finished, 0, database, touched);
  std::unordered_set<Xapian::docid> arrived;
  FoldResult result;
  for (const std::string& path : pieces_->paths()) {
    const Xapian::Database piece(path);
    for (auto posting = piece.postlist_begin(""); posting != piece.postlist_end(""); ++posting) {
      const Xapian::Document document = piece.get_document(*posting);
      const std::string id = id_term_of(document);
      touched.add(document);
      const auto old = database.postlist_begin(id);
      const bool is_new = old == database.postlist_end(id);
      if (!is_new) touched.add(database.get_document(*old));
      const bool first = arrived.insert(database.replace_document(id, document)).second;
      ++(is_new ? result.added : first ? result.replaced : result.overwritten);
    }
    copy_metadata(piece, database);
  }
  if (other_articles) {
    restore(update_identities(database, touched), names_);
    update_name_hashes(database);
    result.grouped =
        write_stories(database, {[&](Xapian::docid id) { return arrived.count(id) != 0; }});
    database.set_metadata(std::string(keys::kUpdated), utc_now());
  }
  note_last_run(changes, result, database);
  database.set_metadata(std::string(keys::kFolded), run_);
  change.commit();
  return result;
}

FoldResult IndexWriter::fold_by_merging(const ArchiveChanges& changes) {
  const CrashNotice told(path_);
  const std::string made = workshop_ + "/making-archive";
  fs::remove_all(made);
  std::vector<std::string> from{path_};
  for (std::string& piece : pieces_->paths()) from.push_back(std::move(piece));
  merge_databases(from, made);
  FoldResult result;
  {
    OpenDatabase open(made, Xapian::DB_OPEN);
    Xapian::WritableDatabase& database = *open;
    const Xapian::Database old(path_);
    const Xapian::docid last_old = last_of_first(database, old.get_doccount());
    // A merge closes the gap before the first document.
    const Xapian::docid shift =
        old.get_doccount() == 0 ? 0 : first_document(old) - first_document(database);
    TouchedNames touched;
    apply(changes, journal_->read(), shift, database, touched);
    for (const std::string& piece : pieces_->paths()) touched.add_all(Xapian::Database(piece));
    const std::uint64_t left = old.get_doccount() - changes.deleted.size();
    for (const Xapian::docid id : drop_superseded(database, touched))
      ++(id > last_old ? result.overwritten : result.replaced);
    result.added = database.get_doccount() - left;
    restore(update_identities(database, touched), names_);
    update_name_hashes(database);
    result.grouped =
        write_stories(database, {[&](Xapian::docid id) { return id > last_old; }, shift});
    note_last_run(changes, result, database);
    database.set_metadata(std::string(keys::kFolded), run_);
    database.set_metadata(std::string(keys::kUpdated), utc_now());
    database.commit();
  }
  exchange_folders(made, path_, workshop_);
  return result;
}

}  // namespace dateline
