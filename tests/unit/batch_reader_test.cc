// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/batch_reader.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <thread>

#include "tests/support/caught_errors.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using dateline::test::CaughtErrors;
using dateline::test::TemporaryFolder;

namespace {

/// JSON Lines; every tenth line is broken.
std::vector<std::string> write_files(const TemporaryFolder& folder, int files, int lines) {
  std::vector<std::string> paths;
  for (int file = 0; file < files; ++file) {
    paths.push_back(folder / ("wire" + std::to_string(file) + ".jsonl"));
    std::ofstream out(paths.back());
    for (int line = 0; line < lines; ++line) {
      if (line % 10 == 9)
        out << "{\"title\": \n";
      else
        out << R"({"id": ")" << file << '-' << line << R"(", "title": "T", "text": "Word."})"
            << '\n';
    }
  }
  return paths;
}

using Batches = std::map<std::uint64_t, std::vector<std::string>>;

Batches read(const std::vector<std::string>& files, unsigned threads, std::uint64_t* rejected) {
  *rejected = 0;
  IndexerOptions options;
  const CaughtErrors caught;
  Reporter reporter(ProgressStyle::none, "", true);
  const std::atomic<bool> stop = false;
  const InputPlan plan = plan_to_read(files);
  BatchReader reader(options, plan, nullptr, reporter, stop);
  Batches batches;
  std::mutex mutex;
  const auto take_all = [&] {
    while (const auto batch = reader.next()) {
      const std::lock_guard lock(mutex);
      *rejected += batch->counts.rejected;
      auto& ids = batches[batch->number];
      REQUIRE(ids.empty());
      for (const Article& article : batch->articles) ids.push_back(article.id);
    }
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(take_all);
  take_all();
  for (std::thread& other : others) other.join();
  return batches;
}

}  // namespace

TEST_CASE("A file that goes on without an article is given up, and the next is read") {
  const TemporaryFolder folder;
  const std::string endless = folder / "endless.jsonl";
  const std::string article = "{\"title\":\"Truce\",\"body\":\"It holds.\",\"id\":\"one\"}\n";
  {
    std::ofstream out(endless);
    out << article;
    for (std::uint64_t i = 0; i < kMostRejectedInARow; ++i) out << "{}\n";
    out << "{\"title\":\"Late\",\"body\":\"Not read.\",\"id\":\"late\"}\n";
  }
  const std::string next = folder / "next.jsonl";
  std::ofstream(next) << "{\"title\":\"Next\",\"body\":\"Read.\",\"id\":\"next\"}\n";
  std::uint64_t rejected = 0;
  std::vector<std::string> ids;
  for (const auto& [number, batch] : read({endless, next}, 1, &rejected))
    ids.insert(ids.end(), batch.begin(), batch.end());
  CHECK(rejected == kMostRejectedInARow + 1);
  CHECK(ids == std::vector<std::string>{"one", "next"});
}

TEST_CASE("Batches are the same whichever and however many threads ask for them") {
  const TemporaryFolder folder;
  const auto files = write_files(folder, 4, 1200);
  std::uint64_t rejected = 0;
  const Batches alone = read(files, 1, &rejected);
  CHECK(rejected == 480);
  CHECK(alone.size() > 1);
  CHECK(alone.begin()->first == 0);
  CHECK(alone.rbegin()->first == alone.size() - 1);
  std::vector<std::string> ids;
  for (const auto& [number, batch] : alone) ids.insert(ids.end(), batch.begin(), batch.end());
  REQUIRE(ids.size() == 4 * 1080);
  CHECK(ids.front() == "0-0");
  CHECK(ids.back() == "3-1198");
  for (const unsigned threads : {2U, 5U}) {
    CHECK(read(files, threads, &rejected) == alone);
    CHECK(rejected == 480);
  }
}

TEST_CASE("A reader that is told to stop hands out no more") {
  const TemporaryFolder folder;
  const auto files = write_files(folder, 2, 1000);
  IndexerOptions options;
  const CaughtErrors caught;
  Reporter reporter(ProgressStyle::none, "", true);
  std::atomic<bool> stop = false;
  const InputPlan plan = plan_to_read(files);
  BatchReader reader(options, plan, nullptr, reporter, stop);
  CHECK(reader.next());
  stop = true;
  CHECK_FALSE(reader.next());
}

TEST_CASE("A file that cannot be read is one reject and costs no other file") {
  const TemporaryFolder folder;
  auto files = write_files(folder, 1, 9);
  files.insert(files.begin(), folder / "missing.jsonl");
  std::uint64_t rejected = 0;
  const Batches batches = read(files, 1, &rejected);
  CHECK(rejected == 1);
  REQUIRE(batches.size() == 1);
  CHECK(batches.at(0).size() == 9);
}
