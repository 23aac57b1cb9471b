// SPDX-License-Identifier: GPL-2.0-or-later
//
// Run after run over folders whose files come, change, move and go. The last line of each run
// counts what became of the archive, and in the end the archive holds what one made new of the
// same files does.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "common/error.h"
#include "common/stored_article.h"
#include "indexer/run.h"
#include "searcher/index.h"
#include "tests/support/caught_errors.h"
#include "tests/support/random_values.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using namespace dateline::test;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

struct Outcome {
  int code = 0;
  std::string said;

  /// A number of the last line, which is JSON.
  std::int64_t count(const std::string& name) const {
    const std::string key = '"' + name + "\":";
    const std::size_t at = said.rfind(key);
    REQUIRE(at != std::string::npos);
    return std::stoll(said.substr(at + key.size()));
  }
};

Outcome run(Words words) {
  words.insert(words.begin(), {"indexer", "--progress", "json"});
  std::vector<const char*> arguments;
  for (const std::string& word : words) arguments.push_back(word.c_str());
  const CaughtErrors caught;
  try {
    const int code = run_indexer(static_cast<int>(arguments.size()), arguments.data());
    return {code, caught.text()};
  } catch (const Error& error) {
    return {static_cast<int>(error.code()), error.message()};
  }
}

/// Id and text of each article.
using Articles = std::map<std::string, std::string>;

Articles articles_in(const std::string& archive) {
  Articles all;
  if (!fs::exists(archive)) return all;
  const Index index = Index::open(archive);
  const Xapian::Database& database = index.database();
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const auto article = unpack_article(database.get_document(*at).get_value(kArticleSlot));
    REQUIRE(article);
    REQUIRE(all.emplace(article->id, article->body).second);
  }
  return all;
}

std::multiset<std::string> texts(const Articles& articles) {
  std::multiset<std::string> all;
  for (const auto& [id, text] : articles) all.insert(text);
  return all;
}

/// A folder of files beside an archive, in which the program works.
class Site {
 public:
  Site(unsigned seed, bool with_ids) : random_(seed), with_ids_(with_ids) {
    fs::current_path(site_.path());
    fs::create_directories("in/a/deep");
    fs::create_directories("in/b");
    for (int i = 0; i < 12; ++i) add_file();
  }
  ~Site() { fs::current_path(home_); }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  void change() {
    for (std::size_t left = up_to(random_, 4); left > 0; --left) change_once();
  }

  void run_once() {
    Words words = options();
    const Articles before = articles_in("archive");
    if (!forgotten_.empty() && random_() % 6 == 0) {
      words.push_back("--remember=" + list("remember", {forgotten_.begin(), forgotten_.end()}));
      forgotten_.clear();
    }
    if (!before.empty() && random_() % 4 == 0) words.push_back(choose_ids("--forget", before));
    const Outcome outcome = run(words);
    INFO(outcome.said);
    const Articles after = articles_in("archive");
    if (outcome.code > 1) {
      REQUIRE(outcome.said.find("--prune") != std::string::npos);
      REQUIRE(after == before);
      forgotten_ = forgotten_before_;
      return;
    }
    const auto size = [](const Articles& all) { return static_cast<std::int64_t>(all.size()); };
    REQUIRE(size(after) - size(before) ==
            outcome.count("new") - outcome.count("pruned") - outcome.count("forgotten"));
    REQUIRE(outcome.count("overwritten") == 0);
    for (const std::string& id : forgotten_) REQUIRE_FALSE(after.contains(id));
    forgotten_before_ = forgotten_;
  }

  void finish() {
    if (!forgotten_.empty())
      run({"--db", "archive", "--remember",
           list("remember", {forgotten_.begin(), forgotten_.end()})});
    REQUIRE(run({"--db", "archive", "--prune=all", name_of("in")}).code <= 1);
    REQUIRE(run({"--db", "new", "in"}).code <= 1);
    const auto got = texts(articles_in("archive"));
    const auto wanted = texts(articles_in("new"));
    if (with_ids_)
      REQUIRE(std::set<std::string>(got.begin(), got.end()) ==
              std::set<std::string>(wanted.begin(), wanted.end()));
    else
      REQUIRE(got == wanted);
    const Outcome again = run({"--db", "archive", "--prune", name_of("in")});
    REQUIRE(again.count("new") + again.count("updated") + again.count("pruned") == 0);
  }

 private:
  Words options() {
    Words words{"--db", "archive", name_of(random_() % 4 == 0 ? "in/a" : "in")};
    if (!fs::exists("in/a")) words.back() = name_of("in");
    if (random_() % 2 == 0) words.emplace_back(random_() % 4 == 0 ? "--prune=all" : "--prune");
    if (random_() % 4 == 0) words.push_back("--exclude=" + std::string(one_of(random_, kGlobs)));
    if (random_() % 8 == 0) words.emplace_back("--update=always");
    if (random_() % 3 == 0) words.emplace_back("--jobs=1");
    if (random_() % 8 == 0) words.push_back(name_of("in"));
    return words;
  }

