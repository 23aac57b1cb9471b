// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace dateline {

/// The indexer: parses the command line, works, and returns the exit code. Throws Error.
int run_indexer(int argc, const char* const* argv);

}  // namespace dateline
