// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/catalogue.h"

#include <xapian.h>

#include "common/schema.h"
#include "common/xapian_error.h"
#include "indexer/content_hash.h"
#include "indexer/document_builder.h"

namespace dateline {

struct Catalogue::Archive {
  std::string path;
  Xapian::Database database;
};

struct Catalogue::Entry {
  std::uint32_t document = 0;
  Claim claim;
};

namespace {

/// Of "path#7", which only that file can bring.
bool is_numbered(const Article& article) {
  return article.id.size() > article.path.size() && article.id.starts_with(article.path) &&
         article.id[article.path.size()] == '#';
}

}  // namespace

Catalogue::Catalogue(const std::string& path) : archive_(std::make_unique<Archive>()) {
  archive_->path = path;
  with_xapian(path, [&] { archive_->database = Xapian::Database(path); });
  admitted_.resize(std::size_t{archive_->database.get_lastdocid()} + 1);
}
Catalogue::Catalogue() : archive_(std::make_unique<Archive>()) {}
Catalogue::~Catalogue() = default;

std::optional<InputRecord> Catalogue::input(const std::string& path) const {
  return with_xapian(archive_->path, [&]() -> std::optional<InputRecord> {
    const std::string bytes = archive_->database.get_metadata(keys::input_file(path));
    auto record = unpack_input(bytes);
    if (record && record->path != path) record.reset();
    return record;
  });
}

std::vector<InputRecord> Catalogue::inputs() const {
  return with_xapian(archive_->path, [&] {
    std::vector<InputRecord> records;
    const std::string prefix(keys::kInputFiles);
    const Xapian::Database& database = archive_->database;
    for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
         ++key)
      if (auto record = unpack_input(database.get_metadata(*key)))
        records.push_back(*std::move(record));
    return records;
  });
}

void Catalogue::set_gone(const std::vector<std::string>& files) {
  for (const std::string& file : files) gone_.insert(hash_of(file));
}

std::optional<Catalogue::Entry> Catalogue::find(const std::string& id) const {
  return with_xapian(archive_->path, [&]() -> std::optional<Entry> {
    const Xapian::Database& database = archive_->database;
    const std::string term = make_term(find_field("id")->prefix, id);
    const auto posting = database.postlist_begin(term);
    if (posting == database.postlist_end(term)) return std::nullopt;
    const auto [print, file] =
        unpack_fingerprint(database.get_document(*posting).get_value(kFingerprintSlot));
    return Entry{*posting, {print, file}};
  });
}

std::optional<Catalogue::Admission> Catalogue::try_id(const std::string& id, const Claim& claim) {
  const auto [at, is_new] = claims_.try_emplace(hash_of(id), claim);
  if (!is_new) {
    if (at->second.print != claim.print) return std::nullopt;
    return Admission{Presence::same, at->second.file != claim.file};
  }
  const auto entry = find(id);
  if (!entry) return Admission{};
  const bool free = gone_.contains(entry->claim.file);
  const bool same = entry->claim.print == claim.print;
  const bool own = entry->claim.file == claim.file;
  if (!own && !same && !free) {
    at->second = entry->claim;
    return std::nullopt;
  }
  admitted_[entry->document] = true;
  if (!own && !free) at->second.file = entry->claim.file;
  return Admission{same && (own || !free) ? Presence::same : Presence::changed, !own && !free};
}

Catalogue::Admission Catalogue::admit(Article& article) {
  const Claim claim{fingerprint(article), hash_of(article.file)};
  // These cannot be taken twice: they need no claim, and so no memory.
  if (is_numbered(article)) {
    const auto entry = find(article.id);
    if (!entry) return {};
    admitted_[entry->document] = true;
    return {entry->claim.print == claim.print ? Presence::same : Presence::changed, false};
  }
  if (const auto found = try_id(article.id, claim)) return *found;
  const std::string own_id = article.id + '@' + article.path;
  auto found = try_id(own_id, claim);
  std::string id = own_id;
  while (!found) {
    const std::uint32_t version = ++claims_[hash_of(own_id)].versions;
    id = own_id + '#' + std::to_string(version);
    found = try_id(id, claim);
  }
  article.warnings.push_back(
      {WarningKind::same_id, "the id " + article.id + " is another article's; filed as " + id});
  article.id = std::move(id);
  return *found;
}

std::vector<std::uint32_t> Catalogue::not_admitted(const std::vector<std::string>& files) const {
  std::unordered_set<std::uint64_t> wanted = gone_;
  for (const std::string& file : files) wanted.insert(hash_of(file));
  std::vector<std::uint32_t> documents;
  if (wanted.empty()) return documents;
  return with_xapian(archive_->path, [&] {
    const Xapian::Database& database = archive_->database;
    for (auto value = database.valuestream_begin(kFingerprintSlot);
         value != database.valuestream_end(kFingerprintSlot); ++value)
      if (!admitted_[value.get_docid()] && wanted.contains(unpack_fingerprint(*value).file))
        documents.push_back(value.get_docid());
    return documents;
  });
}

}  // namespace dateline
