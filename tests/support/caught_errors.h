// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <iostream>
#include <sstream>
#include <string>

namespace dateline::test {

/// Standard error, caught for a while.
class CaughtErrors {
 public:
  CaughtErrors() : before_(std::cerr.rdbuf(text_.rdbuf())) {}
  ~CaughtErrors() { std::cerr.rdbuf(before_); }
  CaughtErrors(const CaughtErrors&) = delete;
  CaughtErrors& operator=(const CaughtErrors&) = delete;
  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::streambuf* before_;
};

}  // namespace dateline::test
