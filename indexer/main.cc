// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/main_error.h"
#include "indexer/run.h"

#ifdef DATELINE_MIMALLOC
#include <mimalloc.h>
#endif

int main(int argc, char** argv) {
#ifdef DATELINE_MIMALLOC
  // Every batch needs again the memory that the one before gave back: kept, it costs half of the
  // page faults.
#if MI_MALLOC_VERSION < 210
  mi_option_disable(mi_option_allow_decommit);
#else
  mi_option_set(mi_option_purge_delay, -1);
#endif
#endif
  return dateline::run_and_report("indexer", [&] { return dateline::run_indexer(argc, argv); });
}
