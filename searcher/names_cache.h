// SPDX-License-Identifier: GPL-2.0-or-later
//
// The united names of several archives (united_names.h), kept in a file of tables (cache_file.h):
// to unite them takes every name of every part.
//
// Format of what it holds: the number of parts; for each part its persons and, for each kind, its
// names; for each kind the homes of the names (part and number: a size of twice as many); the
// persons; the added names, filled up with NULs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searcher/archive_parts.h"
#include "searcher/united_names.h"
#include "searcher/whole_file.h"

namespace dateline {

/// Those that were kept for these parts, if they had these stamps.
std::optional<UnitedNames> kept_names(const std::vector<Part>& parts, const std::string& stamps);

void keep_names(const std::vector<Part>& parts, const std::string& stamps,
                const UnitedNames& names);

std::string pack_names(const UnitedNames& names, const std::string& stamps);
/// Nothing for bytes that are no such file, or one of other stamps. `file.bytes` begin where a
/// number may.
std::optional<UnitedNames> unpack_names(const MappedFile& file, const std::string& stamps);

}  // namespace dateline
