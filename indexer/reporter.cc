// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/reporter.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "common/error.h"
#include "common/terminal_text.h"

namespace dateline {
namespace {

std::string fixed(double value, int digits) {
  char text[64];
  return {text, static_cast<std::size_t>(std::snprintf(text, sizeof text, "%.*f", digits, value))};
}

std::uint64_t articles(const IndexingCounts& counts) {
  return counts.added + counts.updated + counts.unchanged + counts.kept;
}

std::string rate(const IndexingCounts& counts, double seconds) {
  const double time = seconds > 0.001 ? seconds : 0.001;
  return grouped(static_cast<std::uint64_t>(static_cast<double>(articles(counts)) / time)) +
         " articles/s, " + fixed(static_cast<double>(counts.bytes) / 1e6 / time, 1) + " MB/s";
}

std::string megabytes(std::uint64_t bytes) {
  return fixed(static_cast<double>(bytes) / 1e6, 1);
}

/// "1:02:03", "2:03".
std::string clock_time(double seconds) {
  const auto all = static_cast<std::uint64_t>(seconds);
  const auto two = [](std::uint64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const std::string minutes = std::to_string(all / 60 % 60);
  if (all < 3600) return minutes + ':' + two(all % 60);
  return std::to_string(all / 3600) + ':' + two(all / 60 % 60) + ':' + two(all % 60);
}

/// "[=====     ]  50%, "; empty where the whole is not known.
std::string bar(std::uint64_t done, std::uint64_t total) {
  if (total == 0) return {};
  constexpr std::uint64_t kCells = 20;
  const std::uint64_t percent = std::min(done, total) * 100 / total;
  const auto cells = static_cast<std::size_t>(percent * kCells / 100);
  const std::string number = std::to_string(percent);
  return '[' + std::string(cells, '=') + std::string(kCells - cells, ' ') + "] " +
         std::string(3 - number.size(), ' ') + number + "%, ";
}

/// ", 1.5 of 3.0 MB, 100 articles/s, 0:10 left"
std::string pace(const IndexingCounts& counts, std::uint64_t total, double seconds) {
  std::string text = ", " + megabytes(counts.read);
  if (total > 0) text += " of " + megabytes(std::max(total, counts.read));
  text += " MB, " + rate(counts, seconds);
  if (total > counts.read && counts.read > 0)
    text += ", " +
            clock_time(seconds * static_cast<double>(total - counts.read) /
                       static_cast<double>(counts.read)) +
            " left";
  return text;
}

std::string json_counts(const IndexingCounts& counts) {
  std::string json;
  const auto add = [&json](std::string_view name, std::uint64_t value) {
    json.append(",\"").append(name).append("\":").append(std::to_string(value));
  };
  add("articles", articles(counts));
  add("new", counts.added);
  add("updated", counts.updated);
  add("unchanged", counts.unchanged);
  add("kept", counts.kept);
  add("pruned", counts.pruned);
  add("forgotten", counts.forgotten);
  add("forgotten_before", counts.left_out);
  add("overwritten", counts.overwritten);
  add("files_moved", counts.moved);
  add("grouped", counts.grouped);
  add("rejected", counts.rejected);
  add("warned", counts.warned);
  add("bytes", counts.bytes);
  add("bytes_read", counts.read);
  return json;
}

}  // namespace

IndexingCounts& IndexingCounts::operator+=(const IndexingCounts& other) {
  added += other.added;
  updated += other.updated;
  unchanged += other.unchanged;
  kept += other.kept;
  pruned += other.pruned;
  forgotten += other.forgotten;
  left_out += other.left_out;
  overwritten += other.overwritten;
  moved += other.moved;
  grouped += other.grouped;
  rejected += other.rejected;
  warned += other.warned;
  bytes += other.bytes;
  read += other.read;
  return *this;
}

std::string summary(const IndexingCounts& counts) {
  std::string text = grouped(counts.added) + " new, " + grouped(counts.updated) + " updated, " +
                     grouped(counts.unchanged) + " unchanged, ";
  const auto add = [&text](std::uint64_t count, const char* what) {
    if (count > 0) text += grouped(count) + what;
  };
  add(counts.kept, " changed but kept, ");
  add(counts.overwritten, " overwritten by one of the same id, ");
  add(counts.pruned, " pruned, ");
  add(counts.forgotten, " forgotten, ");
  add(counts.left_out, " forgotten before, ");
  text += grouped(counts.grouped) + " grouped, " + grouped(counts.rejected) + " rejected";
  if (counts.warned > 0) text += ", " + grouped(counts.warned) + " with warnings";
  if (counts.moved > 0)
    text += ", " + grouped(counts.moved) + (counts.moved == 1 ? " file" : " files") + " moved";
  return text;
}

Reporter::Reporter(ProgressStyle style, const std::string& rejects, bool quiet)
    : style_(style), quiet_(quiet) {
  if (style_ == ProgressStyle::automatic)
    style_ = ::isatty(STDERR_FILENO) != 0 ? ProgressStyle::bar : ProgressStyle::plain;
  if (quiet_) style_ = ProgressStyle::none;
  if (rejects.empty()) return;
  rejects_.open(rejects, std::ios::trunc);
  rejects_ << "path\tline\treason\tdetail\n" << std::flush;
  if (!rejects_)
    throw Error("cannot write the list of rejects to " + rejects + ": " + system_reason());
}

double Reporter::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Reporter::clear_bar() {
  if (bar_is_shown_) std::cerr << "\r\x1b[K";
  bar_is_shown_ = false;
}

void Reporter::note(std::string_view text) {
  if (quiet_) return;
  const std::lock_guard lock(mutex_);
  clear_bar();
  std::cerr << "note: " << terminal_text(text) << '\n';
}

bool Reporter::is_shown(std::string_view reason, const std::string& path) {
  constexpr std::uint64_t kShown = 20;
  path_ = path;
  return ++said_[std::string(reason)] <= kShown;
}

void Reporter::list(const std::string& path, std::uint64_t line, std::string_view reason,
                    std::string_view detail) {
  if (!rejects_.is_open()) return;
  rejects_ << escaped_text(path) << '\t' << line << '\t' << reason << '\t' << escaped_text(detail)
           << '\n'
           << std::flush;
  if (!rejects_)
    throw Error("cannot write the list of rejects: " + system_reason(), "is the disk full?");
}

void Reporter::reject(const BadRecord& record) {
  const std::lock_guard lock(mutex_);
  const std::string_view reason = to_string(record.reason);
  list(record.path, record.line, reason, record.detail);
  if (!is_shown(reason, record.path)) return;
  clear_bar();
  std::cerr << terminal_text(record.path) << ':' << record.line << ": " << reason << ": "
            << terminal_text(record.detail) << '\n';
}

void Reporter::warn(const std::string& path, std::uint64_t line, const Warning& warning) {
  const std::lock_guard lock(mutex_);
  const std::string_view reason = to_string(warning.kind);
  list(path, line, reason, warning.text);
  if (quiet_ || !is_shown(reason, path)) return;
  clear_bar();
  std::cerr << "note: " << terminal_text(path) << ':' << line << ": " << reason << ": "
            << terminal_text(warning.text) << '\n';
}

void Reporter::end_of_file() {
  constexpr std::uint64_t kShown = 20;
  const std::lock_guard lock(mutex_);
  for (const auto& [reason, count] : said_) {
    if (count <= kShown) continue;
    clear_bar();
    std::cerr << terminal_text(path_) << ": " << reason << ": " << grouped(count - kShown)
              << " more (--rejects FILE lists all)\n";
  }
  said_.clear();
}

void Reporter::progress(const IndexingCounts& counts) {
  if (style_ == ProgressStyle::none) return;
  const std::lock_guard lock(mutex_);
  const auto pause = style_ == ProgressStyle::bar ? std::chrono::milliseconds(200)
                                                  : std::chrono::milliseconds(10'000);
  if (Clock::now() - shown_ < pause) return;
  shown_ = Clock::now();
  const std::string line =
      grouped(articles(counts)) + " articles" + pace(counts, total_, seconds());
  if (style_ == ProgressStyle::json) {
    std::cerr << "{\"done\":false" << json_counts(counts) << ",\"bytes_total\":" << total_
              << ",\"seconds\":" << fixed(seconds(), 1) << "}\n";
  } else if (style_ == ProgressStyle::bar) {
    std::cerr << "\r\x1b[K" << bar(counts.read, total_) << line << std::flush;
    bar_is_shown_ = true;
  } else {
    std::cerr << line << '\n';
  }
}

void Reporter::finish(const IndexingCounts& counts, bool interrupted) {
  const std::lock_guard lock(mutex_);
  clear_bar();
  if (quiet_) return;
  if (style_ == ProgressStyle::json) {
    const double time = std::max(seconds(), 0.001);
    std::cerr << "{\"done\":true,\"interrupted\":" << (interrupted ? "true" : "false")
              << json_counts(counts) << ",\"seconds\":" << fixed(time, 1)
              << ",\"articles_per_second\":"
              << fixed(static_cast<double>(articles(counts)) / time, 0)
              << ",\"mb_per_second\":" << fixed(static_cast<double>(counts.bytes) / 1e6 / time, 1)
              << "}\n";
    return;
  }
  std::cerr << (interrupted ? "interrupted after " : "indexed ") << summary(counts) << "; "
            << fixed(seconds(), 1) << " s, " << rate(counts, seconds()) << '\n';
  if (interrupted) std::cerr << "all of that is stored; run the same command again to go on\n";
}

}  // namespace dateline
