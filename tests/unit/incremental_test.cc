// SPDX-License-Identifier: GPL-2.0-or-later
//
// Runs that follow upon runs: input_plan.cc, batch_reader.cc, pipeline.cc and index_writer.cc
// together.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "common/stored_article.h"
#include "indexer/content_hash.h"
#include "indexer/input_files.h"
#include "indexer/pipeline.h"
#include "searcher/index.h"
#include "tests/support/caught_errors.h"
#include "tests/support/small_archive.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using dateline::test::CaughtErrors;
using dateline::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// A folder of inputs beside an archive.
class Site {
 public:
  Site() { fs::create_directory(inputs()); }
  std::string inputs() const { return folder_ / "in"; }
  std::string path(const std::string& name) const { return inputs() + '/' + name; }

  /// Rows "id|body"; the file is old enough for its time to be trusted.
  void write(const std::string& name, const std::vector<std::string>& rows,
             int seconds_ago = 1000) const {
    std::ofstream(path(name)) << lines(rows);
    fs::last_write_time(path(name), start_ - std::chrono::seconds(seconds_ago));
  }

  IndexingCounts run(IndexerOptions options = {}) const {
    const CaughtErrors caught;
    const std::atomic<bool> stop = false;
    options.jobs = 1;
    options.paths = {inputs()};
    Reporter reporter(ProgressStyle::none, options.rejects, true);
    IndexWriter writer(folder_ / "archive");
    Catalogue catalogue(folder_ / "archive");
    const InputPlan plan = plan_inputs(options, list_input_files(options.paths), catalogue, stop);
    return run_pipeline(options, plan, catalogue, writer, reporter, stop);
  }

  /// "id=body" of all articles.
  std::set<std::string> articles() const {
    std::set<std::string> all;
    const Index index = Index::open(folder_ / "archive");
    const Xapian::Database& database = index.database();
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
      const auto article = unpack_article(database.get_document(*at).get_value(kArticleSlot));
      all.insert(article->id + '=' + article->body);
    }
    CHECK(all.size() == database.get_doccount());
    return all;
  }

 private:
  static std::string lines(const std::vector<std::string>& rows) {
    std::string text = "id|title|text\n";
    for (const std::string& row : rows)
      text += row.substr(0, row.find('|')) + "|T|" + row.substr(row.find('|') + 1) + '\n';
    return text;
  }
  TemporaryFolder folder_;
  fs::file_time_type start_ = fs::file_time_type::clock::now();
};

using Articles = std::set<std::string>;

}  // namespace

TEST_CASE("A second run over the same files reads none of them and counts the same articles") {
  const Site site;
  site.write("a.csv", {"1|one", "2|two"});
  site.write("b.csv", {"3|three"});
  CHECK(site.run().added == 3);
  const IndexingCounts again = site.run();
  CHECK(again.added + again.updated == 0);
  CHECK(again.unchanged == 3);
  CHECK(again.read == 0);
}

TEST_CASE("A file that was only touched is told by its content") {
  const Site site;
  site.write("a.csv", {"1|one"});
  site.run();
  site.write("a.csv", {"1|one"}, 500);
  CHECK(site.run().read == 0);
  site.write("a.csv", {"1|two"}, 500);  // the same size and time
  CHECK(site.run().read == 0);          // which is what cannot be seen
  site.write("a.csv", {"1|two"}, 400);
  const IndexingCounts counts = site.run();
  CHECK(counts.updated == 1);
  CHECK(counts.read > 0);
}

TEST_CASE("The time of a file that has just been written is not trusted") {
  const Site site;
  site.write("a.csv", {"1|one"}, 0);
  site.run();
  site.write("a.csv", {"1|two"}, 0);
  CHECK(site.run().updated == 1);
}

TEST_CASE("Of a changed file the changed and new records are taken") {
  const Site site;
  site.write("a.csv", {"1|one", "2|two"});
  site.run();
  site.write("a.csv", {"1|one", "2|deux", "3|three"});
  const IndexingCounts counts = site.run();
  CHECK(counts.added == 1);
  CHECK(counts.updated == 1);
  CHECK(counts.unchanged == 1);
  CHECK(site.articles() == Articles{"1=one", "2=deux", "3=three"});
}

TEST_CASE("Other options read a file again") {
  const Site site;
  site.write("a.csv", {"1|one"});
  site.run();
  IndexerOptions options;
  options.map = {{"body", "title"}};
  CHECK(site.run(options).updated == 1);
  CHECK(site.run(options).read == 0);
}

TEST_CASE("Only --prune forgets what is gone: files, and records of changed files") {
  const Site site;
  site.write("a.csv", {"1|one", "2|two"});
  site.write("b.csv", {"3|three"});
  site.write("c.csv", {"4|four"});
  site.run();
  site.write("a.csv", {"1|one"});
  fs::remove(site.path("b.csv"));
  CHECK(site.run().pruned == 0);
  CHECK(site.articles().size() == 4);
  site.write("a.csv", {"1|one!"});
  IndexerOptions options;
  options.prune = true;
  CHECK(site.run(options).pruned == 2);
  CHECK(site.articles() == Articles{"1=one!", "4=four"});
  CHECK(site.run(options).pruned == 0);
  site.write("b.csv", {"3|three"});
  CHECK(site.run(options).added == 1);
}

