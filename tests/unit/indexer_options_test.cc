// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/options.h"

#include <catch2/catch.hpp>

#include "common/error.h"

using namespace dateline;

namespace {

IndexerOptions options(std::vector<const char*> words) {
  words.insert(words.begin(), "indexer");
  const auto parsed = parse_indexer_options(static_cast<int>(words.size()), words.data());
  REQUIRE(parsed);
  return *parsed;
}

void check_refused(std::vector<const char*> words, const std::string& about) {
  words.insert(words.begin(), "indexer");
  INFO(about);
  try {
    parse_indexer_options(static_cast<int>(words.size()), words.data());
    FAIL("it was taken");
  } catch (const Error& error) {
    INFO(error.message());
    CHECK(error.code() == ExitCode::kUsage);
    CHECK(error.message().find(about) != std::string::npos);
    CHECK_FALSE(error.hint().empty());
  }
}

}  // namespace

TEST_CASE("Every option of the indexer is read") {
  const IndexerOptions all =
      options({"-d",        "news.db",  "--format",   "csv",  "--map",     "title=headline",
               "--map",     "date=a=b", "-j",         "3",    "--update",  "never",
               "--rejects", "bad.tsv",  "--progress", "json", "--dry-run", "-q",
               "one.csv",   "-",        "two"});
  CHECK(all.database == "news.db");
  CHECK(all.format == "csv");
  CHECK(all.map ==
        std::vector<std::pair<std::string, std::string>>{{"title", "headline"}, {"date", "a=b"}});
  CHECK(all.jobs == 3);
  CHECK(all.update == UpdatePolicy::never);
  CHECK(all.rejects == "bad.tsv");
  CHECK(all.progress == ProgressStyle::json);
  CHECK(all.dry_run);
  CHECK(all.quiet);
  CHECK(all.paths == std::vector<std::string>{"one.csv", "-", "two"});
}

TEST_CASE("What the indexer is not told has a sensible value") {
  const IndexerOptions few = options({"--db", "x", "one.csv"});
  CHECK(few.format == "auto");
  CHECK(few.jobs >= 1);
  CHECK(few.update == UpdatePolicy::changed);
  CHECK(few.progress == ProgressStyle::automatic);
  CHECK_FALSE(few.dry_run);
  CHECK_FALSE(few.quiet);
  CHECK(few.rejects.empty());
}

TEST_CASE("Slashes at the end of the database's path are dropped, but not the root") {
  CHECK(options({"--db", "news.db//", "x"}).database == "news.db");
  CHECK(options({"--db", "/", "x"}).database == "/");
}

TEST_CASE("Each policy and each style has its word") {
  CHECK(options({"--db=x", "--update=always", "p"}).update == UpdatePolicy::always);
  CHECK(options({"--db=x", "--update=changed", "p"}).update == UpdatePolicy::changed);
  CHECK(options({"--db=x", "--progress=bar", "p"}).progress == ProgressStyle::bar);
  CHECK(options({"--db=x", "--progress=plain", "p"}).progress == ProgressStyle::plain);
  CHECK(options({"--db=x", "--progress=none", "p"}).progress == ProgressStyle::none);
}

TEST_CASE("What the indexer cannot follow is refused as a mistake of usage") {
  check_refused({}, "nothing to index");
  check_refused({"--db", "x"}, "nothing to index");
  check_refused({"--nonsense", "p"}, "nonsense");
  check_refused({"--jobs", "0", "p"}, "--jobs");
  check_refused({"--jobs", "257", "p"}, "--jobs");
  check_refused({"--jobs", "-1", "p"}, "jobs");
  check_refused({"--jobs", "many", "p"}, "many");
  check_refused({"--format", "pdf", "p"}, "pdf");
  check_refused({"--map", "title", "p"}, "--map");
  check_refused({"--map", "=x", "p"}, "--map");
  check_refused({"--map", "title=", "p"}, "--map");
  check_refused({"--update", "sometimes", "p"}, "sometimes");
  check_refused({"--progress", "dots", "p"}, "dots");
  check_refused({"p", "--db"}, "db");
}

TEST_CASE("--prune takes a value only after an equals sign, for words are paths") {
  CHECK_FALSE(options({"in"}).prune);
  const IndexerOptions alone = options({"--prune", "all"});
  CHECK(alone.prune);
  CHECK_FALSE(alone.prune_all);
  CHECK(alone.paths == std::vector<std::string>{"all"});
  const IndexerOptions all = options({"--prune=all", "in"});
  CHECK(all.prune);
  CHECK(all.prune_all);
  CHECK(options({"in", "--", "--prune"}).paths == std::vector<std::string>{"in", "--prune"});
  check_refused({"--prune=few", "in"}, "few");
}

TEST_CASE("Ids and globs may be given without and with paths") {
  CHECK(options({"--forget", "-"}).forget == "-");
  CHECK(options({"--remember", "ids"}).remember == "ids");
  CHECK(options({"--exclude", "a", "--exclude=b*", "in"}).exclude ==
        std::vector<std::string>{"a", "b*"});
  check_refused({"--forget", "-", "-"}, "standard input");
  check_refused({"--forget", "-", "--remember", "-"}, "standard input");
  check_refused({"--forget", "ids", "--dry-run", "in"}, "--forget");
  check_refused({"--prune", "--status"}, "--prune");
}
