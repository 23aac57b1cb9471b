// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/main_error.h"
#include "indexer/run.h"

int main(int argc, char** argv) {
  return dateline::run_and_report("indexer", [&] { return dateline::run_indexer(argc, argv); });
}
