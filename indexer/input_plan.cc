// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/input_plan.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <unordered_set>

#include "common/error.h"
#include "indexer/byte_source.h"
#include "indexer/content_hash.h"
#include "indexer/gone_files.h"
#include "indexer/input_files.h"
#include "indexer/moved_files.h"

namespace dateline {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t now() {
  using namespace std::chrono;
  return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

enum class Verdict : std::uint8_t { read, same, touched };

Verdict judge(const InputFile& file, const InputRecord& known, const IndexerOptions& options) {
  const bool prune_wanted = options.prune && known.unpruned;
  const bool rejects_wanted = !options.rejects.empty() && known.rejected > 0;
  if (!file.regular || options.update == UpdatePolicy::always || prune_wanted || rejects_wanted ||
      known.settings != hash_of_settings(options) || known.size != file.size)
    return Verdict::read;
  if (known.modified != 0 && known.modified == file.modified) return Verdict::same;
  try {
    return digest_of_file(file.given) == known.digest ? Verdict::touched : Verdict::read;
  } catch (const Error&) {
    return Verdict::read;  // which will tell what is wrong
  }
}

/// A named file, and what is remembered of it.
struct Candidate {
  InputFile file;
  std::optional<InputRecord> known;
  Verdict verdict = Verdict::read;
};

void take_over(Candidate& one, InputRecord record, bool has_moved, InputPlan& plan) {
  MovedFile moved{record.path, record.shown, std::move(record)};
  moved.to.path = one.file.path;
  if (has_moved) {
    moved.to.shown = one.file.given;
    moved.to.modified = one.file.modified;  // the content is known to be the same
    ++plan.skipped.moved;
  }
  one.known = moved.to;
  plan.moved.push_back(std::move(moved));
}

/// Finds the records of those that have none under their path.
void recognise(const std::vector<Candidate*>& unknown, MovedFiles& records, InputPlan& plan) {
  for (Candidate* const one : unknown)
    if (auto record = records.at_relative_path(one->file.path))
      take_over(*one, *std::move(record), false, plan);
  std::unordered_map<const Candidate*, std::string> digests;
  for (const bool any_name : {false, true}) {
    for (Candidate* const one : unknown) {
      if (one->known || !records.may_have(one->file.size)) continue;
      try {
        std::string& digest = digests[one];
        if (digest.empty()) digest = digest_of_file(one->file.given);
        if (auto record = records.with_content(one->file.path, one->file.size, digest, any_name))
          take_over(*one, *std::move(record), true, plan);
      } catch (const Error&) {
        continue;  // reading it will tell what is wrong
      }
    }
  }
}

std::vector<Candidate> look_up(const std::vector<std::string>& paths, const Catalogue& catalogue,
                               const std::atomic<bool>& stop, InputPlan& plan) {
  std::vector<Candidate> all;
  for (InputFile& file : plan_to_read(paths).files) {
    auto known = catalogue.input(file.path);
    all.push_back({std::move(file), std::move(known)});
  }
  std::vector<Candidate*> unknown;
  for (Candidate& one : all)
    if (one.file.regular && !one.known) unknown.push_back(&one);
  if (unknown.empty()) return all;
  MovedFiles records(catalogue.inputs());
  if (!stop) recognise(unknown, records, plan);
  for (Candidate* const one : unknown)
    if (!one->known)
      one->file.named = one->file.shown = records.free_name(one->file.given, one->file.path);
  return all;
}

std::vector<std::string> find_gone(const IndexerOptions& options,
                                   const std::vector<Candidate>& listed, const Catalogue& catalogue,
                                   const std::vector<MovedFile>& moved) {
  std::unordered_set<std::string> paths;
  for (const Candidate& one : listed) paths.insert(one.file.path);
  std::unordered_set<std::string> elsewhere;
  for (const MovedFile& file : moved) elsewhere.insert(file.from);
  std::vector<InputRecord> records = catalogue.inputs();
  std::erase_if(records,
                [&](const InputRecord& record) { return elsewhere.contains(record.path); });
  return gone_files(options, records, paths);
}

}  // namespace

InputFile look_at(const std::string& path, const std::string& folder) {
  InputFile file;
  file.path = absolute_path(path, folder);
  file.given = file.named = file.shown = path;
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
  const std::string folder = working_folder();
  for (const std::string& path : paths) {
    plan.files.push_back(look_at(path, folder));
    plan.bytes += plan.files.back().size;
  }
  return plan;
}

InputPlan plan_inputs(const IndexerOptions& options, const std::vector<std::string>& paths,
                      const Catalogue& catalogue, const std::atomic<bool>& stop) {
  InputPlan plan;
  std::vector<Candidate> all = look_up(paths, catalogue, stop, plan);
  if (options.prune) plan.gone = find_gone(options, all, catalogue, plan.moved);
  // A listed file that is gone is forgotten, not read.
  const std::unordered_set<std::string> gone(plan.gone.begin(), plan.gone.end());
  std::erase_if(all, [&](const Candidate& one) { return gone.contains(one.file.path); });
  bool any_articles_leave = !plan.gone.empty();
  for (Candidate& one : all) {
    if (!one.known) continue;
    one.file.known = true;
    one.file.named = one.known->named;
    one.file.shown = one.known->shown;
    if (!stop) one.verdict = judge(one.file, *one.known, options);
    any_articles_leave = any_articles_leave || one.verdict == Verdict::read;
  }
  for (auto& [file, known, verdict] : all) {
    // What another file gives up, this one may have to take over.
    const bool may_inherit = options.prune && any_articles_leave && known && known->shares;
    if (verdict == Verdict::read || may_inherit) {
      plan.bytes += file.size;
      plan.files.push_back(std::move(file));
      continue;
    }
    plan.skipped.unchanged += known->articles;
    plan.skipped.rejected += known->rejected;
    plan.skipped.left_out += known->forgotten;
    if (verdict == Verdict::same || file.modified == known->modified) continue;
    known->modified = file.modified;
    plan.touched.push_back(*std::move(known));
  }
  return plan;
}

}  // namespace dateline
