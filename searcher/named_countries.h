// SPDX-License-Identifier: GPL-2.0-or-later
//
// The countries that words of a question name, so that articles about them can go first.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "searcher/index.h"

namespace dateline {

/// The codes of the countries that words in a row name, by name or adjective ("North Korea",
/// "German"), each once; of names that begin alike the longest. What has fewer than four letters
/// must stand out in capitals: "US" is a country, "us" is not.
std::vector<std::string> named_countries(const Index& index, std::span<const std::string> words);

}  // namespace dateline
