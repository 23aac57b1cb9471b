// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/identity_map.h"

#include <algorithm>
#include <utility>

#include "common/varint.h"

namespace dateline {
namespace {

// No archive has as many names; corrupt bytes must not ask for the memory.
constexpr std::uint64_t kMostNames = std::uint64_t{1} << 28;

}  // namespace

IdentityMap::IdentityMap(const std::vector<Other>& others) {
  std::vector<Block> blocks(others.empty() ? 0 : others.back().name / 64 + 1);
  std::vector<std::uint32_t> persons;
  persons.reserve(others.size());
  for (const Other& other : others) {
    Block& block = blocks[other.name / 64];
    if (block.bits() == 0) block.before = static_cast<std::uint32_t>(persons.size());
    (other.name % 64 < 32 ? block.low : block.high) |= 1U << (other.name % 32);
    persons.push_back(other.person);
  }
  blocks_ = SharedTable(std::move(blocks));
  others_ = SharedTable(std::move(persons));
}

IdentityMap::IdentityMap(const std::vector<std::uint32_t>& persons) {
  std::vector<Other> others;
  for (std::uint32_t name = 0; name < persons.size(); ++name)
    if (persons[name] != name) others.push_back({name, persons[name]});
  *this = IdentityMap(others);
}

std::vector<IdentityMap::Other> IdentityMap::all_others() const {
  std::vector<Other> others;
  others.reserve(others_.size());
  for (std::uint32_t place = 0; place < blocks_.size(); ++place) {
    for (std::uint64_t bits = blocks_[place].bits(); bits != 0; bits &= bits - 1) {
      const std::uint32_t name = 64 * place + static_cast<std::uint32_t>(std::countr_zero(bits));
      others.push_back({name, person(name)});
    }
  }
  return others;
}

bool IdentityMap::is_sound() const {
  return std::all_of(blocks_.begin(), blocks_.end(), [this](const Block& block) {
    const auto count = static_cast<std::uint32_t>(std::popcount(block.bits()));
    return count <= others_.size() && block.before <= others_.size() - count;
  });
}

std::vector<std::uint32_t> IdentityMap::names_of(std::uint32_t person) const {
  std::vector<std::uint32_t> names;
  if (this->person(person) == person) names.push_back(person);
  for (const Other& other : all_others())
    if (other.person == person) names.push_back(other.name);
  std::sort(names.begin(), names.end());
  return names;
}

std::string IdentityMap::pack() const {
  std::string out;
  std::uint32_t last = 0;
  for (const Other& other : all_others()) {
    put_varint(out, other.name - last);
    put_varint(out, other.person == kDropped ? 0 : std::uint64_t{other.person} + 1);
    last = other.name;
  }
  return out;
}

std::optional<IdentityMap> IdentityMap::unpack(std::string_view bytes) {
  std::vector<Other> others;
  std::uint64_t name = 0;
  while (!bytes.empty()) {
    const auto step = take_varint(bytes);
    const auto person = take_varint(bytes);
    if (!step || !person || *step > kMostNames || *person > kMostNames) return std::nullopt;
    name += *step;
    if (name > kMostNames || (*step == 0 && !others.empty())) return std::nullopt;
    const auto own = static_cast<std::uint32_t>(name);
    others.push_back({own, *person == 0 ? kDropped : static_cast<std::uint32_t>(*person - 1)});
  }
  return IdentityMap(others);
}

}  // namespace dateline
