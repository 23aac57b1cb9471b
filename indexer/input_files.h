// SPDX-License-Identifier: GPL-2.0-or-later
//
// The files that the user's paths stand for: a file for itself, a folder for all regular files
// below it, in the order of their names so that every run reads the same archive alike.
#pragma once

#include <string>
#include <vector>

namespace dateline {

/// Hidden files and folders are left out, links to folders are not followed. Throws Error for a
/// path that does not exist or a folder that cannot be read.
std::vector<std::string> list_input_files(const std::vector<std::string>& paths);

}  // namespace dateline
