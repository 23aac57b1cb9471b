// SPDX-License-Identifier: GPL-2.0-or-later
//
// --complete: what shells offer while a command line is typed, one offer a
// line, with a tab and a word of explanation after it. Values of fields come
// from the archive.
#pragma once

#include <ostream>
#include <string>

#include "searcher/index.h"

namespace dateline {

/// What an option takes that is a choice of words ("format", "sort", ...);
/// false for any other.
bool complete_choice(const std::string& option, const std::string& begun, std::ostream& out);

/// The commonest values of person, country, about, source or lang of which a
/// word begins so, as the option takes them; after "=", as values to the letter.
void complete_value(const Index& index, const std::string& field, const std::string& begun,
                    std::ostream& out);

}  // namespace dateline
