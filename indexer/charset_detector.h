// SPDX-License-Identifier: GPL-2.0-or-later
//
// Tells the encoding of text that names none, or a wrong one, by its bytes and ICU's detector.
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

/// ISO 2022 by the escape sequence that first leaves ASCII; empty where there is none.
std::string_view encoding_of_escapes(std::string_view text);

/// Bytes as UTF-8. As long as they are ASCII they pass; the first that are not show whether all is
/// UTF-8 (with some damage perhaps), which no declaration can deny, or what is `declared`, if they
/// are that, or else what the content tells. `found` is set to the encoding where it is another
/// than the declared one.
std::unique_ptr<ByteSource> detected(std::unique_ptr<ByteSource> bytes,
                                     std::shared_ptr<std::string> found, std::string declared = {});

/// The same for a whole text; a byte order mark goes before all.
std::string in_utf8(std::string text, std::string_view declared);

}  // namespace dateline
