// SPDX-License-Identifier: GPL-2.0-or-later
//
// How both programs end when something failed.
#pragma once

#include <exception>
#include <iostream>

#include "common/error.h"
#include "common/terminal_text.h"

namespace dateline {

/// Runs `run`, which returns an exit code, and says on standard error what it throws.
template <typename Run>
int run_and_report(const char* program, Run&& run) {
  try {
    return run();
  } catch (const Error& error) {
    std::cerr << program << ": " << terminal_text(error.message(), true) << '\n';
    if (!error.hint().empty()) std::cerr << "hint: " << terminal_text(error.hint(), true) << '\n';
    return static_cast<int>(error.code());
  } catch (const std::exception& error) {
    std::cerr << program << ": " << terminal_text(error.what(), true) << '\n';
    return static_cast<int>(ExitCode::kFailed);
  }
}

}  // namespace dateline
