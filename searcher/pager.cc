// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/pager.h"

#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): the POSIX parts
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <sstream>

namespace dateline {
namespace {

/// In the child: becomes the pager, or shows what comes as it is where there is
/// no such program.
[[noreturn]] void become(const std::vector<std::string>& command) {
  if (std::getenv("LESS") == nullptr) ::setenv("LESS", "FRX", 1);
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(STDIN_FILENO, buffer, sizeof buffer)) > 0;)
    if (::write(STDOUT_FILENO, buffer, static_cast<std::size_t>(got)) != got) break;
  ::_exit(0);
}

}  // namespace

std::vector<std::string> pager_command() {
  const char* command = std::getenv("DATELINE_PAGER");
  if (command == nullptr) command = std::getenv("PAGER");
  std::istringstream text(command == nullptr ? "less" : command);
  std::vector<std::string> words;
  for (std::string word; text >> word;) words.push_back(word);
  if (words.size() == 1 && words[0] == "cat") words.clear();
  return words;
}

Pager::Pager(bool wanted) {
  const std::vector<std::string> command = pager_command();
  int ends[2];
  if (!wanted || command.empty() || ::pipe2(ends, O_CLOEXEC) != 0) return;
  child_ = ::fork();
  if (child_ == 0) {
    ::dup2(ends[0], STDIN_FILENO);
    ::close(ends[1]);  // or the end of what comes would never be seen
    become(command);
  }
  if (child_ > 0) {
    // The user may leave before all is written; the rest is then written to
    // nobody.
    ::signal(SIGPIPE, SIG_IGN);
    ::dup2(ends[1], STDOUT_FILENO);
  }
  ::close(ends[0]);
  ::close(ends[1]);
}

Pager::~Pager() {
  if (child_ <= 0) return;
  std::cout.flush();
  ::close(STDOUT_FILENO);
  while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace dateline
