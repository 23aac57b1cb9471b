// SPDX-License-Identifier: GPL-2.0-or-later
//
// One name for an outlet that is written in many ways: "bbc.co.uk", "BBC News - World" and
// "http://feeds.bbci.co.uk" are the BBC. The indexer, filters and corrections name sources by it.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// The outlet's name, by a table of well-known outlets and their hosts; what it does not hold keeps
/// its name without the section of a feed and the day of a dateline ("Reuters on Friday"). A host
/// is written in lower case, without "www.". Empty for what names no outlet, such as "Hosted" or
/// "RSS". Of a name that it gives it gives the same.
std::string outlet_name(std::string_view written);

/// Whether the table holds it, by one of its names or hosts.
bool is_known_outlet(std::string_view written);

}  // namespace dateline
