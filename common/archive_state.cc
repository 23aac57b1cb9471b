// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/archive_state.h"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string_view>

#include "common/analyzer.h"
#include "common/json_writer.h"
#include "common/schema.h"
#include "common/version.h"

namespace dateline {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

std::string hexadecimal(std::uint64_t number) {
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[(number >> shift) & 0xFU];
  return text;
}

/// The value of a key in each part, the same for any order of the parts.
std::string values_of(const std::vector<Xapian::Database>& parts, std::string_view key) {
  std::vector<std::string> values;
  values.reserve(parts.size());
  for (const Xapian::Database& part : parts) values.push_back(part.get_metadata(std::string(key)));
  std::sort(values.begin(), values.end());
  std::string all;
  for (const std::string& value : values) all.append(value).append("\n");
  return all;
}

}  // namespace

ArchiveState archive_state(const std::vector<Xapian::Database>& parts) {
  const std::string rules =
      std::to_string(kSchemaVersion) + '\n' + kVersion + '\n' + analyzer_versions() + '\n';
  ArchiveState of;
  of.id = parts.size() == 1 ? parts[0].get_metadata(std::string(keys::kArchiveId))
                            : hexadecimal(name_hash(values_of(parts, keys::kArchiveId)));
  of.state = hexadecimal(name_hash(values_of(parts, keys::kStamp) + rules));
  return of;
}

std::string random_digits(std::size_t count) {
  std::random_device chance;
  std::string digits;
  while (digits.size() < count) digits += kDigits[chance() & 0xFU];
  return digits;
}

void write_state(JsonWriter& json, const ArchiveState& state) {
  json.member("archive_id", state.id).member("state", state.state);
}

}  // namespace dateline
