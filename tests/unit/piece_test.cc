// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/piece.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;
namespace fs = std::filesystem;

namespace {

/// Everything that a database holds, document after document and key after key.
std::vector<std::string> content(const Xapian::Database& database) {
  std::vector<std::string> all;
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const Xapian::Document document = database.get_document(*at);
    all.push_back("document " + std::to_string(*at) + ' ' + document.get_data());
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
      all.push_back(*term + ' ' + std::to_string(term.get_wdf()));
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      all.push_back(std::to_string(value.get_valueno()) + ' ' + *value);
  }
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key)
    all.push_back(*key + ' ' + database.get_metadata(*key));
  return all;
}

Entry numbered(std::uint64_t number) {
  Entry made = entry("id" + std::to_string(number), "Note " + std::to_string(number % 7),
                     "word" + std::to_string(number) + " harbour");
  made.article.source = "Source " + std::to_string(number % 3);
  made.entities.persons = {person("Irina Orlova")};
  return made;
}

void make_piece(const std::string& path, const std::vector<std::uint64_t>& numbers) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
  for (const std::uint64_t number : numbers) {
    Xapian::Document document;
    document.set_data(std::to_string(number));
    database.add_document(document);
  }
  database.commit();
}

std::vector<std::string> data_in_order(const std::vector<std::string>& paths) {
  std::vector<std::string> all;
  for (const std::string& path : paths) {
    const Xapian::Database database(path);
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at)
      all.push_back(database.get_document(*at).get_data());
  }
  return all;
}

}  // namespace

TEST_CASE("The name of any piece is read as that piece, and names sort as their batches do") {
  std::mt19937_64 random(1);
  for (int round = 0; round < 2000; ++round) {
    Piece piece{static_cast<unsigned>(random() % 5), random() >> (random() % 64), 0};
    piece.last = piece.first + std::min<std::uint64_t>(random() % 1000, UINT64_MAX - piece.first);
    REQUIRE(parse_piece_name(piece_name(piece)) == piece);
  }
  CHECK(piece_name({0, 9, 9}) < piece_name({0, 10, 10}));
  for (const char* wrong : {"", "0", "0-1", "0-1-", "0-1-2x", "x0-1-2", "-0-1-2", "0-2-1", "0--1-2",
                            "0-1-99999999999999999999"}) {
    INFO(wrong);
    CHECK_FALSE(parse_piece_name(wrong));
  }
}

TEST_CASE(
    "Two full tiers of pieces of one article and more merge to what one database of them holds") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "pieces");
  NameDictionary names;
  DocumentBuilder one_by_one(names);
  PieceStore store(folder / "pieces");
  std::vector<Entry> entries;
  constexpr std::uint64_t kPieces = 2 * kFanIn + 20;
  for (std::uint64_t number = 0; number < kPieces; ++number) {
    entries.push_back(numbered(number));
    write_database(store.making(number), {entries.back()}, one_by_one);
    store.finish(number);
  }
  CHECK(store.next_number() == kPieces);
  CHECK(store.paths().size() == 2 + 20);
  merge_databases(store.paths(), folder / "merged");
  DocumentBuilder at_once(names);
  write_database(folder / "whole", entries, at_once);
  CHECK(content(Xapian::Database(folder / "merged")) ==
        content(Xapian::Database(folder / "whole")));
}

TEST_CASE("Whatever the order and the threads that pieces are finished by, batches keep theirs") {
  std::mt19937 random(2);
  for (int round = 0; round < 3; ++round) {
    const TemporaryFolder folder;
    PieceStore store(folder.path());
    std::vector<std::uint64_t> numbers(2 * kFanIn + 30);
    std::vector<std::string> expected;
    for (std::uint64_t i = 0; i < numbers.size(); ++i) {
      numbers[i] = i;
      expected.push_back(std::to_string(i));
    }
    std::shuffle(numbers.begin(), numbers.end(), random);
    const auto finish_half = [&](std::size_t half) {
      for (std::size_t i = half; i < numbers.size(); i += 2) {
        make_piece(store.making(numbers[i]), {numbers[i]});
        store.finish(numbers[i]);
      }
    };
    std::thread other([&] { finish_half(1); });
    finish_half(0);
    other.join();
    REQUIRE(data_in_order(store.paths()) == expected);
    REQUIRE(store.paths().size() < numbers.size());
  }
}

TEST_CASE("After a killed run the finished pieces stay and the unfinished go") {
  const TemporaryFolder folder;
  {
    PieceStore store(folder.path());
    for (const std::uint64_t number : {0U, 1U, 2U}) {
      make_piece(store.making(number), {number});
      store.finish(number);
    }
    make_piece(store.making(3), {3});                                // killed while writing
    make_piece(folder / "making-1-000000000000-000000000063", {0});  // killed while merging
    std::ofstream(folder / "lock") << "";
  }
  PieceStore store(folder.path());
  CHECK(data_in_order(store.paths()) == std::vector<std::string>{"0", "1", "2"});
  CHECK(store.next_number() == 3);
  CHECK(fs::exists(folder / "lock"));
  CHECK_FALSE(fs::exists(folder / "making-000000000003"));
  CHECK_FALSE(fs::exists(folder / "making-1-000000000000-000000000063"));
  store.clear();
  CHECK(store.paths().empty());
  CHECK(store.next_number() == 0);
  CHECK(fs::exists(folder / "lock"));
}

TEST_CASE("The parts that a finished merge left behind are not taken a second time") {
  const TemporaryFolder folder;
  make_piece(folder / piece_name({1, 0, 2}), {0, 1, 2});
  for (const std::uint64_t part : {1U, 2U})  // the first was removed already
    make_piece(folder / piece_name({0, part, part}), {part});
  make_piece(folder / piece_name({0, 3, 3}), {3});
  const PieceStore store(folder.path());
  CHECK(data_in_order(store.paths()) == std::vector<std::string>{"0", "1", "2", "3"});
  CHECK_FALSE(fs::exists(folder / piece_name({0, 1, 1})));
  CHECK(fs::exists(folder / piece_name({0, 3, 3})));
}
