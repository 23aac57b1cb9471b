// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/facet_values.h"

#include "common/varint.h"

namespace dateline {
namespace {

void put_optional(std::string& out, const std::optional<std::uint32_t>& value) {
  put_varint(out, value ? std::uint64_t{*value} + 1 : 0);
}

bool take_number(std::string_view& in, std::uint32_t& value) {
  if (!in.empty() && static_cast<unsigned char>(in[0]) < 0x80) {  // nearly always
    value = static_cast<unsigned char>(in[0]);
    in.remove_prefix(1);
    return true;
  }
  const auto number = take_varint(in);
  if (!number || *number > UINT32_MAX) return false;
  value = static_cast<std::uint32_t>(*number);
  return true;
}

std::optional<std::uint32_t> less_one(std::uint32_t number) {
  return number == 0 ? std::nullopt : std::optional(number - 1);
}

}  // namespace

std::string pack_facets(const FacetValues& values) {
  std::string out;
  put_varint(out,
             values.date ? static_cast<std::uint64_t>((*values.date - kFirstDay).count()) + 1 : 0);
  put_optional(out, values.source);
  put_optional(out, values.language);
  put_varint(out, values.countries.size());
  for (const auto& country : values.countries)
    put_varint(out, 2 * std::uint64_t{country.ordinal} + (country.about ? 1 : 0));
  for (const std::uint32_t person : values.persons) put_varint(out, person);
  return out;
}

bool unpack_facets(std::string_view in, FacetValues& values) {
  std::uint32_t day = 0;
  std::uint32_t source = 0;
  std::uint32_t language = 0;
  std::uint32_t countries = 0;
  if (!take_number(in, day) || !take_number(in, source) || !take_number(in, language) ||
      !take_number(in, countries) || countries > in.size())
    return false;
  values.date = day == 0 ? std::nullopt : std::optional(kFirstDay + std::chrono::days{day - 1});
  values.source = less_one(source);
  values.language = less_one(language);
  values.countries.clear();
  values.persons.clear();
  std::uint32_t number = 0;
  for (; countries > 0; --countries) {
    if (!take_number(in, number)) return false;
    values.countries.push_back({number / 2, number % 2 != 0});
  }
  while (!in.empty()) {
    if (!take_number(in, number)) return false;
    values.persons.push_back(number);
  }
  return true;
}

}  // namespace dateline
