// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/character_references.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "common/utf8.h"

namespace dateline {
namespace {

struct NamedCharacter {
  std::string_view name;
  std::string_view text;
};
constexpr std::array kNamed = std::to_array<NamedCharacter>({
#include "indexer/data/character_references.inc"
});
constexpr std::size_t kLongestName = 32;

/// Appends what the reference stands for; false where it is none.
bool append_character(std::string& out, std::string_view name) {
  if (const auto value = numbered_character(name)) {
    append_utf8(out, *value);
    return true;
  }
  const std::string_view text = named_character(name);
  out += text;
  return !text.empty();
}

}  // namespace

std::string_view named_character(std::string_view name) {
  const auto* row = std::lower_bound(
      kNamed.begin(), kNamed.end(), name,
      [](const NamedCharacter& each, std::string_view sought) { return each.name < sought; });
  return row != kNamed.end() && row->name == name ? row->text : std::string_view();
}

std::optional<std::uint32_t> numbered_character(std::string_view name) {
  if (!name.starts_with('#')) return std::nullopt;
  name.remove_prefix(1);
  const bool hex = name.starts_with('x') || name.starts_with('X');
  if (hex) name.remove_prefix(1);
  std::uint32_t value = 0;
  const char* const end = name.data() + name.size();
  const auto [at, error] = std::from_chars(name.data(), end, value, hex ? 16 : 10);
  if (name.empty() || at != end || error != std::errc() || value > 0x10FFFF ||
      (value >= 0xD800 && value < 0xE000))
    return std::nullopt;
  return value;
}

std::optional<std::string> resolve_references(std::string_view text) {
  std::size_t next = text.find('&');
  if (next == std::string_view::npos) return std::nullopt;
  std::string out;
  bool any = false;
  std::size_t done = 0;
  for (; next != std::string_view::npos; next = text.find('&', next)) {
    out.append(text, done, next - done);
    done = next++;
    const std::size_t end = text.substr(next, kLongestName + 1).find(';');
    if (end == std::string_view::npos || !append_character(out, text.substr(next, end))) continue;
    any = true;
    done = next += end + 1;
  }
  out.append(text, done);
  return any ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace dateline
