// SPDX-License-Identifier: GPL-2.0-or-later
//
// The value of keys::name_hashes (schema.h): by ordinal the hash of each name, eight little-endian
// bytes; kNoName where there is none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

inline constexpr std::uint64_t kNoName = 0;

std::string pack_name_hashes(const std::vector<std::uint64_t>& hashes);

/// Bytes after the last whole hash are left out.
std::vector<std::uint64_t> unpack_name_hashes(std::string_view bytes);

}  // namespace dateline