  /// One of the ways in which a path can be written.
  std::string name_of(const std::string& path) {
    switch (random_() % 5) {
      case 0:
        return site_ / path;
      case 1:
        return "./" + path + '/';
      case 2:
        return "in/../" + path;
      case 3:
        return "../" + fs::path(site_.path()).filename().string() + '/' + path;
      default:
        return path;
    }
  }

  std::string choose_ids(const std::string& option, const Articles& articles) {
    std::vector<std::string> ids;
    for (const auto& [id, text] : articles)
      if (random_() % 8 == 0) ids.push_back(id);
    if (random_() % 2 == 0) ids.emplace_back("of no article");
    forgotten_.insert(ids.begin(), ids.end());
    return option + '=' + list("forget", ids);
  }

  static std::string list(const std::string& name, const std::vector<std::string>& ids) {
    std::ofstream out(name);
    for (const std::string& id : ids) out << id << '\n';
    return name;
  }

  void change_once() {
    const auto files = paths(false);
    const auto folders = paths(true);
    const std::string from = files.empty() ? "" : one_of(random_, files);
    switch (from.empty() ? 0 : random_() % 8) {
      case 0:
      case 1:
        return add_file();
      case 2:
      case 3:
        return write(from, random_() % 2 == 0 ? 1 : 3);
      case 4:
        fs::remove(from);
        return;
      case 5:  // also over another
        fs::rename(from, random_() % 3 == 0 ? one_of(random_, files) : free_path(from));
        return;
      case 6:
        fs::copy(from, free_path(from));
        return;
      default:
        if (folders.size() > 1) {
          const std::string folder = one_of(random_, folders);
          if (folder != "in") fs::rename(folder, "in/folder" + std::to_string(++number_));
        }
    }
  }

  std::vector<std::string> paths(bool folders) const {
    std::vector<std::string> all;
    if (folders) all.emplace_back("in");
    for (const auto& entry : fs::recursive_directory_iterator("in"))
      if (entry.is_directory() == folders) all.push_back(entry.path().string());
    std::sort(all.begin(), all.end());
    return all;
  }

  std::string free_path(const std::string& like) {
    const auto folders = paths(true);
    return one_of(random_, folders) + "/file" + std::to_string(++number_) +
           fs::path(like).extension().string();
  }

  void add_file() {
    write(free_path(random_() % 2 == 0 ? "x.txt" : with_ids_ ? "x.jsonl" : "x.csv"), 4);
  }

  /// Changes about one line of `share`, and may add or leave out lines.
  void write(const std::string& path, unsigned share) {
    std::vector<std::string>& rows = rows_[fs::path(path).filename().string()];
    if (rows.empty() || path.ends_with(".txt")) rows.assign(1, new_row());
    for (std::string& row : rows)
      if (random_() % share == 0) row = new_row();
    if (random_() % 2 == 0) rows.push_back(new_row());
    if (random_() % 3 == 0 && rows.size() > 1) rows.erase(rows.begin());
    std::ofstream out(path);
    if (path.ends_with(".txt")) {
      out << "Title\n\nText " << ++number_ << " of the truce.\n";
    } else if (path.ends_with(".csv")) {
      out << "title,text\n";
      for (const std::string& row : rows) out << "Title," << row << '\n';
    } else {
      for (const std::string& row : rows)
        out << R"({"title":"Title","id":")" << row[0] << R"(","text":")" << row << "\"}\n";
    }
    out.close();
    if (random_() % 2 == 0)  // old enough for its time to be trusted
      fs::last_write_time(path, start_ - std::chrono::seconds(1'000'000 - ++number_));
  }

  std::string new_row() {
    const char letter = static_cast<char>('A' + random_() % 26);
    if (with_ids_ && random_() % 4 == 0) return std::string(1, letter) + " is what all write.";
    return std::string(1, letter) + " is row " + std::to_string(++number_) + '.';
  }

  static constexpr const char* kGlobs[] = {"file1*", "a", "b/*.txt", "*.csv", "folder*", "x"};

  const fs::path home_ = fs::current_path();
  TemporaryFolder site_;
  std::mt19937 random_;
  const bool with_ids_;
  const fs::file_time_type start_ = fs::file_time_type::clock::now();
  int number_ = 0;
  std::map<std::string, std::vector<std::string>> rows_;  ///< by file name
  std::set<std::string> forgotten_;
  std::set<std::string> forgotten_before_;
};

void live(unsigned first_seed, bool with_ids) {
  const char* const wanted = std::getenv("DATELINE_HISTORIES");
  const unsigned histories = wanted == nullptr ? 4 : static_cast<unsigned>(std::atoi(wanted));
  for (unsigned seed = first_seed; seed < first_seed + histories; ++seed) {
    INFO("seed " << seed);
    Site site(seed, with_ids);
    for (int i = 0; i < 12; ++i) {
      INFO("run " << i);
      site.run_once();
      site.change();
    }
    site.finish();
  }
}

}  // namespace

TEST_CASE(
    "Articles that are named by their files are indexed once, whatever becomes of the files") {
  live(1, false);
}

TEST_CASE("Articles with ids of their own are indexed once, whatever becomes of the files") {
  live(1001, true);
}
