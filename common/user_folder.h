// SPDX-License-Identifier: GPL-2.0-or-later
//
// Where a user's own files belong (the XDG Base Directory Specification).
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

namespace dateline {

/// "" where it is not set.
inline std::string environment(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? "" : value;
}

/// What `variable` ("XDG_CACHE_HOME") names, else `usual` (".cache") in the home folder; "" where
/// there is no home.
inline std::string user_folder(const char* variable, std::string_view usual) {
  if (std::string named = environment(variable); !named.empty()) return named;
  const std::string home = environment("HOME");
  return home.empty() ? "" : home + '/' + std::string(usual);
}

}  // namespace dateline
