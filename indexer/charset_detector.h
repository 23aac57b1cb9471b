// SPDX-License-Identifier: GPL-2.0-or-later
//
// Tells the encoding of text that does not name its own, by ICU's detector.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "indexer/article_reader.h"

namespace dateline {

/// The encoding of a text that is not UTF-8, by iconv's name; Windows-1252 where it is not clear.
std::string detect_encoding(std::string_view text);

/// UTF-16 without a byte order mark: "UTF-16LE", "UTF-16BE", or empty.
std::string_view encoding_of_nulls(std::string_view head);

/// Bytes as UTF-8. As long as they are UTF-8 (ASCII too) they pass; at the first that are not, the
/// encoding of the rest is told by its content, unless other characters have shown that it is
/// UTF-8 with some damage. `found` is set to the encoding once it is known to be another.
std::unique_ptr<ByteSource> detected(std::unique_ptr<ByteSource> bytes,
                                     std::shared_ptr<std::string> found);

}  // namespace dateline
