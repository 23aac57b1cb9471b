// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/piece.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "common/error.h"
#include "common/xapian_error.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMaking = "making-";
constexpr std::size_t kDigits = 12;

std::string padded(std::uint64_t number) {
  std::string digits = std::to_string(number);
  return digits.insert(0, kDigits - std::min(kDigits, digits.size()), '0');
}

template <typename Number>
bool take_number(std::string_view& text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool take_dash(std::string_view& text) {
  if (!text.starts_with('-')) return false;
  text.remove_prefix(1);
  return true;
}

bool by_first(const Piece& a, const Piece& b) {
  return a.first < b.first;
}

}  // namespace

std::string piece_name(const Piece& piece) {
  return std::to_string(piece.tier) + '-' + padded(piece.first) + '-' + padded(piece.last);
}

std::optional<Piece> parse_piece_name(std::string_view name) {
  Piece piece;
  if (take_number(name, piece.tier) && take_dash(name) && take_number(name, piece.first) &&
      take_dash(name) && take_number(name, piece.last) && name.empty() && piece.first <= piece.last)
    return piece;
  return std::nullopt;
}

PieceStore::PieceStore(std::string folder) : folder_(std::move(folder)) {
  for (const auto& entry : fs::directory_iterator(folder_)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kMaking)) {
      fs::remove_all(entry.path());
    } else if (const auto piece = parse_piece_name(name)) {
      pieces_.push_back(*piece);
    }
  }
  // A merge that was killed after it had its name left its parts behind.
  const auto is_held = [&](const Piece& part) {
    return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& whole) {
      return whole.tier > part.tier && whole.first <= part.first && part.last <= whole.last;
    });
  };
  std::vector<Piece> kept;
  for (const Piece& piece : pieces_) {
    if (is_held(piece))
      fs::remove_all(path_of(piece));
    else
      kept.push_back(piece);
  }
  pieces_ = std::move(kept);
  std::sort(pieces_.begin(), pieces_.end(), by_first);
}

std::string PieceStore::making(std::uint64_t number) const {
  return folder_ + '/' + std::string(kMaking) + padded(number);
}

std::string PieceStore::path_of(const Piece& piece) const {
  return folder_ + '/' + piece_name(piece);
}

void PieceStore::finish(std::uint64_t number) {
  const Piece piece{0, number, number};
  fs::rename(making(number), path_of(piece));
  {
    const std::lock_guard lock(mutex_);
    pieces_.insert(std::upper_bound(pieces_.begin(), pieces_.end(), piece, by_first), piece);
  }
  while (const auto full = take_full_tier()) merge(*full);
}

// Only neighbours without a gap are merged, so that the order of batches is kept. A batch that is
// still being written leaves such a gap; its own finish() will try again.
std::optional<std::vector<Piece>> PieceStore::take_full_tier() {
  const std::lock_guard lock(mutex_);
  for (std::size_t start = 0; start + kFanIn <= pieces_.size(); ++start) {
    std::size_t run = 1;
    while (run < kFanIn && pieces_[start + run].tier == pieces_[start].tier &&
           pieces_[start + run].first == pieces_[start + run - 1].last + 1)
      ++run;
    if (run < kFanIn) continue;
    const auto from = pieces_.begin() + static_cast<std::ptrdiff_t>(start);
    std::vector<Piece> taken(from, from + kFanIn);
    pieces_.erase(from, from + kFanIn);
    return taken;
  }
  return std::nullopt;
}

void PieceStore::merge(const std::vector<Piece>& pieces) {
  const Piece whole{pieces.front().tier + 1, pieces.front().first, pieces.back().last};
  const std::string making_path = folder_ + '/' + std::string(kMaking) + piece_name(whole);
  std::vector<std::string> from;
  from.reserve(pieces.size());
  for (const Piece& piece : pieces) from.push_back(path_of(piece));
  merge_databases(from, making_path);
  fs::rename(making_path, path_of(whole));
  for (const std::string& path : from) fs::remove_all(path);
  const std::lock_guard lock(mutex_);
  pieces_.insert(std::upper_bound(pieces_.begin(), pieces_.end(), whole, by_first), whole);
}

std::vector<std::string> PieceStore::paths() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> paths;
  paths.reserve(pieces_.size());
  for (const Piece& piece : pieces_) paths.push_back(path_of(piece));
  return paths;
}

std::uint64_t PieceStore::next_number() const {
  const std::lock_guard lock(mutex_);
  return pieces_.empty() ? 0 : pieces_.back().last + 1;
}

void PieceStore::clear() {
  const std::lock_guard lock(mutex_);
  // First under a name that says it is none: what is half removed must not be taken for a piece.
  for (const Piece& piece : pieces_) {
    const std::string gone = folder_ + '/' + std::string(kMaking) + "gone";
    fs::rename(path_of(piece), gone);
    fs::remove_all(gone);
  }
  pieces_.clear();
}

void merge_databases(const std::vector<std::string>& from, const std::string& to) {
  with_xapian(to, [&] {
    Xapian::Database all;
    for (const std::string& path : from) all.add_database(Xapian::Database(path));
    all.compact(to);
  });
}

}  // namespace dateline
