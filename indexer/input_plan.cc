// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/input_plan.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "common/error.h"
#include "indexer/byte_source.h"
#include "indexer/content_hash.h"
#include "indexer/input_files.h"

namespace dateline {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t now() {
  using namespace std::chrono;
  return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

bool is_gone(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/// Whether a path is one of `roots` or below one.
bool is_below(const std::string& path, const std::vector<std::string>& roots) {
  return std::any_of(roots.begin(), roots.end(), [&](const std::string& root) {
    if (root == ".") return !path.starts_with('/') && !path.starts_with("../");
    if (!path.starts_with(root)) return false;
    return path.size() == root.size() || root.ends_with('/') || path[root.size()] == '/';
  });
}

std::vector<std::string> gone_files(const std::vector<std::string>& named,
                                    const Catalogue& catalogue) {
  std::vector<std::string> roots;
  roots.reserve(named.size());
  for (const std::string& path : named) roots.push_back(normal_path(path));
  std::vector<std::string> gone;
  for (const InputRecord& record : catalogue.inputs())
    if (is_below(record.path, roots) && is_gone(record.path)) gone.push_back(record.path);
  return gone;
}

enum class Verdict : std::uint8_t { read, same, touched };

Verdict judge(const InputFile& file, const InputRecord& known, const IndexerOptions& options) {
  const bool rejects_wanted = !options.rejects.empty() && known.rejected > 0;
  if (!file.regular || options.update == UpdatePolicy::always || rejects_wanted ||
      known.settings != hash_of_settings(options) || known.size != file.size)
    return Verdict::read;
  if (known.modified != 0 && known.modified == file.modified) return Verdict::same;
  try {
    return digest_of_file(file.path) == known.digest ? Verdict::touched : Verdict::read;
  } catch (const Error&) {
    return Verdict::read;  // which will tell what is wrong
  }
}

}  // namespace

InputFile look_at(const std::string& path) {
  InputFile file;
  file.path = path;
  struct stat status {};
  if (path == kStandardInput || ::stat(path.c_str(), &status) != 0) return file;
  file.regular = S_ISREG(status.st_mode);
  file.size = static_cast<std::uint64_t>(status.st_size);
  file.modified = status.st_mtim.tv_sec * kSecond + status.st_mtim.tv_nsec;
  // A file that changes twice within a tick of the clock has the same time with two contents.
  if (file.modified > now() - 2 * kSecond) file.modified = 0;
  return file;
}

std::uint64_t hash_of_settings(const IndexerOptions& options) {
  std::string text = options.format + '\n' + options.encoding + '\n' +
                     std::to_string(static_cast<int>(options.date_order)) + '\n';
  for (const auto& [field, key] : options.map)
    text.append(field).append("=").append(key).append("\n");
  return hash_of(text);
}

InputPlan plan_to_read(const std::vector<std::string>& paths) {
  InputPlan plan;
  for (const std::string& path : paths) {
    plan.files.push_back(look_at(path));
    plan.bytes += plan.files.back().size;
  }
  return plan;
}

InputPlan plan_inputs(const IndexerOptions& options, const std::vector<std::string>& paths,
                      const Catalogue& catalogue, const std::atomic<bool>& stop) {
  InputPlan plan;
  if (options.prune) plan.gone = gone_files(options.paths, catalogue);
  std::vector<std::optional<InputRecord>> known;
  std::vector<Verdict> verdicts;
  bool any_articles_leave = !plan.gone.empty();
  for (InputFile& file : plan_to_read(paths).files) {
    known.push_back(catalogue.input(file.path));
    file.known = known.back().has_value();
    verdicts.push_back(file.known && !stop ? judge(file, *known.back(), options) : Verdict::read);
    any_articles_leave = any_articles_leave || (file.known && verdicts.back() == Verdict::read);
    plan.files.push_back(std::move(file));
  }
  std::vector<InputFile> to_read;
  for (std::size_t i = 0; i < plan.files.size(); ++i) {
    InputFile& file = plan.files[i];
    // What another file gives up, this one may have to take over.
    const bool may_inherit = options.prune && any_articles_leave && known[i] && known[i]->shares;
    if (verdicts[i] == Verdict::read || may_inherit) {
      plan.bytes += file.size;
      to_read.push_back(std::move(file));
      continue;
    }
    plan.skipped.unchanged += known[i]->articles;
    plan.skipped.rejected += known[i]->rejected;
    if (verdicts[i] == Verdict::same || file.modified == known[i]->modified) continue;
    known[i]->modified = file.modified;
    plan.touched.push_back(*std::move(known[i]));
  }
  plan.files = std::move(to_read);
  // A listed file that is gone is forgotten, not read.
  std::erase_if(plan.files, [&](const InputFile& file) {
    return std::find(plan.gone.begin(), plan.gone.end(), file.path) != plan.gone.end();
  });
  return plan;
}

}  // namespace dateline
