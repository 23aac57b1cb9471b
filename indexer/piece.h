// SPDX-License-Identifier: GPL-2.0-or-later
//
// Pieces: small databases that threads write side by side and that become part of the archive by
// being merged. Xapian's cost for an article grows with what it holds in memory before writing,
// so many pieces of a few hundred articles and one merge cost less than one database written
// piece by piece, keep memory flat, and let every thread write.
//
// Pieces stand in a folder beside the archive, named "TIER-FIRST-LAST" (zero-padded) after the
// batches they hold; one that is being made has a name that begins with "making-". A piece takes
// its name only when it is whole on disk, so a run that was killed loses no finished piece.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct Piece {
  unsigned tier = 0;
  std::uint64_t first = 0;  ///< numbers of the batches it holds, both ends included
  std::uint64_t last = 0;
  bool operator==(const Piece&) const = default;
};

std::string piece_name(const Piece& piece);
std::optional<Piece> parse_piece_name(std::string_view name);

/// How many pieces of a tier are merged into one of the next. Each open database holds two files,
/// and a process may have 1,024: a merge of so many is safe, and some 400,000 articles of 2.5 kB
/// pass through none but the last.
inline constexpr std::size_t kFanIn = 256;

class PieceStore {
 public:
  /// Takes stock of the pieces in `folder`, which exists: unfinished ones are removed, and those
  /// that a finished merge already holds.
  explicit PieceStore(std::string folder);

  /// The path at which batch `number` is to be written.
  std::string making(std::uint64_t number) const;

  /// Takes in the finished database of batch `number`; merges where enough pieces have come
  /// together. Batches must be numbered from next_number(). Safe to call from many threads.
  void finish(std::uint64_t number);

  /// Paths of all pieces in the order of their batches.
  std::vector<std::string> paths() const;

  /// One more than the last batch that any piece holds.
  std::uint64_t next_number() const;

  /// Removes all pieces.
  void clear();

 private:
  std::optional<std::vector<Piece>> take_full_tier();
  void merge(const std::vector<Piece>& pieces);
  std::string path_of(const Piece& piece) const;

  const std::string folder_;
  mutable std::mutex mutex_;
  std::vector<Piece> pieces_;  // ascending by first; those being merged are taken out
};

/// Merges databases into a new one at `to`, in their order.
void merge_databases(const std::vector<std::string>& from, const std::string& to);

}  // namespace dateline
