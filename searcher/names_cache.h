// SPDX-License-Identifier: GPL-2.0-or-later
//
// The united names of several archives (united_names.h), kept from one question to the next: to
// unite them takes eight bytes of every name of every part, which may be on other machines.
//
// A file of the user's, $XDG_CACHE_HOME/dateline/names/ (else ~/.cache/...) and a number made of
// the archive's address. It is good while each part has the stamp (schema.h, keys::kStamp) that it
// had. One that is not, is damaged or of another version counts as none. Where no file can be kept,
// names are united for every question; answers are the same.
//
// Format: u32 numbers, little-endian, so that the file is used as it lies in memory. Two of magic;
// two of XXH3 over all that follows; the stamps as a text: its bytes, then these, filled up to a
// whole number; the number of parts; then tables, each its size and its numbers: for each part its
// persons and, for each kind, its names; for each kind the homes of the names (part and number: a
// size of twice as many); the persons.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/archive_parts.h"
#include "searcher/united_names.h"
#include "searcher/whole_file.h"

namespace dateline {

/// The stamps of all parts; "" where one has none, and nothing can be kept.
std::string stamps_of(const std::vector<Part>& parts);

/// Those that were kept for these parts, if they had these stamps.
std::optional<UnitedNames> kept_names(const std::vector<Part>& parts, const std::string& stamps);

void keep_names(const std::vector<Part>& parts, const std::string& stamps,
                const UnitedNames& names);

/// Of all that follows the head of a file.
std::uint64_t names_checksum(std::string_view bytes);

std::string pack_names(const UnitedNames& names, const std::string& stamps);
/// Nothing for bytes that are no such file, or one of other stamps. `file.bytes` begin where a
/// number may.
std::optional<UnitedNames> unpack_names(const MappedFile& file, const std::string& stamps);

}  // namespace dateline
