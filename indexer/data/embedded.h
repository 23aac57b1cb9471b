// SPDX-License-Identifier: GPL-2.0-or-later
//
// The data files of this folder, part of the program itself: it needs no path at run time.
// To embed another file: a line in embedded.S, one here, one in embedded.cc, and its name in
// the list of data in indexer/CMakeLists.txt.
#pragma once

#include <string_view>

namespace dateline {

/// The gazetteer of countries (indexer/entities/country_table.h).
std::string_view embedded_countries();

/// The name tagger's model (indexer/ner/name_model.h), aligned to 64 bytes.
std::string_view embedded_name_model();

/// The known persons (persons.tsv).
std::string_view embedded_persons();

/// Country names and demonyms that stand in titles (title_places.tsv).
std::string_view embedded_title_places();

}  // namespace dateline
