// SPDX-License-Identifier: GPL-2.0-or-later
//
// Where bytes come from: a file, standard input, a string. Compressed files and other encodings
// are layers upon these (indexer/decoded_source.h).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/article_reader.h"

namespace dateline {

/// What names standard input on the command line.
inline constexpr std::string_view kStandardInput = "-";

/// A file, or standard input for "-". Throws Error where it cannot be opened or is a folder.
std::unique_ptr<ByteSource> open_bytes(const std::string& path);

/// The bytes of a string.
std::unique_ptr<ByteSource> bytes_of(std::string content);

/// The first bytes, at most `size`, which `bytes` will still deliver as if nobody had looked.
std::string peek(std::unique_ptr<ByteSource>& bytes, std::size_t size);

/// All that is left; nothing where that is more than `limit` bytes.
std::optional<std::string> read_all(ByteSource& bytes, std::size_t limit);

}  // namespace dateline
