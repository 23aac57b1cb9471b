// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the archive holds, as it was when a run began, and what the run has taken since: by this
// the run decides which files and articles it needs.
//
// An id belongs to the file that brought it first. An article that comes under a taken id with the
// same content is the same article; one with another content is another article, and is filed as
// "ID@PATH" (of several in one file the later ones as "ID@PATH#2", ...), so that files which
// number their articles alike do not overwrite each other. Only the file that brought an id
// changes its article, or, once that file is forgotten, the next that has it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/article.h"
#include "indexer/input_record.h"

namespace dateline {

/// What the archive holds of an article.
enum class Presence { absent, same, changed };

class Catalogue {
 public:
  /// Of an archive that holds nothing yet.
  Catalogue();
  /// Throws Error where there is no archive at `path`.
  explicit Catalogue(const std::string& path);
  ~Catalogue();

  /// What is remembered of a file; nothing where it was never read to its end.
  std::optional<InputRecord> input(const std::string& path) const;
  /// All files that are remembered.
  std::vector<InputRecord> inputs() const;

  /// These files will be forgotten: their articles are free for other files.
  void set_gone(const std::vector<std::string>& files);

  struct Admission {
    Presence presence = Presence::absent;
    bool shared = false;  ///< the article is filed under another file
  };
  /// Whether an article that was read is new, and under which id: article.id and its warnings are
  /// changed where the id is taken. Articles must come in the order of reading.
  Admission admit(Article& article);

  /// The articles (document numbers) of these files and of the gone ones that were not admitted.
  std::vector<std::uint32_t> not_admitted(const std::vector<std::string>& files) const;

 private:
  struct Archive;
  struct Entry;  ///< what the archive holds under an id
  struct Claim {
    std::uint64_t print = 0;     ///< fingerprint
    std::uint64_t file = 0;      ///< hash of its path
    std::uint32_t versions = 1;  ///< of "ID@PATH": how many articles have that name
  };
  std::optional<Entry> find(const std::string& id) const;
  std::optional<Admission> try_id(const std::string& id, const Claim& claim);

  std::unique_ptr<Archive> archive_;
  std::unordered_map<std::uint64_t, Claim> claims_;  ///< by hash of the id; of this run
  std::unordered_set<std::uint64_t> gone_;           ///< hashes of paths
  std::vector<bool> admitted_;                       ///< by document number
};

}  // namespace dateline
