// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/default_database.h"

#include <cstdlib>

#include "common/error.h"

namespace dateline {

std::string default_database() {
  const auto variable = [](const char* name) -> std::string {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
  };
  if (std::string named = variable("DATELINE_DB"); !named.empty()) return named;
  std::string data = variable("XDG_DATA_HOME");
  if (data.empty()) {
    const std::string home = variable("HOME");
    if (home.empty())
      throw Error("no database is named, and there is no home folder to look in",
                  "name it with --db PATH or DATELINE_DB", ExitCode::kUsage);
    data = home + "/.local/share";
  }
  return data + "/dateline/archive";
}

}  // namespace dateline
