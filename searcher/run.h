// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace dateline {

/// The searcher: parses the command line, answers, and returns the exit code. Throws Error.
int run_searcher(int argc, const char* const* argv);

}  // namespace dateline
