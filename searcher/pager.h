// SPDX-License-Identifier: GPL-2.0-or-later
//
// Standard output through the user's pager: $DATELINE_PAGER, $PAGER, else less.
// Its words are split at spaces and run as they are: no shell sees them, and
// none sees any text of an article.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace dateline {

/// The pager's program and arguments; empty where the user wants none ("" or
/// cat).
std::vector<std::string> pager_command();

/// While it lives, std::cout leads into the pager; its end waits until the user
/// leaves it. Where none can be started, nothing changes.
class Pager {
 public:
  explicit Pager(bool wanted);
  ~Pager();
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;

  bool running() const { return child_ > 0; }

 private:
  pid_t child_ = 0;
};

}  // namespace dateline
