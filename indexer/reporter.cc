// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/reporter.h"

#include <unistd.h>

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

std::string tsv_cell(std::string_view text) {
  std::string cell;
  for (const char c : text) {
    if (c == '\t')
      cell += "\\t";
    else if (c == '\n')
      cell += "\\n";
    else if (c == '\r')
      cell += "\\r";
    else if (c == '\\')
      cell += "\\\\";
    else
      cell += c;
  }
  return cell;
}

std::uint64_t articles(const IndexingCounts& counts) {
  return counts.added + counts.updated + counts.unchanged;
}

std::string rate(const IndexingCounts& counts, double seconds) {
  const double time = seconds > 0.001 ? seconds : 0.001;
  return grouped(static_cast<std::uint64_t>(static_cast<double>(articles(counts)) / time)) +
         " articles/s, " + fixed(static_cast<double>(counts.bytes) / 1e6 / time, 1) + " MB/s";
}

}  // namespace

IndexingCounts& IndexingCounts::operator+=(const IndexingCounts& other) {
  added += other.added;
  updated += other.updated;
  unchanged += other.unchanged;
  grouped += other.grouped;
  rejected += other.rejected;
  bytes += other.bytes;
  return *this;
}

Reporter::Reporter(ProgressStyle style, const std::string& rejects, bool quiet)
    : style_(style), quiet_(quiet) {
  if (style_ == ProgressStyle::automatic)
    style_ = ::isatty(STDERR_FILENO) != 0 ? ProgressStyle::bar : ProgressStyle::plain;
  if (quiet_) style_ = ProgressStyle::none;
  if (rejects.empty()) return;
  rejects_.open(rejects, std::ios::trunc);
  rejects_ << "path\tline\treason\tdetail\n" << std::flush;
  if (!rejects_) throw Error("cannot write the list of rejects to " + rejects);
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

void Reporter::reject(const BadRecord& record) {
  const std::lock_guard lock(mutex_);
  clear_bar();
  std::cerr << terminal_text(record.path) << ':' << record.line << ": "
            << terminal_text(to_string(record.reason)) << ": " << terminal_text(record.detail)
            << '\n';
  if (rejects_.is_open())
    rejects_ << tsv_cell(record.path) << '\t' << record.line << '\t' << to_string(record.reason)
             << '\t' << tsv_cell(record.detail) << '\n'
             << std::flush;
}

void Reporter::progress(const IndexingCounts& counts) {
  if (style_ == ProgressStyle::none) return;
  const std::lock_guard lock(mutex_);
  const auto pause = style_ == ProgressStyle::bar ? std::chrono::milliseconds(200)
                                                  : std::chrono::milliseconds(10'000);
  if (Clock::now() - shown_ < pause) return;
  shown_ = Clock::now();
  const std::string line = grouped(articles(counts)) + " articles, " + rate(counts, seconds());
  if (style_ == ProgressStyle::json) {
    std::cerr << "{\"articles\":" << articles(counts) << ",\"rejected\":" << counts.rejected
              << ",\"bytes\":" << counts.bytes << ",\"seconds\":" << fixed(seconds(), 1) << "}\n";
  } else if (style_ == ProgressStyle::bar) {
    std::cerr << "\r\x1b[K" << line << std::flush;
    bar_is_shown_ = true;
  } else {
    std::cerr << line << '\n';
  }
}

void Reporter::finish(const IndexingCounts& counts, bool interrupted) {
  const std::lock_guard lock(mutex_);
  clear_bar();
  if (quiet_) return;
  std::cerr << (interrupted ? "interrupted after " : "indexed ") << grouped(counts.added)
            << " new, " << grouped(counts.updated) << " updated, " << grouped(counts.unchanged)
            << " unchanged, " << grouped(counts.grouped) << " grouped, " << grouped(counts.rejected)
            << " rejected; " << fixed(seconds(), 1) << " s, " << rate(counts, seconds()) << '\n';
  if (interrupted) std::cerr << "all of that is stored; run the same command again to go on\n";
}

}  // namespace dateline
