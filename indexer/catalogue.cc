// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/catalogue.h"

#include <xapian.h>

#include <algorithm>
#include <utility>

#include "common/schema.h"
#include "common/utf8.h"
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

/// The id under which an article is filed whose own is another's.
std::string name_with_path(const Article& article) {
  std::string id = article.id + '@' + article.path;
  repair_utf8(id);  // a path may be any bytes
  return id;
}

}  // namespace

Catalogue::Catalogue(const std::string& path) : archive_(std::make_unique<Archive>()) {
  archive_->path = path;
  with_xapian(path, [&] { archive_->database = Xapian::Database(path); });
  admitted_.resize(std::size_t{archive_->database.get_lastdocid()} + 1);
  read_forgotten();
}
Catalogue::Catalogue() : archive_(std::make_unique<Archive>()) {}
Catalogue::~Catalogue() = default;

std::uint64_t Catalogue::articles() const {
  return archive_->database.get_doccount();
}

std::optional<InputRecord> Catalogue::input(const std::string& path) const {
  if (const auto changed = changed_inputs_.find(path); changed != changed_inputs_.end())
    return changed->second;
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
    for (InputRecord& record : records)
      if (const auto changed = changed_inputs_.find(record.path); changed != changed_inputs_.end())
        record = changed->second;
    return records;
  });
}

void Catalogue::read_forgotten() {
  with_xapian(archive_->path, [&] {
    const std::string prefix(keys::kForgottenIds);
    const Xapian::Database& database = archive_->database;
    for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
         ++key) {
      const std::string value = database.get_metadata(*key);
      const auto [print, file] = unpack_fingerprint(value);
      forgotten_[*key] = {value != keys::kPresent, print, file};
    }
  });
}

const IdChanges& Catalogue::change_ids(const std::vector<std::string>& to_remember,
                                       const std::vector<std::string>& to_forget) {
  if (to_remember.empty() && to_forget.empty()) return id_changes_;
  remember(to_remember);
  forget(to_forget);
  for (const auto& [path, record] : changed_inputs_) id_changes_.inputs.push_back(record);
  return id_changes_;
}

void Catalogue::remember(const std::vector<std::string>& ids) {
  std::unordered_set<std::uint64_t> files;
  bool of_any_file = false;
  for (const std::string& id : ids) {
    const std::string key = keys::forgotten_id(id);
    const auto at = forgotten_.find(key);
    if (at == forgotten_.end()) {
      ++id_changes_.remembered_unseen;
      continue;
    }
    ++id_changes_.remembered;
    files.insert(at->second.file);
    of_any_file = of_any_file || !at->second.seen;
    id_changes_.metadata.emplace_back(key, "");
    forgotten_.erase(at);
  }
  // So that the next run reads them, although they have not changed.
  std::unordered_set<std::uint64_t> unfound = files;
  std::vector<InputRecord> records;
  if (!files.empty()) records = inputs();
  std::erase_if(records, [](const InputRecord& record) { return record.forgotten == 0; });
  for (const InputRecord& record : records) unfound.erase(hash_of(record.path));
  of_any_file = of_any_file || !unfound.empty();
  for (const InputRecord& record : records)
    if (of_any_file || files.contains(hash_of(record.path)))
      changed_inputs_[record.path] = outdated(record);
}

void Catalogue::forget(const std::vector<std::string>& ids) {
  std::unordered_map<std::uint64_t, std::uint64_t> articles;  // by file
  for (const std::string& id : ids) {
    const std::string key = keys::forgotten_id(id);
    if (forgotten_.contains(key)) continue;
    const auto entry = find(id);
    if (!entry) {
      ++id_changes_.forgotten_unseen;
      set_owner(key, {});
      continue;
    }
    set_owner(key, {true, entry->claim.print, entry->claim.file});
    id_changes_.deleted.push_back(entry->document);
    admitted_[entry->document] = true;  // lest it is deleted twice
    ++articles[entry->claim.file];
  }
  if (articles.empty()) return;
  for (InputRecord& record : inputs()) {
    const auto at = articles.find(hash_of(record.path));
    if (at == articles.end()) continue;
    record.articles -= std::min(record.articles, at->second);
    record.forgotten += at->second;
    changed_inputs_[record.path] = record;
  }
}

void Catalogue::set_owner(const std::string& key, const Forgotten& owner) {
  forgotten_[key] = owner;
  id_changes_.metadata.emplace_back(
      key, owner.seen ? pack_fingerprint({owner.print, owner.file}) : std::string(keys::kPresent));
}

