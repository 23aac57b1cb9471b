// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the inverter writes, against what Xapian's own writer makes of the same documents.
#include "indexer/inverter.h"

#include <xapian.h>

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>

#include "common/error.h"
#include "indexer/piece.h"
#include "tests/support/random_values.h"
#include "tests/support/temporary_folder.h"

using namespace dateline;
using namespace dateline::test;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Content {
  std::vector<IndexedDocument> documents;
  Pairs metadata;
};

void write_with_xapian(const Content& content, const std::string& path) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
  for (const IndexedDocument& one : content.documents) {
    Xapian::Document document;
    for (const auto& [term, count] : one.terms) document.add_term(term, count);
    for (const auto& [slot, bytes] : one.values) document.add_value(slot, bytes);
    database.add_document(document);
  }
  for (const auto& [key, value] : content.metadata) database.set_metadata(key, value);
  database.commit();
}

void write_with_inverter(const Content& content, const std::string& path) {
  Inverter inverter;
  for (const IndexedDocument& one : content.documents) inverter.add(one);
  for (const auto& [key, value] : content.metadata) inverter.set_metadata(key, value);
  inverter.write(path);
}

/// All that a database says, a line for each thing.
std::vector<std::string> all_of(const Xapian::Database& database) {
  std::vector<std::string> lines;
  const auto say = [&](auto... parts) {
    std::string line;
    ((line += parts, line += '|'), ...);
    lines.push_back(line);
  };
  const auto text = [](auto number) { return std::to_string(number); };
  say(text(database.get_doccount()), text(database.get_lastdocid()),
      text(database.get_total_length()), text(database.get_doclength_lower_bound()),
      text(database.get_doclength_upper_bound()));
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    say("term", *term, text(term.get_termfreq()), text(database.get_collection_freq(*term)),
        text(database.get_wdf_upper_bound(*term)));
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term);
         ++posting)
      say(*term, text(*posting), text(posting.get_wdf()), text(posting.get_doclength()));
  }
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end("");
       ++posting) {
    const Xapian::Document document = database.get_document(*posting);
    say("document", text(*posting), text(database.get_doclength(*posting)), document.get_data());
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
      say(text(*posting), *term, text(term.get_wdf()));
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      say(text(*posting), text(value.get_valueno()), *value);
  }
  for (unsigned slot = 0; slot < 128; ++slot) {
    if (database.get_value_freq(slot) == 0) continue;
    say("slot", text(slot), text(database.get_value_freq(slot)),
        database.get_value_lower_bound(slot), database.get_value_upper_bound(slot));
    for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot);
         ++value)
      say(text(slot), text(value.get_docid()), *value);
  }
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key)
    say("metadata", *key, database.get_metadata(*key));
  return lines;
}

/// Where two databases differ, readable and short; "" where nowhere.
std::string first_difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  std::string told;
  for (const auto& [at, end] : {std::pair(in_a, a.end()), std::pair(in_b, b.end())}) {
    if (at == end) continue;
    told += "line " + std::to_string(a.size() - static_cast<std::size_t>(a.end() - in_a)) + ": ";
    for (const char c : at->substr(0, 200)) told += c >= ' ' && c <= '~' ? c : '?';
    told += '\n';
  }
  return told;
}

std::string random_term(std::mt19937& random) {
  // Few letters, so that terms share beginnings; NUL and 0xFF have a meaning in keys.
  static constexpr std::string_view kLetters{"aabbcdx\0\xFF\x01", 10};
  std::string term;
  // Of a NUL a key has two bytes, and no more than 255 in all.
  const std::size_t length = random() % 50 == 0 ? 1 + random() % 190 : 1 + random() % 8;
  while (term.size() < length) term.push_back(kLetters[random() % kLetters.size()]);
  return term;
}

