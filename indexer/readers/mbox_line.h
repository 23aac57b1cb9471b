// SPDX-License-Identifier: GPL-2.0-or-later
//
// The lines that part the messages of an mbox (RFC 4155).
#pragma once

#include <string_view>

namespace dateline {

/// "From desk@example.org Mon Feb  1 10:00:00 2016": an address, then a date in the manner of
/// ctime, also with a time zone, without seconds or in the order of mail's own dates. A sentence
/// that opens with "From" is none.
bool is_mbox_separator(std::string_view line);

}  // namespace dateline
