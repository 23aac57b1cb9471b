// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/input_files.h"

#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
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

/// Of one path below a named folder.
bool matches(const std::string& below, std::string glob) {
  while (glob.starts_with("**/")) glob.erase(0, 3);
  while (glob.ends_with('/')) glob.pop_back();
  if (glob.find('/') == std::string::npos)
    return ::fnmatch(glob.c_str(), below.c_str() + below.rfind('/') + 1, 0) == 0;
  const bool across = glob.find("**") != std::string::npos;
  const char* const from_folder = glob.c_str() + (glob.starts_with('/') ? 1 : 0);
  return ::fnmatch(from_folder, below.c_str(), across ? 0 : FNM_PATHNAME) == 0;
}

bool matches_any(const std::string& below, const std::vector<std::string>& globs) {
  return std::any_of(globs.begin(), globs.end(),
                     [&](const std::string& glob) { return matches(below, glob); });
}

/// `below`: its path below the folder that was named, "" or with a slash at its end.
void list_folder(const fs::path& folder, const std::string& below,
                 const std::vector<std::string>& exclude, std::vector<std::string>& files) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (!is_hidden(at->path())) entries.push_back(*at);
  if (error) files.push_back(folder.lexically_normal().string());
  std::sort(entries.begin(), entries.end());
  for (const fs::directory_entry& entry : entries) {
    const std::string path = below + entry.path().filename().string();
    if (matches_any(path, exclude)) continue;
    if (!entry.is_directory(error))
      files.push_back(entry.path().lexically_normal().string());
    else if (!entry.is_symlink(error))
      list_folder(entry.path(), path + '/', exclude, files);
  }
}

}  // namespace

bool is_excluded(const std::string& below, const std::vector<std::string>& globs) {
  if (globs.empty()) return false;
  for (std::size_t slash = below.find('/'); slash != std::string::npos;
       slash = below.find('/', slash + 1))
    if (matches_any(below.substr(0, slash), globs)) return true;
  return matches_any(below, globs);
}

bool is_gone(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

std::string working_folder() {
  const char* const shells = std::getenv("PWD");
  std::error_code error;
  if (shells != nullptr && shells[0] == '/' && fs::equivalent(shells, ".", error) &&
      fs::path(shells).lexically_normal() == shells)
    return shells;
  const fs::path here = fs::current_path(error);
  return error ? "/" : here.string();  // of a folder that was removed, no path leads anywhere
}

std::string absolute_path(const std::string& path, const std::string& folder) {
  if (path == kStandardInput) return path;
  std::string whole = path.starts_with('/') || folder == "/" ? std::string() : folder;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      whole.append("/").append(part);
      continue;
    }
    std::error_code error;
    if (fs::is_symlink(whole, error))
      if (const fs::path target = fs::canonical(whole, error); !error) whole = target.string();
    whole.resize(std::min(whole.rfind('/'), whole.size()));
  }
  return whole.empty() ? "/" : whole;
}

std::string normal_path(const std::string& path) {
  std::string normal = fs::path(path).lexically_normal().string();
  while (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
  if (path.find("..") == std::string::npos) return normal;
  std::string absolute = absolute_path(path);
  return absolute_path(normal) == absolute ? normal : absolute;
}

std::vector<std::string> list_input_files(const std::vector<std::string>& paths,
                                          const std::vector<std::string>& exclude) {
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (path != kStandardInput && !fs::exists(status))
      throw Error(status.type() == fs::file_type::not_found
                      ? "there is no file or folder " + path
                      : "cannot read " + path + ": " + error.message(),
                  "", ExitCode::kUsage);
  }
  return list_listed_files(paths, exclude);
}

std::vector<std::string> list_listed_files(const std::vector<std::string>& paths,
                                           const std::vector<std::string>& exclude) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    const std::string normal = normal_path(path);
    std::error_code error;
    if (path != kStandardInput && fs::is_directory(normal, error))
      list_folder(normal, "", exclude, files);
    else
      files.push_back(normal);
  }
  std::unordered_set<std::string> seen;
  const std::string here = working_folder();
  std::erase_if(files, [&](const std::string& file) {
    return !seen.insert(absolute_path(file, here)).second;
  });
  return files;
}

std::vector<std::string> read_list(const std::string& list, char separator) {
  constexpr std::size_t kLargest = std::size_t{1} << 30;
  const auto content = read_all(*open_bytes(list), kLargest);
  if (!content) throw Error("the list " + list + " is over 1 GB");
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
