// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/identity/name_facts.h"

#include <optional>
#include <utility>

#include "common/varint.h"

namespace dateline {
namespace {

std::optional<NameFacts> take_name(std::string_view& names, std::string_view& counts) {
  const auto size = take_varint(names);
  const auto articles = take_varint(counts);
  if (!size || !articles || *size / 2 > names.size()) return std::nullopt;
  NameFacts facts{std::string(names.substr(0, *size / 2)), *articles, *size % 2 != 0, {}};
  names.remove_prefix(*size / 2);
  if (!facts.known) return facts;
  const auto country = take_text(names);
  if (!country) return std::nullopt;
  facts.country = *country;
  return facts;
}

}  // namespace

std::string pack_names(std::span<const NameFacts> names) {
  std::string bytes;
  for (const NameFacts& facts : names) {
    put_varint(bytes, 2 * facts.name.size() + (facts.known ? 1 : 0));
    bytes += facts.name;
    if (facts.known) put_text(bytes, facts.country);
  }
  return bytes;
}

std::string pack_name_counts(std::span<const NameFacts> names) {
  std::string bytes;
  for (const NameFacts& facts : names) put_varint(bytes, facts.articles);
  return bytes;
}

bool unpack_name_page(std::string_view names, std::string_view counts,
                      std::vector<NameFacts>& into) {
  while (!names.empty()) {
    auto facts = take_name(names, counts);
    if (!facts) return false;
    into.push_back(std::move(*facts));
  }
  return counts.empty();
}

}  // namespace dateline
