// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/archive_status.h"

#include <xapian.h>

#include <algorithm>
#include <filesystem>

#include "common/json_writer.h"
#include "common/schema.h"
#include "common/xapian_error.h"
#include "indexer/index_writer.h"

namespace dateline {
namespace fs = std::filesystem;
namespace {

using Counted = std::vector<std::pair<std::string, std::uint64_t>>;

Counted count_names(const Xapian::Database& database, Dictionary kind, std::string_view field) {
  Counted counted;
  const std::string prefix = keys::name_by_ordinal(kind, 0).substr(0, 2);
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key) {
    const std::string name = database.get_metadata(*key);
    const std::uint64_t articles =
        database.get_termfreq(make_term(find_field(field)->prefix, name));
    if (articles > 0) counted.emplace_back(name, articles);
  }
  std::sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return counted;
}

void read_dates(const Xapian::Database& database, ArchiveStatus& status) {
  std::uint64_t dated = 0;
  for (auto value = database.valuestream_begin(kDateSlot);
       value != database.valuestream_end(kDateSlot); ++value) {
    const auto day = unpack_day(*value);
    if (!day) continue;
    ++dated;
    if (!status.first || *day < *status.first) status.first = day;
    if (!status.last || *day > *status.last) status.last = day;
  }
  status.undated = status.articles - dated;
}

std::uint64_t size_of(const std::string& path) {
  std::uint64_t size = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path, error))
    if (const auto bytes = entry.file_size(error); !error) size += bytes;
  return size;
}

std::string list(const Counted& counted, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, counted.size()); ++i)
    text +=
        (i == 0 ? "" : ", ") + terminal_text(counted[i].first) + ' ' + grouped(counted[i].second);
  if (counted.size() > most) text += ", " + grouped(counted.size() - most) + " more";
  return text;
}

}  // namespace

ArchiveStatus read_status(const std::string& path) {
  return with_xapian(path, [&] {
    const Xapian::Database database(path);
    check_schema(database, path);
    ArchiveStatus status;
    status.path = path;
    status.state = archive_state({database});
    status.part = database.get_metadata(std::string(keys::kPart));
    status.articles = database.get_doccount();
    read_dates(database, status);
    status.sources = count_names(database, Dictionary::source, "source");
    status.languages = count_names(database, Dictionary::language, "lang");
    const std::string prefix(keys::kInputFiles);
    for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
         ++key)
      ++status.files;
    status.size = size_of(path);
    status.updated = database.get_metadata(std::string(keys::kUpdated));
    status.last_run = database.get_metadata(std::string(keys::kLastRun));
    status.at_work = fs::exists(path + ".indexing");
    return status;
  });
}

std::string status_text(const ArchiveStatus& status) {
  constexpr std::size_t kSources = 5;
  constexpr std::size_t kLanguages = 10;
  std::string text = "archive    " + terminal_text(status.path) + '\n';
  if (!status.part.empty()) text += "part       " + status.part + '\n';
  text += "articles   " + grouped(status.articles) + '\n';
  text += "sources    " + grouped(status.sources.size());
  if (!status.sources.empty()) text += ": " + list(status.sources, kSources);
  text += "\nlanguages  " + list(status.languages, kLanguages) + '\n';
  text += "dates      ";
  if (status.first) text += to_iso(*status.first) + " to " + to_iso(*status.last);
  if (status.undated > 0)
    text += (status.first ? ", " : "") + grouped(status.undated) + " without a date";
  text += "\nfiles      " + grouped(status.files) + '\n';
  text += "size       " + grouped((status.size + 999'999) / 1'000'000) + " MB\n";
  text += "id         " + status.state.id + '\n';
  text += "state      " + status.state.state + '\n';
  text += "changed    " + status.updated + '\n';
  text += "last run   " + status.last_run + '\n';
  if (status.at_work)
    text +=
        "note: an indexer is at work on it, or was killed; the next run takes in what that "
        "had finished\n";
  return text;
}

std::string status_json(const ArchiveStatus& status) {
  JsonWriter json;
  const auto write = [&json](std::string_view key, const Counted& counted) {
    json.key(key).start_array();
    for (const auto& [name, articles] : counted)
      json.start_object().member("value", name).member("count", articles).end_object();
    json.end_array();
  };
  json.start_object().member("archive", status.path);
  write_state(json, status.state);
  if (!status.part.empty()) json.member("part", status.part);
  json.member("articles", status.articles);
  json.member("undated", status.undated);
  json.key("first");
  status.first ? json.value(to_iso(*status.first)) : json.null();
  json.key("last");
  status.last ? json.value(to_iso(*status.last)) : json.null();
  write("sources", status.sources);
  write("languages", status.languages);
  json.member("files", status.files).member("size", status.size);
  json.member("changed", status.updated).member("last_run", status.last_run);
  return json.member("at_work", status.at_work).end_object().take() + '\n';
}

}  // namespace dateline
