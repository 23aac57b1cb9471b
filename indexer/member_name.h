// SPDX-License-Identifier: GPL-2.0-or-later
//
// Names of files in zips and tars, which come without their encoding.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The name in UTF-8, read in that of CP866, CP437, Windows-1251 and Windows-1252 in which it looks
/// most like words: of one script, without symbols, capitals first. What is UTF-8 stays; UTF-8 with
/// some damage too, which is the reader's to repair and to report.
std::string legible_name(std::string_view raw);

/// A path as a part of ids. One that is no UTF-8 is written with "%91" for such bytes, so that two
/// that look alike are not the same.
std::string path_in_ids(std::string_view raw);

}  // namespace dateline
