// SPDX-License-Identifier: GPL-2.0-or-later
//
// The real index against the reference archive: as it was made, and after it changed, in parts and
// over servers. DATELINE_WHOLE_COLLECTIONS=1 takes all files of the collections, and minutes.
#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "common/schema.h"
#include "indexer/index_writer.h"
#include "indexer/input_files.h"
#include "indexer/input_plan.h"
#include "indexer/pipeline.h"
#include "tests/property/comparison.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using namespace dateline::test;
namespace fs = std::filesystem;

namespace {

/// Of a collection of many files the first, or all where DATELINE_WHOLE_COLLECTIONS is set.
std::size_t most_files() {
  return std::getenv("DATELINE_WHOLE_COLLECTIONS") == nullptr ? 1 : SIZE_MAX;
}

void index_files(const std::string& database, const std::vector<std::string>& paths) {
  IndexerOptions options;
  options.jobs = 2;
  options.paths = paths;
  options.prune = true;
  const std::atomic<bool> stop = false;
  Reporter reporter(ProgressStyle::none, "", true);
  IndexWriter writer(database);
  Catalogue catalogue(database);
  const InputPlan plan = plan_inputs(options, list_input_files(paths), catalogue, stop);
  run_pipeline(options, plan, catalogue, writer, reporter, stop);
}

void compare(const std::vector<std::string>& files, unsigned seed) {
  ReferenceArchive archive = read_reference(files);
  const TemporaryFolder folder;
  index_files(folder / "archive", files);
  REQUIRE(Xapian::Database(folder / "archive").get_doccount() == archive.articles().size());
  compare_queries(archive, folder / "archive", {}, seed);
}

std::vector<std::string> data_files(const std::string& folder) {
  const std::string path = std::string(DATELINE_SHARED_DATA) + "/" + folder;
  if (!std::filesystem::exists(path)) return {};
  std::vector<std::string> files = list_input_files({path});
  if (files.size() > most_files()) files.resize(most_files());
  return files;
}

constexpr int kParts = 3;

/// Short articles, thousands of them, so that posting lists take several blocks. What a term must
/// never depend on: all are in one language and hold one word; and all of each part are of one
/// source and one year, if not all there are.
class ChangingArticles {
 public:
  ChangingArticles(std::string folder, bool parts_differ, unsigned seed)
      : folder_(std::move(folder)), parts_differ_(parts_differ), random_(seed) {
    for (int number = 0; number < kArticles; ++number) lines_.push_back(made(number));
  }

  std::string file(int part) const { return folder_ + "/part" + std::to_string(part) + ".jsonl"; }

  std::vector<std::string> files() const {
    std::vector<std::string> all;
    for (int part = 0; part < kParts; ++part) all.push_back(file(part));
    return all;
  }

  /// The files are old enough for their times to be trusted, each time less so.
  void write() {
    for (int part = 0; part < kParts; ++part) {
      std::ofstream out(file(part));
      for (std::size_t i = static_cast<std::size_t>(part); i < lines_.size(); i += kParts)
        out << lines_[i];
      out.close();
      fs::last_write_time(file(part), fs::file_time_type::clock::now() - age_);
    }
    age_ -= std::chrono::hours(1);
  }

  /// Rewrites some articles and takes some away, in every part.
  void change(int rewritten, int removed) {
    const auto chosen = [&](int part) {
      for (;;)
        if (const std::size_t at = below(kArticles / kParts) * kParts + static_cast<unsigned>(part);
            !lines_[at].empty())
          return at;
    };
    for (int part = 0; part < kParts; ++part) {
      for (int i = 0; i < removed; ++i) lines_[chosen(part)].clear();
      for (int i = 0; i < rewritten; ++i) {
        const std::size_t at = chosen(part);
        lines_[at] = made(static_cast<int>(at));
      }
    }
  }

