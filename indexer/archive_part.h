// SPDX-License-Identifier: GPL-2.0-or-later
//
// Which articles a database takes, where several divide an archive: each those whose id hashes to
// its number, so that they need not talk to each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/schema.h"

namespace dateline {

struct ArchivePart {
  std::uint32_t number = 1;
  std::uint32_t parts = 1;

  bool takes(std::string_view article_id) const {
    return name_hash(article_id) % parts == number - 1;
  }
  std::string text() const { return std::to_string(number) + '/' + std::to_string(parts); }
  bool operator==(const ArchivePart&) const = default;
};

/// Of "2/4": K from 1 to N, N at most 10,000.
std::optional<ArchivePart> parse_archive_part(std::string_view text);

}  // namespace dateline
