// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/input_files.h"

#include <algorithm>
#include <filesystem>

#include "common/error.h"

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
  if (error)
    throw Error("cannot read the folder " + folder.string() + ": " + error.message(),
                "check its permissions, or name the files themselves");
  std::sort(entries.begin(), entries.end());
  for (const fs::directory_entry& entry : entries) {
    if (entry.is_directory(error) && !entry.is_symlink(error))
      list_folder(entry.path(), files);
    else if (entry.is_regular_file(error))
      files.push_back(entry.path().string());
  }
}

}  // namespace

std::vector<std::string> list_input_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (path != "-" && !fs::exists(status))
      throw Error(status.type() == fs::file_type::not_found
                      ? "there is no file or folder " + path
                      : "cannot read " + path + ": " + error.message(),
                  "", ExitCode::kUsage);
    if (path != "-" && fs::is_directory(status))
      list_folder(path, files);
    else
      files.push_back(path);
  }
  return files;
}

}  // namespace dateline