TEST_CASE("Pruning keeps what another file holds as well") {
  IndexerOptions options;
  options.prune = true;
  const Site site;
  site.write("a.csv", {"1|one", "2|two"});
  site.write("b.csv", {"2|two", "3|three"});
  CHECK(site.run().added == 3);
  SECTION("where the file is gone") {
    fs::remove(site.path("a.csv"));
    CHECK(site.run(options).pruned == 1);
  }
  SECTION("where the record is gone") {
    site.write("a.csv", {"4|four"});
    CHECK(site.run(options).pruned == 1);
    fs::remove(site.path("a.csv"));
    CHECK(site.run(options).pruned == 1);
  }
  CHECK(site.articles() == Articles{"2=two", "3=three"});
}

TEST_CASE("Files that number their articles alike do not overwrite each other") {
  const Site site;
  site.write("a.csv", {"0|one", "1|two"});
  site.write("b.csv", {"0|three", "1|two"});
  const IndexingCounts counts = site.run();
  CHECK(counts.added == 3);
  CHECK(counts.unchanged == 1);
  CHECK(counts.warned == 1);
  const std::string other = "0@" + site.path("b.csv");
  CHECK(site.articles() == Articles{"0=one", "1=two", other + "=three"});
  site.write("b.csv", {"0|trois", "1|deux"});
  CHECK(site.run().updated == 1);
  CHECK(site.articles() ==
        Articles{"0=one", "1=two", other + "=trois", "1@" + site.path("b.csv") + "=deux"});
}

TEST_CASE("What stays as it was by --update never is not taken for read") {
  const Site site;
  site.write("a.csv", {"1|one", "2|two"});
  site.run();
  site.write("a.csv", {"1|uno", "2|two", "3|three"});
  IndexerOptions never;
  never.update = UpdatePolicy::never;
  const IndexingCounts counts = site.run(never);
  CHECK(counts.kept == 1);
  CHECK(counts.unchanged == 1);
  CHECK(counts.added == 1);
  CHECK(site.run().updated == 1);
}

TEST_CASE("All is taken again by --update always, and none twice") {
  const Site site;
  site.write("a.csv", {"1|one", "2|two"});
  site.write("b.csv", {"2|two"});
  site.run();
  IndexerOptions always;
  always.update = UpdatePolicy::always;
  CHECK(site.run(always).updated == 2);
  CHECK(site.articles().size() == 2);
}

TEST_CASE("A skipped file's rejects are counted, and read again where they are to be listed") {
  const Site site;
  site.write("a.csv", {"1|one", "2|\"two", "3|three"});
  CHECK(site.run().rejected == 1);
  const IndexingCounts again = site.run();
  CHECK(again.rejected == 1);
  CHECK(again.read == 0);
  IndexerOptions options;
  options.rejects = site.path("../rejects.tsv");
  CHECK(site.run(options).read > 0);
}

TEST_CASE("What a run without --prune left of a changed file the next with it forgets") {
  const Site site;
  site.write("a.csv", {"1|one", "2|two"});
  site.run();
  site.write("a.csv", {"1|one"});
  site.run();
  CHECK(site.articles().size() == 2);
  IndexerOptions options;
  options.prune = true;
  CHECK(site.run(options).pruned == 1);
  CHECK(site.articles() == Articles{"1=one"});
  CHECK(site.run(options).read == 0);
}

TEST_CASE("A file that schema 4 knew by a relative path is recognised") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "in");
  const std::string file = folder / "in/a.txt";
  std::ofstream(file) << "Title\n\nTruce talks.\n";
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  IndexerOptions options;
  options.paths = {"in"};
  {
    test::Entry entry = test::entry("in/a.txt#1", "Title", "Truce talks.");
    entry.article.path = entry.article.file = "in/a.txt";
    IndexWriter writer("archive");
    test::write_piece(writer, 0, {entry});
    InputRecord record;
    record.path = record.named = record.shown = "in/a.txt";
    record.size = fs::file_size(file);
    record.digest = digest_of_file(file);
    record.settings = hash_of_settings(options);
    record.articles = 1;
    ArchiveChanges changes;
    changes.inputs = {record};
    writer.fold(changes);
  }
  SECTION("in its place, by the working folder") {}
  SECTION("changed in its place") {
    std::ofstream(file) << "Title\n\nGrain ships.\n";
  }
  SECTION("elsewhere, by its content") {
    fs::rename("in", "moved");
    options.paths = {folder / "moved"};
  }
  const CaughtErrors caught;
  const std::atomic<bool> stop = false;
  Reporter reporter(ProgressStyle::none, "", true);
  options.prune = true;
  IndexWriter writer("archive");
  Catalogue catalogue("archive");
  const auto files = list_input_files(options.paths);
  const InputPlan plan = plan_inputs(options, files, catalogue, stop);
  const IndexingCounts counts = run_pipeline(options, plan, catalogue, writer, reporter, stop);
  CHECK(counts.added + counts.pruned == 0);
  CHECK(counts.updated + counts.unchanged == 1);
  const Index index = Index::open("archive");
  REQUIRE(index.database().get_doccount() == 1);
  const Xapian::docid only = index.database().get_lastdocid();
  const auto article = unpack_article(index.database().get_document(only).get_value(kArticleSlot));
  CHECK(article->id == "in/a.txt#1");
  CHECK(fs::exists(article->path));
  const auto records = Catalogue("archive").inputs();
  REQUIRE(records.size() == 1);
  CHECK(records[0].path == absolute_path(options.paths[0]) + "/a.txt");
  CHECK(records[0].named == "in/a.txt");
  fs::current_path(before);
}
