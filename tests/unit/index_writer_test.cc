// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_writer.h"

#include <xapian.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "common/error.h"
#include "common/schema.h"
#include "indexer/document_builder.h"
#include "indexer/inverter.h"
#include "searcher/index.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using dateline::test::TemporaryFolder;

namespace {

Article article(const std::string& id, const std::string& body) {
  Article made;
  made.id = id;
  made.title = "Title of " + id;
  made.body = body;
  made.source = "Sample";
  made.date = make_date(2016, 12, 10);
  return made;
}

/// Writes articles as one piece, without entities.
void write_piece(IndexWriter& writer, std::uint64_t number, const std::vector<Article>& articles) {
  DocumentBuilder builder(writer.names());
  Inverter piece;
  ArticleTokens tokens;
  for (const Article& made : articles) {
    split_tokens(made.title, made.body, tokens);
    piece.add(builder.build(made, tokens, {}));
  }
  for (const auto& [key, value] : builder.take_new_metadata()) piece.set_metadata(key, value);
  piece.write(writer.pieces().making(number));
  writer.pieces().finish(number);
}

std::uint64_t count(const std::string& path, const std::string& stem) {
  return Index::open(path).count(stem);
}

}  // namespace

TEST_CASE("Names of pieces survive being written and read, and other names are none") {
  const Piece piece{2, 64, 127};
  CHECK(parse_piece_name(piece_name(piece)) == piece);
  CHECK_FALSE(parse_piece_name("making-000000000001"));
  CHECK_FALSE(parse_piece_name("0-000000000005-000000000004"));
  CHECK_FALSE(parse_piece_name("lock"));
}

TEST_CASE("Many pieces become one archive in the order of their batches") {
  const TemporaryFolder folder;
  const std::string path = folder / "archive";
  IndexWriter writer(path);
  constexpr std::uint64_t kPieces = 2 * kFanIn + 2;
  for (std::uint64_t number = kPieces; number > 0; --number)
    write_piece(writer, number - 1, {article("id" + std::to_string(number - 1), "ceasefire")});
  CHECK(writer.pieces().paths().size() < 10);
  const FoldResult folded = writer.fold();
  CHECK(folded.added == kPieces);
  CHECK(folded.replaced == 0);
  const Xapian::Database database(path);
  REQUIRE(database.get_doccount() == kPieces);
  for (std::uint64_t number = 0; number < kPieces; ++number) {
    const std::string term = "Qid" + std::to_string(number);
    REQUIRE(*database.postlist_begin(term) == number + 1);
  }
}

TEST_CASE("An article that comes again replaces the one it was, merged or copied") {
  const TemporaryFolder folder;
  const std::string path = folder / "archive";
  std::vector<Article> many;
  for (int i = 0; i < 30; ++i) many.push_back(article("id" + std::to_string(i), "truce holds"));
  {
    IndexWriter writer(path);
    write_piece(writer, 0, many);
    CHECK(writer.fold().added == 30);
  }
  {
    IndexWriter writer(path);  // one of thirty is copied
    write_piece(writer, 0, {article("id7", "shelling resumed")});
    const FoldResult folded = writer.fold();
    CHECK(folded.added == 0);
    CHECK(folded.replaced == 1);
  }
  CHECK(count(path, "truce") == 29);
  CHECK(count(path, "shell") == 1);
  {
    IndexWriter writer(path);  // thirty of thirty are merged
    for (Article& made : many) made.body = "talks went on";
    write_piece(writer, 0, many);
    CHECK(writer.fold().replaced == 30);
  }
  CHECK(count(path, "truce") == 0);
  CHECK(count(path, "talk") == 30);
  CHECK(Xapian::Database(path).get_doccount() == 30);
  CHECK_FALSE(std::filesystem::exists(path + ".indexing"));
}

TEST_CASE("Of an id that stands twice in one run the last is kept") {
  const TemporaryFolder folder;
  const std::string path = folder / "archive";
  IndexWriter writer(path);
  write_piece(writer, 0, {article("same", "first"), article("other", "first")});
  write_piece(writer, 1, {article("same", "second")});
  const FoldResult folded = writer.fold();
  CHECK(folded.added == 2);
  CHECK(folded.replaced == 0);
  CHECK(folded.overwritten == 1);
  CHECK(count(path, "second") == 1);
  CHECK(count(path, "first") == 1);
}

TEST_CASE("What a killed run had finished is taken in by the next") {
  const TemporaryFolder folder;
  const std::string path = folder / "archive";
  const std::string kept = folder / "kept";
  {
    IndexWriter writer(path);
    write_piece(writer, 0, {article("a", "truce")});
    std::filesystem::copy(path + ".indexing", kept, std::filesystem::copy_options::recursive);
    writer.fold();
  }
  std::filesystem::remove_all(path);
  std::filesystem::copy(kept, path + ".indexing", std::filesystem::copy_options::recursive);
  std::filesystem::create_directory(path + ".indexing/making-000000000001");
  const IndexWriter writer(path);
  CHECK(writer.recovered().added == 1);
  CHECK(count(path, "truce") == 1);
}

TEST_CASE("A second indexer is told that the database is taken") {
  const TemporaryFolder folder;
  const IndexWriter first(folder / "archive");
  try {
    const IndexWriter second(folder / "archive");
    FAIL("two writers at once");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kLocked);
    CHECK_FALSE(error.hint().empty());
  }
}

TEST_CASE("What is no archive of ours is refused and left alone") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "photos");
  std::ofstream(folder / "photos/one.jpg") << "x";
  CHECK_THROWS_AS(IndexWriter(folder / "photos"), Error);
  CHECK(std::filesystem::exists(folder / "photos/one.jpg"));

  Xapian::WritableDatabase(folder / "foreign", Xapian::DB_CREATE).commit();
  CHECK_THROWS_AS(IndexWriter(folder / "foreign"), Error);
  CHECK_THROWS_AS(Index::open(folder / "foreign"), Error);
}

TEST_CASE("A database of the schema before or after is refused with the cure, and left alone") {
  for (const bool older : {true, false}) {
    const std::string version = std::to_string(older ? kSchemaVersion - 1 : kSchemaVersion + 1);
    const std::string cure =
        older ? "indexer --upgrade --db" : "the version of Dateline that made it";
    const TemporaryFolder folder;
    const std::string path = folder / "other";
    { const IndexWriter writer(path); }
    Xapian::WritableDatabase other(path, Xapian::DB_OPEN);
    other.set_metadata(std::string(keys::kSchema), version);
    other.commit();
    other.close();
    const auto refused = [&](const auto& open) {
      try {
        open();
      } catch (const Error& error) {
        const std::string said = error.what();
        CHECK(said.find(path) != std::string::npos);
        CHECK(said.find("schema version " + version) != std::string::npos);
        CHECK(said.find(std::to_string(kSchemaVersion)) != std::string::npos);
        CHECK(error.hint().find(cure) != std::string::npos);
        return true;
      }
      return false;
    };
    CHECK(refused([&] { const IndexWriter writer(path); }));
    CHECK(refused([&] { Index::open(path); }));
    CHECK(Xapian::Database(path).get_metadata(std::string(keys::kSchema)) == version);
  }
}
