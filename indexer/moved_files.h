// SPDX-License-Identifier: GPL-2.0-or-later
//
// Files that the archive remembers under another path: recognised by their content where nothing
// is left at the old path, or by a relative path of schema 4 that leads to them from the working
// folder.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/input_record.h"

namespace dateline {

class MovedFiles {
 public:
  /// All that the archive remembers.
  explicit MovedFiles(std::vector<InputRecord> records);

  /// The record that a file of this absolute path was remembered by in schema 4.
  std::optional<InputRecord> at_relative_path(const std::string& path);

  /// Whether a file of that size may have moved; only then is its digest worth having.
  bool may_have(std::uint64_t size);
  /// The record of a file that is gone and had this content: of several, of one whose name is that
  /// of `path`; where there is none such, and `any_name`, of another.
  std::optional<InputRecord> with_content(const std::string& path, std::uint64_t size,
                                          const std::string& digest, bool any_name);

  /// A name by which ids of a new file may be made, which no other file has.
  std::string free_name(const std::string& named, const std::string& path);

 private:
  using Places = std::deque<std::size_t>;  ///< in records_
  std::optional<InputRecord> take(Places& places);

  std::vector<InputRecord> records_;
  std::vector<bool> taken_;
  std::unordered_map<std::string, std::size_t> by_relative_path_;  ///< made absolute
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_size_;
  std::unordered_map<std::uint64_t, bool> looked_at_;   ///< sizes; any is gone
  std::unordered_map<std::string, Places> by_content_;  ///< digest, digest and file name; of gone
  std::unordered_set<std::string> names_;
};

}  // namespace dateline
