// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/input_record.h"

#include <filesystem>
#include <fstream>
#include <unordered_map>

#include "common/error.h"
#include "common/varint.h"

namespace dateline {
namespace {

constexpr std::uint64_t kShares = 1;
constexpr std::uint64_t kUnpruned = 2;

}  // namespace

std::string pack_input(const InputRecord& record) {
  std::string bytes;
  put_text(bytes, record.path);
  put_varint(bytes, record.size);
  put_varint(bytes, static_cast<std::uint64_t>(record.modified));
  put_text(bytes, record.digest);
  for (const std::uint64_t number : {record.settings, record.articles, record.rejected})
    put_varint(bytes, number);
  put_varint(bytes, (record.shares ? kShares : 0U) | (record.unpruned ? kUnpruned : 0U));
  put_text(bytes, record.named);
  put_text(bytes, record.shown == record.named ? "" : record.shown);
  put_varint(bytes, record.forgotten);
  return bytes;
}

std::optional<InputRecord> unpack_input(std::string_view bytes) {
  const auto path = take_text(bytes);
  const auto size = take_varint(bytes);
  const auto modified = take_varint(bytes);
  const auto digest = take_text(bytes);
  const auto settings = take_varint(bytes);
  const auto articles = take_varint(bytes);
  const auto rejected = take_varint(bytes);
  const auto flags = take_varint(bytes);
  if (!path || !size || !modified || !digest || !settings || !articles || !rejected || !flags)
    return std::nullopt;
  InputRecord record{std::string(*path),
                     *size,
                     static_cast<std::int64_t>(*modified),
                     std::string(*digest),
                     *settings,
                     *articles,
                     *rejected,
                     (*flags & kShares) != 0,
                     std::string(*path),
                     std::string(*path),
                     (*flags & kUnpruned) != 0,
                     0};
  if (bytes.empty()) return record;
  const auto named = take_text(bytes);
  const auto shown = take_text(bytes);
  const auto forgotten = take_varint(bytes);
  if (!named || !shown || !forgotten) return std::nullopt;
  record.named = *named;
  record.shown = shown->empty() ? *named : *shown;
  record.forgotten = *forgotten;
  return record;
}

InputRecord begun(InputRecord record) {
  record.settings = ~record.settings;
  record.modified = 0;
  record.digest.clear();
  record.articles = record.rejected = record.forgotten = 0;
  return record;
}

InputRecord outdated(InputRecord record) {
  record.settings = 0;  // the hash of no options
  return record;
}

void InputJournal::begin(const std::vector<InputRecord>& records) {
  const std::lock_guard lock(mutex_);
  std::string bytes;
  for (const InputRecord& record : records) put_text(bytes, pack_input(record));
  append(bytes);
}

void InputJournal::finish(std::uint64_t number, std::vector<InputRecord> records) {
  const std::lock_guard lock(mutex_);
  later_.emplace(number, std::move(records));
  std::string ready;
  for (auto at = later_.begin(); at != later_.end() && at->first == next_;
       at = later_.erase(at), ++next_)
    for (const InputRecord& record : at->second) put_text(ready, pack_input(record));
  append(ready);
}

void InputJournal::append(const std::string& bytes) {
  if (bytes.empty()) return;
  std::ofstream out(path_, std::ios::binary | std::ios::app);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush();
  if (!out) throw Error("cannot write " + path_ + ": " + system_reason(), "is the disk full?");
}

std::vector<InputRecord> InputJournal::read() const {
  std::ifstream in(path_, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(in), {}};
  std::string_view rest = content;
  std::vector<InputRecord> records;
  std::unordered_map<std::string, std::size_t> places;
  while (const auto bytes = take_text(rest)) {
    auto record = unpack_input(*bytes);
    if (!record) continue;
    const auto [at, is_new] = places.try_emplace(record->path, records.size());
    if (is_new)
      records.push_back(*std::move(record));
    else
      records[at->second] = *std::move(record);
  }
  return records;
}

void InputJournal::clear() {
  const std::lock_guard lock(mutex_);
  next_ = 0;
  later_.clear();
  std::filesystem::remove(path_);
}

}  // namespace dateline
