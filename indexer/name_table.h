// SPDX-License-Identifier: GPL-2.0-or-later
//
// Keeps beside the archive's names, but for those of persons (name_pages.h), their hashes in one
// value each kind (schema.h, keys::name_hashes): a searcher of several archives tells by them which
// names they share, without reading the names.
#pragma once

#include <xapian.h>

namespace dateline {

/// Gives the archive a stamp (keys::kStamp) that no state of any archive had.
void renew_stamp(Xapian::WritableDatabase& database);

/// Takes in the names that have come since, and renews the stamp; the caller commits.
void update_name_hashes(Xapian::WritableDatabase& database);

}  // namespace dateline
