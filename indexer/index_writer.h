// SPDX-License-Identifier: GPL-2.0-or-later
//
// The archive as it is written: one Xapian database, and beside it, while an indexer runs, the
// folder "PATH.indexing" with the lock and the pieces (piece.h) that are not yet part of it.
//
// fold() makes the pieces part of the archive in one step: few articles are copied into it and
// committed; many are merged with it into a new database that takes its place by an exchange of
// the two folders. A reader sees the archive before or after, nothing between. What a killed run
// had finished is folded in when the next one opens the archive; unless the archive says that it
// was, and the run died before it could clear away.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/stories/story_grouping.h"
#include "indexer/archive_folder.h"
#include "indexer/archive_part.h"
#include "indexer/input_record.h"
#include "indexer/name_dictionary.h"
#include "indexer/piece.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// Throws Error where a database is not one of Dateline's or has another schema.
void check_schema(const Xapian::Database& database, const std::string& path);

/// What a run changes in the archive beside the articles in its pieces.
struct ArchiveChanges {
  std::vector<InputRecord> outdated;   ///< files to remember so, unless the journal has them
  std::vector<MovedFile> moved;        ///< files that have another path now
  std::vector<InputRecord> inputs;     ///< files to remember, beside those in the journal
  std::vector<std::string> forgotten;  ///< files to remember no longer
  std::vector<std::uint32_t> deleted;  ///< document numbers in the archive before the fold
  std::vector<std::pair<std::string, std::string>> metadata;  ///< other keys and values
  /// The run's summary, once it is known what came in; null where no run ends here.
  std::function<std::string(const struct FoldResult&)> last_run;
};

/// What became of the articles in the pieces.
struct FoldResult {
  std::uint64_t added = 0;        ///< under an id that the archive did not hold
  std::uint64_t replaced = 0;     ///< in the place of one that it held
  std::uint64_t overwritten = 0;  ///< by a later one of the same id in the same fold
  std::uint64_t grouped = 0;      ///< of those that are there now, the copies of an earlier one
};

class IndexWriter {
 public:
  /// Creates the archive where there is none; throws Error where another indexer has it
  /// (ExitCode::kLocked), where `path` is something else, or where its schema is another.
  explicit IndexWriter(std::string path);
  ~IndexWriter();

  NameDictionary& names() { return names_; }
  PieceStore& pieces() { return *pieces_; }
  const std::string& path() const { return path_; }

  /// What folding in a killed run's pieces brought; zero where there were none.
  const FoldResult& recovered() const { return recovered_; }

  /// The files that this run has finished.
  InputJournal& journal() { return *journal_; }

  FoldResult fold(const ArchiveChanges& changes = {});

  /// Leaves the archive as it was: drops what this run has finished.
  void discard();

  /// Replaces the user's corrections of names (names_file.h, already checked) and applies them to
  /// all that the archive holds. Empty: none.
  void correct_names(const std::string& corrections);

  /// The part of an archive that this one is; sets it where it holds nothing yet. Throws Error
  /// (ExitCode::kUsage) where it is another one than `wanted`.
  std::optional<ArchivePart> settle_part(const std::optional<ArchivePart>& wanted);

  /// Sets what the archive takes for copies, and groups all that it holds anew where it took
  /// something else for them before.
  void group_copies(Dedup dedup);

 private:
  void create_or_check();
  void restore_names();
  std::string begun_run() const;
  void begin_run();
  FoldResult fold_once(const ArchiveChanges& changes);
  FoldResult fold_by_copying(std::uint64_t articles, const ArchiveChanges& changes);
  FoldResult fold_by_merging(const ArchiveChanges& changes);

  const std::string path_;
  const std::string workshop_;  // PATH.indexing
  std::unique_ptr<ArchiveLock> lock_;
  NameDictionary names_;
  std::string run_;  ///< what no other fold has: also in PATH.indexing/run
  std::optional<PieceStore> pieces_;
  std::optional<InputJournal> journal_;
  FoldResult recovered_;
};

}  // namespace dateline
