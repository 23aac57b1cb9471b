// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/gone_files.h"

#include <algorithm>
#include <map>

#include "common/error.h"
#include "common/terminal_text.h"
#include "indexer/byte_source.h"
#include "indexer/input_files.h"

namespace dateline {
namespace {

constexpr std::uint64_t kSmallArchive = 100;
constexpr std::uint64_t kMostOf = 10;  // a tenth
constexpr const char* kCure =
    "is a disk not mounted? If they are to be forgotten, say --prune=all; nothing was changed";

std::string counted(std::uint64_t number, const std::string& what) {
  return grouped(number) + ' ' + what + (number == 1 ? "" : "s");
}

/// A path that the user named, and what the archive knows at or below it.
struct Root {
  std::string named;
  bool is_file = false;  ///< a record's path itself
  std::uint64_t files = 0;
  std::uint64_t gone = 0;
  std::uint64_t articles = 0;  ///< of those that are gone
  bool has_files = false;      ///< something to be read is there now
};
using Roots = std::map<std::string, Root>;  ///< by absolute path

/// Calls `visit` with each root at or above a path, and what of the path stands below that.
template <typename Visit>
void for_each_root(Roots& roots, const std::string& path, const Visit& visit) {
  for (std::size_t end = path.size(); end != std::string::npos && end > 0;
       end = path.rfind('/', end - 1))
    if (const auto at = roots.find(path.substr(0, end)); at != roots.end())
      visit(at->second, path.substr(std::min(end + 1, path.size())));
  if (const auto at = roots.find("/"); at != roots.end()) visit(at->second, path.substr(1));
}

Roots named_roots(const std::vector<std::string>& paths) {
  Roots roots;
  const std::string here = working_folder();
  for (const std::string& path : paths)
    if (path != kStandardInput) roots[absolute_path(path, here)].named = path;
  return roots;
}

bool goes(const InputRecord& record, const std::string& place, const IndexerOptions& options,
          const std::unordered_set<std::string>& listed, Roots& roots) {
  if (listed.contains(place)) return is_gone(record.path);
  bool excluded = false;
  bool known = false;
  for_each_root(roots, place, [&](const Root&, const std::string& below) {
    known = true;
    excluded = excluded || (!below.empty() && is_excluded(below, options.exclude));
  });
  return known && (excluded || is_gone(record.path));
}

void check_roots(const Roots& roots, const std::unordered_set<std::string>& listed,
                 bool may_forget_all) {
  std::string told;
  for (const auto& [path, root] : roots) {
    if (root.files == 0 && is_gone(path) && !listed.contains(path))
      throw Error("there is no file or folder " + root.named + ", and the archive knows of none",
                  "", ExitCode::kUsage);
    if (may_forget_all || root.is_file || root.has_files || root.gone == 0 ||
        root.gone < root.files)
      continue;
    told += (told.empty() ? "" : ", and ") + counted(root.gone, "file") + " (" +
            counted(root.articles, "article") + ") below " + root.named;
  }
  if (!told.empty())
    throw Error("--prune would forget all that the archive has of a path: " + told, kCure);
}

}  // namespace

std::vector<std::string> gone_files(const IndexerOptions& options,
                                    const std::vector<InputRecord>& records,
                                    const std::unordered_set<std::string>& listed) {
  Roots roots = named_roots(options.paths);
  const std::string here = working_folder();
  std::vector<std::string> gone;
  for (const InputRecord& record : records) {
    const std::string place = absolute_path(record.path, here);
    const bool is_going = goes(record, place, options, listed, roots);
    if (is_going) gone.push_back(record.path);
    for_each_root(roots, place, [&](Root& root, const std::string& below) {
      ++root.files;
      root.is_file = root.is_file || below.empty();
      root.gone += is_going ? 1 : 0;
      root.articles += is_going ? record.articles : 0;
    });
  }
  if (!gone.empty())
    for (const std::string& path : listed)
      if (!is_gone(path))
        for_each_root(roots, path, [](Root& root, const std::string&) { root.has_files = true; });
  check_roots(roots, listed, options.prune_all);
  return gone;
}

bool is_much_to_forget(std::uint64_t forgotten, std::uint64_t articles) {
  return articles > kSmallArchive && forgotten * kMostOf > articles;
}

void refuse_to_forget(std::uint64_t forgotten, std::uint64_t articles,
                      const std::vector<std::string>& gone) {
  constexpr std::size_t kShown = 3;
  std::string told = "--prune would forget " + grouped(forgotten) + " of " + grouped(articles) +
                     " articles, more than a tenth";
  if (gone.empty()) told += ": they are gone from files that changed";
  for (std::size_t i = 0; i < std::min(gone.size(), kShown); ++i)
    told += (i == 0 ? ": gone are " : ", ") + gone[i];
  if (gone.size() > kShown) told += " and " + counted(gone.size() - kShown, "other file");
  throw Error(told, kCure);
}

}  // namespace dateline
