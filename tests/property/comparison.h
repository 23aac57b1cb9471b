// SPDX-License-Identifier: GPL-2.0-or-later
//
// Archives against the reference: the same random queries must give equal sets of articles and
// equal counts of every facet, whichever way they are asked. DATELINE_QUERIES=10000 asks so many of
// each archive; DATELINE_SEED=7 asks others.
#pragma once

#include <string>
#include <vector>

#include "searcher/archive_parts.h"
#include "tests/property/reference_archive.h"

namespace dateline::test {

ReferenceArchive read_reference(const std::vector<std::string>& files);

/// `database` and each of `others` hold the articles of the reference. The database is asked with
/// the matcher and in memory, which agree in every hit; the others, which may have parts on
/// servers, for what matches, totals, facets, timelines and first pages. Of queries that cost so
/// many times the usual, as many fewer are asked.
void compare_queries(ReferenceArchive& reference, const std::string& database,
                     const std::vector<ArchiveAddress>& others, unsigned seed, int cost = 1);

}  // namespace dateline::test
