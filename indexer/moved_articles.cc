// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/moved_articles.h"

#include <unordered_map>

#include "common/schema.h"
#include "common/stored_article.h"
#include "indexer/content_hash.h"
#include "indexer/document_builder.h"

namespace dateline {
namespace {

void move_article(const MovedFile& file, Xapian::docid id, ArticlePacker& packer,
                  Xapian::WritableDatabase& database) {
  Xapian::Document document = database.get_document(id);
  Fingerprint print = unpack_fingerprint(document.get_value(kFingerprintSlot));
  print.file = hash_of(file.to.path);
  document.add_value(kFingerprintSlot, pack_fingerprint(print));
  auto article = unpack_article(document.get_value(kArticleSlot));
  if (article && article->path.starts_with(file.shown)) {  // or "archive.zip/member"
    article->path.replace(0, file.shown.size(), file.to.shown);
    document.add_value(kArticleSlot, std::string(packer.pack(*article)));
  }
  database.replace_document(id, document);
}

}  // namespace

void move_articles(const std::vector<MovedFile>& files, Xapian::WritableDatabase& database) {
  if (files.empty()) return;
  std::unordered_map<std::uint64_t, const MovedFile*> by_hash;
  for (const MovedFile& file : files) {
    by_hash.emplace(hash_of(file.from), &file);
    database.set_metadata(keys::input_file(file.from), "");
  }
  for (const MovedFile& file : files)
    database.set_metadata(keys::input_file(file.to.path), pack_input(file.to));
  std::vector<std::pair<Xapian::docid, const MovedFile*>> found;
  for (auto value = database.valuestream_begin(kFingerprintSlot);
       value != database.valuestream_end(kFingerprintSlot); ++value)
    if (const auto at = by_hash.find(unpack_fingerprint(*value).file); at != by_hash.end())
      found.emplace_back(value.get_docid(), at->second);
  ArticlePacker packer;
  for (const auto& [id, file] : found) move_article(*file, id, packer, database);
}

}  // namespace dateline