const Catalogue::Forgotten* Catalogue::forgotten(const std::string& id) const {
  if (forgotten_.empty()) return nullptr;
  const auto at = forgotten_.find(keys::forgotten_id(id));
  return at == forgotten_.end() ? nullptr : &at->second;
}

void Catalogue::set_gone(const std::vector<std::string>& files) {
  for (const std::string& file : files) gone_.insert(hash_of(file));
  for (const auto& [key, owner] : forgotten_)
    if (owner.seen && gone_.contains(owner.file)) set_owner(key, {});
}

void Catalogue::set_moved(const std::vector<MovedFile>& files) {
  for (const MovedFile& file : files) moved_[hash_of(file.from)] = hash_of(file.to.path);
  for (const auto& [key, owner] : forgotten_)
    if (owner.seen && moved_.contains(owner.file))
      set_owner(key, {true, owner.print, now_at(owner.file)});
}

std::uint64_t Catalogue::now_at(std::uint64_t file) const {
  const auto at = moved_.find(file);
  return at == moved_.end() ? file : at->second;
}

std::optional<Catalogue::Entry> Catalogue::find(const std::string& id) const {
  return with_xapian(archive_->path, [&]() -> std::optional<Entry> {
    const Xapian::Database& database = archive_->database;
    const std::string term = make_term(find_field("id")->prefix, id);
    const auto posting = database.postlist_begin(term);
    if (posting == database.postlist_end(term)) return std::nullopt;
    const auto [print, file] =
        unpack_fingerprint(database.get_document(*posting).get_value(kFingerprintSlot));
    return Entry{*posting, {print, now_at(file)}};
  });
}

std::optional<Catalogue::Admission> Catalogue::try_id(const std::string& id, const Claim& claim) {
  const Forgotten* const past = forgotten(id);
  if (past != nullptr && !past->seen) return Admission{Presence::forgotten};
  const auto [at, is_new] = claims_.try_emplace(hash_of(id), claim);
  if (past != nullptr) {
    if (past->print == claim.print || (is_new && past->file == claim.file))
      return Admission{Presence::forgotten};
    if (is_new) claims_.erase(at);
    return std::nullopt;
  }
  if (!is_new) return try_again(at->second, claim);
  const auto entry = find(id);
  if (!entry) return Admission{};
  const bool free = gone_.contains(entry->claim.file);
  const bool same = entry->claim.print == claim.print;
  const bool own = entry->claim.file == claim.file;
  if (!own && !same && !free) {
    at->second = entry->claim;
    at->second.waiting = entry->document;
    return std::nullopt;
  }
  admitted_[entry->document] = true;
  if (!own && !free) at->second.file = entry->claim.file;
  return Admission{same && (own || !free) ? Presence::same : Presence::changed, !own && !free};
}

/// An id that an article of this run has asked for before.
std::optional<Catalogue::Admission> Catalogue::try_again(Claim& first, const Claim& claim) {
  const bool same = first.print == claim.print;
  const bool own = first.waiting != 0 && first.file == claim.file;
  if (!same && !own) return std::nullopt;
  const std::uint32_t waiting = std::exchange(first.waiting, 0);
  admitted_[waiting] = true;  // no document has the number 0
  first.print = claim.print;
  return Admission{same ? Presence::same : Presence::changed, first.file != claim.file,
                   waiting == 0};
}

/// Of an article whose id is made of its file and number: none can come again in this run, so that
/// it needs no claim, and with it no memory. Nothing where another file has that id.
std::optional<Catalogue::Admission> Catalogue::try_number(const std::string& id,
                                                          const Claim& claim) {
  if (forgotten(id) != nullptr) return Admission{Presence::forgotten};
  if (claims_.contains(hash_of(id))) return std::nullopt;
  const auto entry = find(id);
  if (!entry) return Admission{};
  if (entry->claim.file != claim.file) return std::nullopt;
  admitted_[entry->document] = true;
  return Admission{entry->claim.print == claim.print ? Presence::same : Presence::changed};
}

Catalogue::Admission Catalogue::admit(Article& article, bool member) {
  const Claim claim{fingerprint(article), hash_of(article.file)};
  if (is_numbered(article) && !member)
    if (const auto found = try_number(article.id, claim)) return *found;
  const Forgotten* const past = forgotten(article.id);
  const bool is_other = past != nullptr && !past->seen && find(name_with_path(article));
  if (!is_other)
    if (const auto found = try_id(article.id, claim)) return *found;
  const std::string own_id = name_with_path(article);
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
      if (!admitted_[value.get_docid()] && wanted.contains(now_at(unpack_fingerprint(*value).file)))
        documents.push_back(value.get_docid());
    return documents;
  });
}

}  // namespace dateline
