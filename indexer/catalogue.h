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
//
// An id that the user had forgotten keeps, in place of its article, whose it was: that article is
// not taken again, changed or not, and no other of that id unless its file was there before. Where
// that file is gone, or the archive never held the id, no article of that id is taken.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "common/article.h"
#include "indexer/input_record.h"

namespace dateline {

/// What the archive holds of an article.
enum class Presence { absent, same, changed, forgotten };

/// What --forget and --remember change.
struct IdChanges {
  std::vector<std::pair<std::string, std::string>> metadata;  ///< keys and values
  std::vector<std::uint32_t> deleted;                         ///< document numbers
  std::vector<InputRecord> inputs;                            ///< of the files concerned
  std::uint64_t forgotten_unseen = 0;   ///< ids to forget that the archive does not hold
  std::uint64_t remembered = 0;         ///< ids that were forgotten before
  std::uint64_t remembered_unseen = 0;  ///< and such that were not
};

class Catalogue {
 public:
  /// Of an archive that holds nothing yet.
  Catalogue();
  /// Throws Error where there is no archive at `path`.
  explicit Catalogue(const std::string& path);
  ~Catalogue();

  std::uint64_t articles() const;

  /// What is remembered of a file; nothing where it was never read to its end.
  std::optional<InputRecord> input(const std::string& path) const;
  /// All files that are remembered.
  std::vector<InputRecord> inputs() const;

  /// From now on these ids are taken again, and those not; an id of both is forgotten. Once only.
  const IdChanges& change_ids(const std::vector<std::string>& remember,
                              const std::vector<std::string>& forget);
  const IdChanges& id_changes() const { return id_changes_; }

  /// These files will be forgotten: their articles are free for other files.
  void set_gone(const std::vector<std::string>& files);
  /// The articles of these files are taken for those of the files' new paths.
  void set_moved(const std::vector<MovedFile>& files);

  struct Admission {
    Presence presence = Presence::absent;
    bool shared = false;    ///< the article is filed under another file
    bool repeated = false;  ///< this run has it already
  };
  /// Whether an article that was read is new, and under which id: article.id and its warnings are
  /// changed where the id is taken. Articles must come in the order of reading. The path must be
  /// what the file was named first; `member`: of a container, which may have several of one name.
  Admission admit(Article& article, bool member = false);

  /// The articles (document numbers) of these files and of the gone ones that were not admitted.
  std::vector<std::uint32_t> not_admitted(const std::vector<std::string>& files) const;

 private:
  struct Archive;
  struct Entry;  ///< what the archive holds under an id
  struct Claim {
    std::uint64_t print = 0;     ///< fingerprint
    std::uint64_t file = 0;      ///< hash of its path
    std::uint32_t versions = 1;  ///< of "ID@PATH": how many articles have that name
    std::uint32_t waiting = 0;   ///< the archive's document, for an article of its file
  };
  struct Forgotten {
    bool seen = false;  ///< the archive held an article of that id, which was this
    std::uint64_t print = 0;
    std::uint64_t file = 0;
  };
  void read_forgotten();
  void remember(const std::vector<std::string>& ids);
  void forget(const std::vector<std::string>& ids);
  void set_owner(const std::string& key, const Forgotten& owner);
  const Forgotten* forgotten(const std::string& id) const;
  std::uint64_t now_at(std::uint64_t file) const;
  std::optional<Entry> find(const std::string& id) const;
  std::optional<Admission> try_id(const std::string& id, const Claim& claim);
  std::optional<Admission> try_again(Claim& first, const Claim& claim);
  std::optional<Admission> try_number(const std::string& id, const Claim& claim);

  std::unique_ptr<Archive> archive_;
  std::unordered_map<std::uint64_t, Claim> claims_;              ///< by hash of the id; of this run
  std::unordered_set<std::uint64_t> gone_;                       ///< hashes of paths
  std::unordered_map<std::uint64_t, std::uint64_t> moved_;       ///< of old paths to new ones
  std::unordered_map<std::string, Forgotten> forgotten_;         ///< by key
  std::unordered_map<std::string, InputRecord> changed_inputs_;  ///< by path
  IdChanges id_changes_;
  std::vector<bool> admitted_ = std::vector<bool>(1);  ///< by document number, which is never 0
};

}  // namespace dateline
