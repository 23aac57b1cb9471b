// SPDX-License-Identifier: GPL-2.0-or-later
//
// The one place where Xapian's exceptions, which are no std::exception, become our Error.
#pragma once

#include <string>
#include <utility>

namespace dateline {

/// Inside a catch block for Xapian::Error: throws the Error that says what to do about it.
/// `path` is the database that was in use.
[[noreturn]] void rethrow_xapian_error(const std::string& path);

/// Calls `use`, which works on the database at `path`, and translates what Xapian throws.
template <typename Use>
decltype(auto) with_xapian(const std::string& path, Use&& use);

}  // namespace dateline

#include <xapian.h>

template <typename Use>
decltype(auto) dateline::with_xapian(const std::string& path, Use&& use) {
  try {
    return std::forward<Use>(use)();
  } catch (const Xapian::Error&) {
    rethrow_xapian_error(path);
  }
}
