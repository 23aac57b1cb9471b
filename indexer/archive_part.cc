// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/archive_part.h"

#include <charconv>

namespace dateline {

std::optional<ArchivePart> parse_archive_part(std::string_view text) {
  constexpr std::uint32_t kMost = 10'000;
  const auto number = [](std::string_view digits) -> std::optional<std::uint32_t> {
    std::uint32_t value = 0;
    const auto [at, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || at != digits.data() + digits.size()) return std::nullopt;
    return value;
  };
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto part = number(text.substr(0, slash));
  const auto parts = number(text.substr(slash + 1));
  if (!part || !parts || *part < 1 || *part > *parts || *parts > kMost) return std::nullopt;
  return ArchivePart{*part, *parts};
}

}  // namespace dateline
