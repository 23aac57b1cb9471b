// SPDX-License-Identifier: GPL-2.0-or-later
//
// The articles of files that moved: their ids and all by which they are found stay, the path that
// they show and the file that they belong to become the new ones.
#pragma once

#include <xapian.h>

#include <vector>

#include "indexer/input_record.h"

namespace dateline {

/// Changes the articles and the records of these files; the caller commits.
void move_articles(const std::vector<MovedFile>& files, Xapian::WritableDatabase& database);

}  // namespace dateline
