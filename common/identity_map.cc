// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/identity_map.h"

#include <numeric>
#include <utility>

#include "common/varint.h"

namespace dateline {
namespace {

// No archive has as many names; corrupt bytes must not ask for the memory.
constexpr std::uint64_t kMostNames = std::uint64_t{1} << 28;

}  // namespace

std::vector<std::uint32_t> IdentityMap::names_of(std::uint32_t person) const {
  std::vector<std::uint32_t> names;
  if (person >= persons_.size()) names.push_back(person);
  for (std::uint32_t name = 0; name < persons_.size(); ++name)
    if (persons_[name] == person) names.push_back(name);
  return names;
}

std::string IdentityMap::pack() const {
  std::string out;
  std::uint32_t last = 0;
  for (std::uint32_t name = 0; name < persons_.size(); ++name) {
    const std::uint32_t person = persons_[name];
    if (person == name) continue;
    put_varint(out, name - last);
    put_varint(out, person == kDropped ? 0 : std::uint64_t{person} + 1);
    last = name;
  }
  return out;
}

std::optional<IdentityMap> IdentityMap::unpack(std::string_view bytes) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> others;
  std::uint64_t name = 0;
  while (!bytes.empty()) {
    const auto step = take_varint(bytes);
    const auto person = take_varint(bytes);
    if (!step || !person || *step > kMostNames || *person > kMostNames) return std::nullopt;
    name += *step;
    if (name > kMostNames) return std::nullopt;
    others.emplace_back(name, *person == 0 ? kDropped : *person - 1);
  }
  std::vector<std::uint32_t> persons(others.empty() ? 0 : std::size_t{others.back().first} + 1);
  std::iota(persons.begin(), persons.end(), 0U);
  for (const auto& [own, person] : others) persons[own] = person;
  return IdentityMap(std::move(persons));
}

}  // namespace dateline
