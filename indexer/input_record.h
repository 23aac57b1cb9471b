// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the archive remembers of a file that was read to its end, so that the next run need not
// read it again. Records are part of the archive's metadata (keys::input_file) and come in with
// the file's articles; while a run goes on they wait in a journal beside the archive.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct InputRecord {
  std::string path;  ///< absolute: by this it is known; relative in what schema 4 left
  std::uint64_t size = 0;
  std::int64_t modified = 0;   ///< nanoseconds of Unix time; 0: too fresh to be trusted
  std::string digest;          ///< ContentHasher's, over the file as it is on disk
  std::uint64_t settings = 0;  ///< hash of the options that say how it is read
  std::uint64_t articles = 0;
  std::uint64_t rejected = 0;  ///< records that were not taken
  bool shares = false;         ///< holds an article that is filed under another file
  std::string named;  ///< as it was first named: of this the ids of its articles are made for good
  std::string shown;  ///< what answers call it: as it was named first, or since it moved
  bool unpruned = false;  ///< was read again without --prune: may have articles it has no longer
  std::uint64_t forgotten = 0;  ///< articles of it that are not taken since their ids are forgotten
};

std::string pack_input(const InputRecord& record);
/// Nothing for bytes that are no such record. A record of schema 4, which ends earlier, is one: its
/// path is what the file was named.
std::optional<InputRecord> unpack_input(std::string_view bytes);

/// What is remembered of a file from when its first article is stored until it is read to its end:
/// a record that fits no file, so that the next run reads it, and knows that it has articles of it.
InputRecord begun(InputRecord record);

/// A record that fits no file as well, but can still be recognised by its content.
InputRecord outdated(InputRecord record);

/// A file that was recognised at another path than that of its record.
struct MovedFile {
  std::string from;   ///< the path of its record
  std::string shown;  ///< the record's
  InputRecord to;     ///< what is remembered from now on
};

/// The records of a run's files: of one that was begun, before any of its articles is stored; of
/// one that was finished, when its batch and all batches before that are stored. So a killed run
/// leaves no record of an article that is lost, and no article of a file without a record.
class InputJournal {
 public:
  explicit InputJournal(std::string path) : path_(std::move(path)) {}

  /// These files are about to have articles. Safe to call from many threads. Throws Error where the
  /// journal cannot be written.
  void begin(const std::vector<InputRecord>& records);

  /// Batch `number` (0, 1, 2 ... in this run) is stored, and these files end in it. Safe to call
  /// from many threads. Throws Error where the journal cannot be written.
  void finish(std::uint64_t number, std::vector<InputRecord> records);

  /// The last whole record of each file, also those that a killed run left.
  std::vector<InputRecord> read() const;
  void clear();

 private:
  void append(const std::string& bytes);

  const std::string path_;
  std::mutex mutex_;
  std::uint64_t next_ = 0;                                   ///< first batch that is not stored
  std::map<std::uint64_t, std::vector<InputRecord>> later_;  ///< of batches after that
};

}  // namespace dateline
