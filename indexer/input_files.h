// SPDX-License-Identifier: GPL-2.0-or-later
//
// The files that the user's paths stand for: a file for itself, a folder for all files below it, in
// the order of their names so that every run reads the same archive alike. What lies in a folder
// and cannot be read (pipes, broken links, a folder without permission) is listed as well, so that
// it is told of when its turn comes.
//
// A file is known by its absolute path. Links stand in it as they were named, so that a link which
// is set anew from day to day is one folder; only ".." leads to where the system finds it. The
// working folder is what the shell calls it ($PWD), where that is true.
#pragma once

#include <string>
#include <vector>

namespace dateline {

/// Hidden files and folders are left out, links to folders are not followed. Throws Error for a
/// path that does not exist.
/// Paths are made normal ("./a//b" is "a/b"); a file that is named twice, in whatever way, is
/// listed once. What lies below a named folder and matches a glob of `exclude` is left out.
std::vector<std::string> list_input_files(const std::vector<std::string>& paths,
                                          const std::vector<std::string>& exclude = {});

/// What a file ("-": standard input) lists, with `separator` between. Throws Error where it cannot
/// be read.
std::vector<std::string> read_list(const std::string& list, char separator);

/// The files that listed paths stand for. What is not there is listed all the same: that it cannot
/// be read is told when its turn comes.
std::vector<std::string> list_listed_files(const std::vector<std::string>& paths,
                                           const std::vector<std::string>& exclude = {});

/// Whether a glob matches `below`, the path of a file below a named folder, or a folder in it. A
/// glob without a slash is for the name alone, at any depth; one with a slash for the whole path
/// below the named folder, where "*" and "?" stop at slashes and "**" does not.
bool is_excluded(const std::string& below, const std::vector<std::string>& globs);

/// Whether there is nothing of that name, not even a broken link. False where that cannot be told.
bool is_gone(const std::string& path);

/// "a/b" for "./a//b/"; absolute where ".." leads through a link. The working folder must be the
/// one that the path was named in.
std::string normal_path(const std::string& path);

std::string working_folder();
/// Of standard input, that same "-".
std::string absolute_path(const std::string& path, const std::string& folder = working_folder());

}  // namespace dateline
