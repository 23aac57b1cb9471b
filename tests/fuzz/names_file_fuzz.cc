// SPDX-License-Identifier: GPL-2.0-or-later
//
// Whatever the bytes: a file of corrections is refused with its place and a cure, or read to
// corrections of which every chain ends.
#include "common/error.h"
#include "common/identity/name_key.h"
#include "common/identity/names_file.h"
#include "tests/fuzz/fuzz_input.h"

using namespace dateline;
using namespace dateline::fuzz;

namespace {

/// Following aliases and merges from `name`.
void require_end(const NameCorrections& corrections, std::string name) {
  const std::size_t most = corrections.aliases.size() + corrections.merges.size() + 1;
  for (std::size_t steps = 0; steps <= most; ++steps) {
    auto next = corrections.aliases.find(name);
    if (next == corrections.aliases.end()) {
      next = corrections.merges.find(name);
      if (next == corrections.merges.end()) return;
    }
    std::string to = name_normal_form(next->second);
    if (to == name) return;
    name = std::move(to);
  }
  require(false);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    const NameCorrections corrections = parse_names_file(text, "names.txt");
    for (const auto& [name, target] : corrections.aliases) require_end(corrections, name);
    for (const auto& [name, target] : corrections.merges) require_end(corrections, name);
    for (const auto& [a, b] : corrections.splits) {
      require(a != b && corrections.keeps_apart(b, a));
      require(!a.empty() && !b.empty());
    }
  } catch (const Error& error) {
    require(error.message().starts_with("names.txt:") && !error.hint().empty());
  }
  return 0;
}
