// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/main_error.h"
#include "searcher/run.h"

int main(int argc, char** argv) {
  return dateline::run_and_report("searcher", [&] { return dateline::run_searcher(argc, argv); });
}
