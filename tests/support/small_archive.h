// SPDX-License-Identifier: GPL-2.0-or-later
//
// Archives of a few articles, written by the indexer's own parts, with entities as the test wants
// them instead of those that the tagger would find.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

#include "common/article.h"
#include "indexer/document_builder.h"
#include "indexer/entities/article_tokens.h"
#include "indexer/index_writer.h"
#include "indexer/inverter.h"
#include "searcher/index.h"
#include "tests/support/temporary_folder.h"

namespace dateline::test {

/// An article and what is to be found in it.
struct Entry {
  Article article;
  Entities entities;
};

inline Entry entry(const std::string& id, const std::string& title, const std::string& body) {
  Entry made;
  made.article.id = id;
  made.article.title = title;
  made.article.body = body;
  return made;
}

inline PersonMentioned person(const std::string& name) {
  PersonMentioned made;
  made.name = name;
  made.form = name;
  made.mentions = 1;
  return made;
}

inline CountryMentioned country(const std::string& code, bool about) {
  CountryMentioned made;
  made.code = code;
  made.about = about;
  made.salience = about ? 1.0 : 0.1;
  made.mentions = 1;
  return made;
}

/// Writes a new database at `path` with these articles in their order.
inline void write_database(const std::string& path, const std::vector<Entry>& entries,
                           DocumentBuilder& builder) {
  Inverter database;
  ArticleTokens tokens;
  for (const Entry& one : entries) {
    split_tokens(one.article.title, one.article.body, tokens);
    database.add(builder.build(one.article, tokens, one.entities));
  }
  for (const auto& [key, value] : builder.take_new_metadata()) database.set_metadata(key, value);
  database.write(path);
}

inline void write_piece(IndexWriter& writer, std::uint64_t number,
                        const std::vector<Entry>& entries) {
  DocumentBuilder builder(writer.names());
  write_database(writer.pieces().making(number), entries, builder);
  writer.pieces().finish(number);
}

/// An archive that goes with its owner.
class SmallArchive {
 public:
  explicit SmallArchive(const std::vector<Entry>& entries) { add(entries); }

  FoldResult add(const std::vector<Entry>& entries) {
    IndexWriter writer(path());
    write_piece(writer, 0, entries);
    return writer.fold();
  }

  std::string path() const { return folder_ / "archive"; }
  Index open() const { return Index::open(path()); }

 private:
  TemporaryFolder folder_;
};

}  // namespace dateline::test
