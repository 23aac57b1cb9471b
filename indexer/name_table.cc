// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/name_table.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive_state.h"
#include "common/name_hashes.h"
#include "common/schema.h"

namespace dateline {
namespace {

void update(Xapian::WritableDatabase& database, Dictionary kind) {
  const std::string key = keys::name_hashes(kind);
  std::vector<std::uint64_t> hashes = unpack_name_hashes(database.get_metadata(key));
  const std::size_t known = hashes.size();
  bool has_changed = false;
  const auto take = [&](std::uint32_t ordinal) {
    const std::string name = database.get_metadata(keys::name_by_ordinal(kind, ordinal));
    if (name.empty()) return;
    hashes[ordinal] = name_hash(name);
    has_changed = true;
  };
  for (std::uint32_t ordinal = 0; ordinal < known; ++ordinal)
    if (hashes[ordinal] == kNoName) take(ordinal);
  const std::string prefix = keys::name_by_ordinal(kind, 0).substr(0, 2);
  auto name = database.metadata_keys_begin(prefix);
  const auto end = database.metadata_keys_end(prefix);
  name.skip_to(keys::name_by_ordinal(kind, static_cast<std::uint32_t>(known)));
  for (; name != end; ++name) {
    const std::uint32_t ordinal = keys::ordinal_of(*name);
    hashes.resize(std::size_t{ordinal} + 1, kNoName);
    take(ordinal);
  }
  if (has_changed) database.set_metadata(key, pack_name_hashes(hashes));
}

}  // namespace

void renew_stamp(Xapian::WritableDatabase& database) {
  constexpr std::size_t kStampDigits = 16;
  database.set_metadata(std::string(keys::kStamp), random_digits(kStampDigits));
}

void update_name_hashes(Xapian::WritableDatabase& database) {
  renew_stamp(database);
  for (const Dictionary kind : kDictionaries)
    if (kind != Dictionary::person) update(database, kind);
}

}  // namespace dateline
