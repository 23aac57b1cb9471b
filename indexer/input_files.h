// SPDX-License-Identifier: GPL-2.0-or-later
//
// The files that the user's paths stand for: a file for itself, a folder for all files below it, in
// the order of their names so that every run reads the same archive alike. What lies in a folder
// and cannot be read (pipes, broken links, a folder without permission) is listed as well, so that
// it is told of when its turn comes.
#pragma once

#include <string>
#include <vector>

namespace dateline {

/// Hidden files and folders are left out, links to folders are not followed. Throws Error for a
/// path that does not exist.
/// Paths are made normal ("./a//b" is "a/b"); a file that is named twice is listed once.
std::vector<std::string> list_input_files(const std::vector<std::string>& paths);

/// The paths that a file ("-": standard input) lists, with `separator` between them. Throws Error
/// where it cannot be read.
std::vector<std::string> read_path_list(const std::string& list, char separator);

/// The files that listed paths stand for. What is not there is listed all the same: that it cannot
/// be read is told when its turn comes.
std::vector<std::string> list_listed_files(const std::vector<std::string>& paths);

/// "a/b" for "./a//b/".
std::string normal_path(const std::string& path);

}  // namespace dateline
