// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/input_files.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "common/error.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using dateline::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

void write(const std::string& path) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path) << "x";
}

}  // namespace

TEST_CASE("A folder stands for the files below it in the order of their names") {
  const TemporaryFolder folder;
  for (const char* name : {"b.txt", "a/2.txt", "a/1.txt", "a/z/9.txt", "c.txt", "B.txt"})
    write(folder / name);
  fs::create_directory(folder / "empty");
  CHECK(list_input_files({folder.path()}) ==
        std::vector<std::string>{folder / "B.txt", folder / "a/1.txt", folder / "a/2.txt",
                                 folder / "a/z/9.txt", folder / "b.txt", folder / "c.txt"});
}

TEST_CASE("Hidden files are left out of folders, and taken where they are named") {
  const TemporaryFolder folder;
  write(folder / ".hidden");
  write(folder / ".git/config");
  write(folder / "seen");
  CHECK(list_input_files({folder.path()}) == std::vector<std::string>{folder / "seen"});
  CHECK(list_input_files({folder / ".hidden"}) == std::vector<std::string>{folder / ".hidden"});
}

TEST_CASE("Links to files are followed, links to folders are not, and a circle does no harm") {
  const TemporaryFolder folder;
  write(folder / "in/real");
  write(folder / "out/other");
  fs::create_symlink(folder / "in/real", folder / "in/to_file");
  fs::create_directory_symlink(folder / "out", folder / "in/to_folder");
  fs::create_directory_symlink(folder / "in", folder / "in/circle");
  fs::create_symlink(folder / "nowhere", folder / "in/broken");
  CHECK(list_input_files({folder / "in"}) ==
        std::vector<std::string>{folder / "in/broken", folder / "in/real", folder / "in/to_file"});
}

TEST_CASE("Paths keep the order in which they are named, and standard input is one of them") {
  const TemporaryFolder folder;
  write(folder / "b");
  write(folder / "a");
  CHECK(list_input_files({folder / "b", "-", folder / "a"}) ==
        std::vector<std::string>{folder / "b", "-", folder / "a"});
  CHECK(list_input_files({}).empty());
}

TEST_CASE("A path that names nothing is a mistake of usage, however odd it is") {
  const TemporaryFolder folder;
  write(folder / "file");
  for (const std::string& path :
       {folder / "missing", folder / "file/below", folder / std::string(300, 'x'), std::string()}) {
    INFO(path);
    try {
      list_input_files({path});
      FAIL("it was found");
    } catch (const Error& error) {
      CHECK(error.code() == ExitCode::kUsage);
      CHECK(error.message().find(path) != std::string::npos);
    }
  }
}

TEST_CASE("A file that is named in many ways is listed once, as it was named first") {
  const TemporaryFolder folder;
  write(folder / "in/file");
  const fs::path before = fs::current_path();
  fs::current_path(folder / "in");
  const std::string name = "../in/file";
  CHECK(list_input_files({"file", name, "./file", folder / "in/file", ".", "../in/"}) ==
        std::vector<std::string>{"file"});
  CHECK(list_input_files({name, "."}) == std::vector<std::string>{name});
  CHECK(absolute_path(".") == folder / "in");
  CHECK(absolute_path("x//./y/") == folder / "in/x/y");
  CHECK(absolute_path("../x") == folder / "x");
  CHECK(absolute_path("-") == "-");
  CHECK(absolute_path("/") == "/");
  CHECK(absolute_path("/..") == "/");
  fs::current_path(before);
}

TEST_CASE("Links stand in an absolute path as they are named, unless .. leads through one") {
  const TemporaryFolder folder;
  write(folder / "far/away/file");
  write(folder / "far/other");
  fs::create_directory_symlink(folder / "far/away", folder / "link");
  CHECK(absolute_path(folder / "link/file") == folder / "link/file");
  CHECK(absolute_path(folder / "link/../other") == folder / "far/other");
  CHECK(normal_path(folder / "link/../other") == folder / "far/other");
  CHECK(list_input_files({folder / "link/../other"}) ==
        std::vector<std::string>{folder / "far/other"});
}

TEST_CASE("A glob is for names, or for paths where it has a slash") {
  const auto excluded = [](const std::string& glob) {
    std::string all;
    for (const char* path : {"a.txt", "b/a.txt", "b/c/a.txt", "b/d.csv"})
      all += is_excluded(path, {glob}) ? 'x' : '-';
    return all;
  };
  CHECK(excluded("a.txt") == "xxx-");
  CHECK(excluded("*.csv") == "---x");
  CHECK(excluded("c") == "--x-");
  CHECK(excluded("c/") == "--x-");
  CHECK(excluded("b/*.txt") == "-x--");
  CHECK(excluded("b/**.txt") == "-xx-");
  CHECK(excluded("/b") == "-xxx");
  CHECK(excluded("/a.txt") == "x---");
  CHECK(excluded("*/c") == "--x-");
  CHECK(excluded("**/a.txt") == "xxx-");
  CHECK(excluded("B") == "----");
  CHECK(excluded("[") == "----");
  CHECK(excluded("") == "----");
}
