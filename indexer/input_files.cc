// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/input_files.h"

#include <algorithm>
#include <filesystem>
#include <unordered_set>

#include "common/error.h"
#include "indexer/byte_source.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

void list_folder(const fs::path& folder, std::vector<std::string>& files) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (!is_hidden(at->path())) entries.push_back(*at);
  if (error) files.push_back(folder.lexically_normal().string());
  std::sort(entries.begin(), entries.end());
  for (const fs::directory_entry& entry : entries) {
    if (!entry.is_directory(error))
      files.push_back(entry.path().lexically_normal().string());
    else if (!entry.is_symlink(error))
      list_folder(entry.path(), files);
  }
}

}  // namespace

std::string normal_path(const std::string& path) {
  std::string normal = fs::path(path).lexically_normal().string();
  while (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
  return normal;
}

std::vector<std::string> list_input_files(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (path != kStandardInput && !fs::exists(status))
      throw Error(status.type() == fs::file_type::not_found
                      ? "there is no file or folder " + path
                      : "cannot read " + path + ": " + error.message(),
                  "", ExitCode::kUsage);
  }
  return list_listed_files(paths);
}

std::vector<std::string> list_listed_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    const std::string normal = normal_path(path);
    std::error_code error;
    if (path != kStandardInput && fs::is_directory(normal, error))
      list_folder(normal, files);
    else
      files.push_back(normal);
  }
  std::unordered_set<std::string> seen;
  std::erase_if(files, [&](const std::string& file) { return !seen.insert(file).second; });
  return files;
}

std::vector<std::string> read_path_list(const std::string& list, char separator) {
  constexpr std::size_t kLargest = std::size_t{1} << 30;
  const auto content = read_all(*open_bytes(list), kLargest);
  if (!content) throw Error("the list of files " + list + " is over 1 GB");
  std::vector<std::string> paths;
  for (std::size_t at = 0; at < content->size();) {
    const std::size_t end = std::min(content->find(separator, at), content->size());
    std::string path = content->substr(at, end - at);
    if (separator == '\n' && path.ends_with('\r')) path.pop_back();
    if (!path.empty()) paths.push_back(std::move(path));
    at = end + 1;
  }
  return paths;
}

}  // namespace dateline
