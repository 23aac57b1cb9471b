// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/default_database.h"

#include "common/error.h"
#include "common/user_folder.h"

namespace dateline {

std::string default_database() {
  if (std::string named = environment("DATELINE_DB"); !named.empty()) return named;
  const std::string data = user_folder("XDG_DATA_HOME", ".local/share");
  if (data.empty())
    throw Error("no database is named, and there is no home folder to look in",
                "name it with --db PATH or DATELINE_DB", ExitCode::kUsage);
  return data + "/dateline/archive";
}

}  // namespace dateline
