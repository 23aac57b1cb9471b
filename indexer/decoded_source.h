// SPDX-License-Identifier: GPL-2.0-or-later
//
// Layers upon a ByteSource: gzip (also of many members, as WARC has it) and zstd are unpacked,
// other encodings become UTF-8, all in bounded memory.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "indexer/article_reader.h"

namespace dateline {

/// Whether a file begins as gzip or zstd does.
bool is_compressed(std::string_view head);

/// Unpacks gzip and zstd, told by their first bytes; anything else is passed through. Reading
/// throws Error where the packed data is damaged, after all that is before the damage. `note` (may
/// be null) is set where bytes behind gzip data are ignored; zeroes there are padding.
std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> bytes,
                                         std::shared_ptr<std::string> note = nullptr);

/// Converts to UTF-8 and drops the byte order mark. Throws Error for an unknown encoding.
std::unique_ptr<ByteSource> converted(std::unique_ptr<ByteSource> bytes, std::string_view encoding);

}  // namespace dateline
