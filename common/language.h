// SPDX-License-Identifier: GPL-2.0-or-later
//
// Languages as the index tells them apart. The terms of two languages never meet: "die" of German
// articles is another term than that of English ones, and a word of a query is looked up once for
// each language that the index holds.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The language whose stemmer an article's words go through: its own, "en" where it has none said,
/// "und" where there is no stemmer for it; words of all those are terms as they are.
std::string_view stemming_language(std::string_view language);

/// What the terms of a stemming language begin with: nothing for "en", "XWfr:" for "fr".
std::string stem_prefix(std::string_view language);

/// A term without that.
std::string_view without_stem_prefix(std::string_view stem);

}  // namespace dateline