std::string random_value(std::mt19937& random) {
  switch (random() % 8) {
    case 0:
      return random_bytes(random, 1 + random() % 30'000);
    case 1:
      return {};
    case 2:
      return std::string(1 + random() % 2'000, 'v');
    default:
      return random_bytes(random, 1 + random() % 40);
  }
}

Content random_content(std::mt19937& random, std::size_t documents, std::size_t terms) {
  static constexpr unsigned kSlots[] = {0, 1, 2, 5, 64, 127};
  const auto count = [&](unsigned below) { return static_cast<std::uint32_t>(random() % below); };
  Content content;
  for (std::size_t i = 0; i < documents; ++i) {
    IndexedDocument document;
    for (std::size_t left = random() % (terms + 1); left > 0; --left)
      document.add_term(random_term(random), count(random() % 20 == 0 ? 300 : 4));
    // In all documents, so that its list has chunks.
    if (random() % 16 != 0) document.add_term("said", 1 + count(9));
    for (const unsigned slot : kSlots)
      if (random() % 2 == 0) document.add_value(slot, random_value(random));
    content.documents.push_back(document);
  }
  for (std::size_t left = random() % 400; left > 0; --left)
    content.metadata.emplace_back('k' + random_term(random), random_value(random));
  return content;
}

}  // namespace

TEST_CASE("A written database says all that Xapian's own writer makes of the same documents") {
  const TemporaryFolder folder;
  std::mt19937 random(7);
  constexpr std::array<std::array<std::size_t, 2>, 6> kSizes{
      {{1, 0}, {1, 5}, {3, 400}, {200, 30}, {2'500, 6}, {40, 3'000}}};
  for (int round = 0; round < 4; ++round) {
    for (const auto& [documents, terms] : kSizes) {
      INFO(round << ": " << documents << " documents of " << terms << " terms");
      const Content content = random_content(random, documents, terms);
      write_with_xapian(content, folder / "xapian");
      write_with_inverter(content, folder / "inverter");
      REQUIRE(Xapian::Database::check(folder / "inverter") == 0);
      const auto expected = all_of(Xapian::Database(folder / "xapian"));
      const auto written = all_of(Xapian::Database(folder / "inverter"));
      CHECK(first_difference(written, expected) == "");
    }
  }
}

TEST_CASE("Written databases merge, and Xapian goes on writing where they end") {
  const TemporaryFolder folder;
  std::mt19937 random(8);
  for (int round = 0; round < 5; ++round) {
    std::vector<std::string> own;
    std::vector<std::string> xapians;
    for (int i = 0; i < 4; ++i) {
      // Merging takes the first value of a key that several have, whichever comes first.
      Content content = random_content(random, 1 + random() % 300, 20);
      for (auto& [key, value] : content.metadata) key += std::to_string(i);
      own.push_back(folder / ("own" + std::to_string(i)));
      xapians.push_back(folder / ("xapian" + std::to_string(i)));
      write_with_inverter(content, own.back());
      write_with_xapian(content, xapians.back());
    }
    std::vector<std::vector<std::string>> said;
    for (const auto& from : {own, xapians}) {
      const std::string merged = folder / ("merged" + std::to_string(said.size()));
      std::filesystem::remove_all(merged);
      merge_databases(from, merged);
      {
        std::mt19937 same(static_cast<unsigned>(round));
        Xapian::WritableDatabase database(merged, Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
        for (int i = 0; i < 20; ++i) {
          const auto number = static_cast<Xapian::docid>(1 + same() % database.get_lastdocid());
          Xapian::Document document;
          document.add_term(random_term(same), 3);
          document.add_value(5, "other");
          database.replace_document(number, document);
        }
        database.commit();
      }
      REQUIRE(Xapian::Database::check(merged) == 0);
      said.push_back(all_of(Xapian::Database(merged)));
    }
    CHECK(first_difference(said[0], said[1]) == "");
  }
}

TEST_CASE("An inverter forgets what it has written") {
  const TemporaryFolder folder;
  std::mt19937 random(9);
  Inverter inverter;
  for (int round = 0; round < 3; ++round) {
    const Content content = random_content(random, 50, 20);
    for (const IndexedDocument& one : content.documents) inverter.add(one);
    for (const auto& [key, value] : content.metadata) inverter.set_metadata(key, value);
    inverter.write(folder / "again");  // over the one before
    write_with_inverter(content, folder / "alone");
    CHECK(first_difference(all_of(Xapian::Database(folder / "again")),
                           all_of(Xapian::Database(folder / "alone"))) == "");
  }
}

TEST_CASE("What Xapian takes for no term is refused, and a slot that needs two bytes") {
  Inverter inverter;
  IndexedDocument document;
  document.add_term("", 1);
  CHECK_THROWS_AS(inverter.add(document), Error);
  document.terms = {{std::string(246, 'x'), 1}};
  CHECK_THROWS_AS(inverter.add(document), Error);
  document.terms.clear();
  document.add_value(128, "x");
  CHECK_THROWS_AS(inverter.add(document), Error);
}

TEST_CASE("A database that cannot be written is told with its path") {
  const TemporaryFolder folder;
  Inverter inverter;
  IndexedDocument document;
  document.add_term("a", 1);
  inverter.add(document);
  const std::string path = folder / "file/database";
  std::ofstream(folder / "file") << "no folder";
  try {
    inverter.write(path);
    FAIL("written");
  } catch (const Error& error) {
    CHECK(error.message().find(path) != std::string::npos);
  }
}
