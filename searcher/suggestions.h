// SPDX-License-Identifier: GPL-2.0-or-later
//
// What is offered for a word or a name that the archive does not hold: the nearest that it does,
// nearest first, then commonest. Offered, never taken.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/schema.h"
#include "searcher/index.h"
#include "searcher/results.h"

namespace dateline {

/// For a folded word.
std::vector<Suggestion> nearby_words(const Index& index, const std::string& word);

/// Persons for the folded words of a name.
std::vector<Suggestion> nearby_persons(const Index& index, const std::vector<std::string>& words);

/// The names that articles write of such persons.
std::vector<Suggestion> nearby_forms(const Index& index, const std::vector<std::string>& words,
                                     const std::string& folded);

/// How many articles name the person, in whatever form.
std::uint64_t articles_of(const Index& index, std::uint32_t person);

/// Countries by their English names; the articles are those of the field ("country" or "about").
std::vector<Suggestion> nearby_countries(const Index& index, const Field& field,
                                         const std::string& folded);

/// Sources or languages, near by letters or by a word they share.
std::vector<Suggestion> nearby_names(const Index& index, const Field& field, Dictionary kind,
                                     const std::string& folded);

/// "Sergei Lavrov (15), Sergei Ivanov (2)"
std::string listed(const std::vector<Suggestion>& suggestions);

}  // namespace dateline
