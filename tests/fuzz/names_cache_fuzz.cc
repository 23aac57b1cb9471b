// SPDX-License-Identifier: GPL-2.0-or-later
//
// Whatever the bytes: they are no file of united names, or one of which every number leads
// somewhere and which packs to the same bytes. The first byte of the input says whether head and
// stamps are the input's own or made to fit, so that what lies behind them is read.
#include <cstring>
#include <vector>

#include "searcher/cache_file.h"
#include "searcher/names_cache.h"
#include "tests/fuzz/fuzz_input.h"

using namespace dateline;
using namespace dateline::fuzz;

namespace {

std::optional<UnitedNames> unpacked(const std::string& bytes) {
  auto owner = std::make_shared<std::vector<std::uint32_t>>(bytes.size() / 4 + 1);
  std::memcpy(owner->data(), bytes.data(), bytes.size());
  return unpack_names({owner, {reinterpret_cast<const char*>(owner->data()), bytes.size()}}, "s");
}

void require_sound(const UnitedNames& names) {
  const auto& persons = names.homes[dictionary_place(Dictionary::person)];
  for (const PartNumbers& part : names.parts)
    for (std::uint32_t name = 0; name < 64 * part.persons.blocks().size(); ++name) {
      const std::uint32_t person = part.persons.person(name);
      require(person == IdentityMap::kDropped || person == name || person < persons.size());
    }
  for (const auto& homes : names.homes)
    for (const NameHome& home : homes)
      require(home.part < names.parts.size() ||
              (home.part == names.parts.size() && home.number < names.added.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  std::string bytes(input.rest().substr(std::min<std::size_t>(1, size)));
  if (input.byte() % 8 != 0) {
    // The head and the stamps of a real file stand before the input, which the sum is made to fit.
    const std::string real = pack_names({}, "s");
    bytes = real.substr(0, 24) + bytes;
    const std::uint64_t sum = cache_checksum(std::string_view(bytes).substr(16));
    std::memcpy(bytes.data() + 8, &sum, sizeof sum);
  }
  if (const auto names = unpacked(bytes)) {
    require_sound(*names);
    require(pack_names(*names, "s") == bytes);
  }
  return 0;
}