 private:
  static constexpr int kArticles = 4200;

  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string made(int number) {
    static constexpr std::array kWords{
        "ceasefire", "talks",    "sanctions",  "treaty", "border",   "envoy",   "summit",
        "harbour",   "grain",    "tariff",     "convoy", "minister", "visited", "parliament",
        "pipeline",  "election", "embassies",  "visa",   "army",     "village", "rivers",
        "market",    "observed", "monitoring", "signed", "delayed",  "agreed",  "refused"};
    static constexpr std::array kPersons{"Sergei Lavrov", "John Kerry", "Angela Merkel",
                                         "Federica Mogherini", "Boris Johnson"};
    static constexpr std::array kCountries{"Russia", "Syria", "Germany", "France", "Iran"};
    const auto some = [&] { return std::string(kWords[below(kWords.size())]); };
    const int part = parts_differ_ ? number % kParts : 0;
    std::string body = "They spoke of the truce and the " + some();
    for (std::size_t words = 12 + below(8); words > 0; --words) body += ' ' + some();
    if (below(3) == 0)
      body += ", " + std::string(kPersons[below(kPersons.size())]) + " said of the " + some();
    if (below(3) == 0) body += " in " + std::string(kCountries[below(kCountries.size())]);
    const std::size_t day = below(336);
    const std::string date = std::to_string(2015 + part) + (day / 28 < 9 ? "-0" : "-") +
                             std::to_string(day / 28 + 1) + (day % 28 < 9 ? "-0" : "-") +
                             std::to_string(day % 28 + 1);
    return R"({"id":"a)" + std::to_string(number) + R"(","lang":"en","date":")" + date +
           R"(","source":"Wire)" + (part > 0 ? std::to_string(part) : "") + R"(","title":")" +
           some() + " after " + some() + R"(","body":")" + body + ".\"}\n";
  }

  const std::string folder_;
  const bool parts_differ_;
  std::mt19937 random_;
  std::vector<std::string> lines_;  // by number; empty where the article is gone
  std::chrono::hours age_{100};
};

void require_gaps(const std::string& path) {
  const Xapian::Database database(path);
  REQUIRE(database.get_doccount() < database.get_lastdocid());
  REQUIRE(database.get_termfreq("truce") == database.get_doccount());
}

void compare_changed(bool parts_differ, unsigned seed) {
  const TemporaryFolder folder;
  ChangingArticles articles(folder.path(), parts_differ, seed);
  const std::string whole = folder / "archive";
  std::vector<std::string> parts;
  for (int part = 0; part < kParts; ++part) parts.push_back(folder / std::to_string(part));
  constexpr std::array<std::array<int, 2>, 3> kChanges{{{40, 30}, {3, 2}, {1, 0}}};
  for (std::size_t run = 0;; ++run) {
    articles.write();
    index_files(whole, articles.files());
    for (int part = 0; part < kParts; ++part)
      index_files(parts[static_cast<std::size_t>(part)], {articles.file(part)});
    if (run == kChanges.size()) break;
    articles.change(kChanges[run][0], kChanges[run][1]);
  }
  require_gaps(whole);
  // The stock server, on a pipe.
  const std::string servers = folder / "servers";
  std::ofstream list(servers);
  for (const std::string& part : parts) {
    require_gaps(part);
    list << "remote :xapian-progsrv " << part << '\n';
  }
  list.close();
  ReferenceArchive reference = read_reference(articles.files());
  compare_queries(reference, whole, {{parts}, {{servers}}}, seed, 3);
}

}  // namespace

TEST_CASE("The index finds and counts in the sample archive what reading every word does") {
  compare(list_input_files({std::string(DATELINE_SOURCE_DIR) + "/corpus/articles"}), 1);
}

TEST_CASE("The index finds and counts in Reuters-21578 what reading every word does") {
  const auto files = data_files("reuters21578");
  if (files.empty()) {
    WARN("skipped: the data is not here");
    return;
  }
  compare(files, 2);
}

TEST_CASE("The index finds and counts in Reuters news of 2017 what reading every word does") {
  const auto files = data_files("reuters2017");
  if (files.empty()) {
    WARN("skipped: the data is not here");
    return;
  }
  compare(files, 3);
}

TEST_CASE("The index finds and counts in many languages what reading every word does") {
  compare({std::string(DATELINE_SOURCE_DIR) + "/tests/data/languages.jsonl"}, 4);
}

TEST_CASE("A changed archive of one language and source answers as reading every word does") {
  compare_changed(false, 5);
}

TEST_CASE("A changed archive of parts of a year each answers as reading every word does") {
  compare_changed(true, 6);
}
