// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/moved_files.h"

#include "indexer/input_files.h"

namespace dateline {
namespace {

std::string with_name(const std::string& digest, const std::string& path) {
  return digest + path.substr(path.rfind('/') + 1);
}

}  // namespace

MovedFiles::MovedFiles(std::vector<InputRecord> records)
    : records_(std::move(records)), taken_(records_.size()) {
  const std::string here = working_folder();
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const InputRecord& record = records_[i];
    names_.insert(record.named);
    by_size_[record.size].push_back(i);
    if (!record.path.starts_with('/')) by_relative_path_[absolute_path(record.path, here)] = i;
  }
}

std::optional<InputRecord> MovedFiles::take(Places& places) {
  while (!places.empty()) {
    const std::size_t place = places.front();
    places.pop_front();
    if (taken_[place]) continue;
    taken_[place] = true;
    return records_[place];
  }
  return std::nullopt;
}

std::optional<InputRecord> MovedFiles::at_relative_path(const std::string& path) {
  const auto at = by_relative_path_.find(path);
  if (at == by_relative_path_.end()) return std::nullopt;
  Places only{at->second};
  return take(only);
}

bool MovedFiles::may_have(std::uint64_t size) {
  const auto [looked, is_new] = looked_at_.try_emplace(size, false);
  const auto same_size = by_size_.find(size);
  if (!is_new || same_size == by_size_.end()) return looked->second;
  for (const std::size_t place : same_size->second) {
    const InputRecord& record = records_[place];
    if (record.digest.empty() || taken_[place] || !is_gone(record.path)) continue;
    by_content_[record.digest].push_back(place);
    by_content_[with_name(record.digest, record.path)].push_back(place);
    looked->second = true;
  }
  return looked->second;
}

std::optional<InputRecord> MovedFiles::with_content(const std::string& path, std::uint64_t size,
                                                    const std::string& digest, bool any_name) {
  if (!may_have(size)) return std::nullopt;
  const auto at = by_content_.find(any_name ? digest : with_name(digest, path));
  return at == by_content_.end() ? std::nullopt : take(at->second);
}

std::string MovedFiles::free_name(const std::string& named, const std::string& path) {
  std::string name = names_.contains(named) ? path : named;
  for (int i = 2; !names_.insert(name).second; ++i) name = path + '@' + std::to_string(i);
  return name;
}

}  // namespace dateline
