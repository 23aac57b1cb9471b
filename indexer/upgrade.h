// SPDX-License-Identifier: GPL-2.0-or-later
//
// --upgrade: builds an archive of an older schema anew from the articles that it stores, without
// the files that they came from, beside the old one, and puts it in the old one's place when it is
// whole. Ids, corrections, what counts as a copy, the part, the files that were read and the
// archive's identity stay; persons and countries are found anew.
#pragma once

#include <atomic>
#include <cstdint>

#include "indexer/options.h"
#include "indexer/reporter.h"

namespace dateline {

struct UpgradeResult {
  std::uint32_t from = 0;      ///< the schema that the archive had
  std::uint64_t articles = 0;  ///< built anew; 0 where the schema was today's already
  bool done = false;           ///< false where `stop` came before the end: nothing has changed
};

/// Throws Error where there is no archive, or one of a schema that is too old or too new.
UpgradeResult upgrade_archive(const IndexerOptions& options, Reporter& reporter,
                              const std::atomic<bool>& stop);

}  // namespace dateline
