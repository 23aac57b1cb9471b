// SPDX-License-Identifier: GPL-2.0-or-later
//
// Writes into the archive which of its names are one person (common/identity_map.h), from all
// names that it holds and the user's corrections. The result depends on what the archive holds,
// never on the order in which it came.
#pragma once

#include <xapian.h>

namespace dateline {

/// Computes the table anew and puts it into `database`; the caller commits.
void write_identities(Xapian::WritableDatabase& database);

}  // namespace dateline
