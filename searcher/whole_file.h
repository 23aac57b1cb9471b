// SPDX-License-Identifier: GPL-2.0-or-later
//
// Small files that are read and written as a whole.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// Its bytes; nothing where it cannot be read.
std::optional<std::string> read_whole_file(const std::filesystem::path& path);

/// A file's bytes in memory, page by page as they are read.
struct MappedFile {
  std::shared_ptr<const void> owner;  ///< keeps `bytes` alive
  std::string_view bytes;
};

/// Nothing where it cannot be read, or is empty.
std::optional<MappedFile> map_whole_file(const std::filesystem::path& path);

/// In one step, so that nobody reads half a file; makes the folders above it. False, with errno,
/// where that cannot be done.
bool write_whole_file(const std::filesystem::path& path, const std::string& content);

}  // namespace dateline
