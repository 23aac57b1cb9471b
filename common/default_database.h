// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace dateline {

/// Where the archive is when no --db says so: $DATELINE_DB, else
/// $XDG_DATA_HOME/dateline/archive, else ~/.local/share/dateline/archive.
std::string default_database();

}  // namespace dateline
