// SPDX-License-Identifier: GPL-2.0-or-later
//
// Names of news outlets, as they open an article: "EghtesadOnline: ...", "Tehran Times: ...".
#pragma once

#include <string_view>

namespace dateline {

/// Whether a name before a colon is surely an outlet's, and not a topic or a speaker ("Syria:
/// ..."): one to four words, written in one with inner capitals, ending in a word such as "Times",
/// or known.
bool is_outlet_name(std::string_view name);

}  // namespace dateline
