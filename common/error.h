// SPDX-License-Identifier: GPL-2.0-or-later
//
// The one exception of both programs. Expected outcomes (a bad record, a query that does not
// parse) are values; an Error is what the user must act on before the program can go on.
// Only main() catches it, prints "program: message" and "hint: ...", and exits with its code.
#pragma once

#include <cerrno>
#include <exception>
#include <string>
#include <system_error>
#include <utility>

namespace dateline {

/// Exit codes that both programs share; each program's own are in its options.
enum class ExitCode : int {
  kUsage = 2,
  kFailed = 3,   ///< disk full, or a database missing, unreadable or too new
  kPartial = 4,  ///< a part of the archive did not answer
  kLocked = 75,  ///< another indexer holds the database
};

class Error : public std::exception {
 public:
  /// `message` says what is wrong and where, `hint` (may be empty) what would cure it.
  explicit Error(std::string message, std::string hint = {}, ExitCode code = ExitCode::kFailed)
      : message_(std::move(message)), hint_(std::move(hint)), code_(code) {}

  const std::string& message() const { return message_; }
  const std::string& hint() const { return hint_; }
  ExitCode code() const { return code_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string message_;
  std::string hint_;
  ExitCode code_;
};

/// What the system says of its call that failed last.
inline std::string system_reason() {
  return std::generic_category().message(errno);
}

}  // namespace dateline
