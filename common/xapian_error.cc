// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/xapian_error.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "common/terminal_text.h"
#include "common/unusable_database.h"

namespace dateline {
namespace {

/// What a signal's handler says: it can make no text.
std::string& crash_message() {
  static std::string message;
  return message;
}

extern "C" void tell_crash(int signal) {
  // A copy of the process crashes in its place, for the core dump; this one ends as promised.
  if (const pid_t copy = ::_Fork(); copy == 0) {
    std::signal(signal, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::raise(signal);
    ::_exit(static_cast<int>(ExitCode::kFailed));
  } else if (copy > 0) {
    ::waitpid(copy, nullptr, 0);
  }
  const std::string& message = crash_message();
  // There is nobody to tell of a failure.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message.data(), message.size());
  ::_exit(static_cast<int>(ExitCode::kFailed));
}

}  // namespace

void throw_damaged(const std::string& path, const std::string& why) {
  throw Error("the database " + path + " is damaged: " + why,
              "'indexer --check --db " + path +
                  "' says more; restore it from a copy or index the archive again");
}

void rethrow_xapian_error(const std::string& path) {
  const auto said = [](const Xapian::Error& error) {
    std::string text = error.get_msg();
    if (const char* reason = error.get_error_string()) text.append(" (").append(reason).append(")");
    return text;
  };
  try {
    throw;  // cppcheck-suppress rethrowNoCurrentException  // only handlers call this
  } catch (const Xapian::DatabaseLockError& error) {
    if (error.get_msg().find("already locked") == std::string::npos)
      throw Error("cannot lock the database " + path + ": " + said(error),
                  "may you write there, and has its file system locks?");
    throw Error("the database " + path + " is being written by another indexer",
                "wait for it to finish, then run the command again", ExitCode::kLocked);
  } catch (const Xapian::DatabaseVersionError&) {
    throw Error("the database " + path + " has a format that this version of Xapian does not read",
                "use it on the system that made it, or index the archive again");
  } catch (const Xapian::DatabaseCorruptError& error) {
    throw_damaged(path, said(error));
  } catch (const Xapian::DatabaseOpeningError& error) {
    const char* reason = error.get_error_string();
    throw_unopenable(path, reason == nullptr ? "" : reason);
  } catch (const Xapian::DatabaseModifiedError&) {
    throw ArchiveChanged(
        "the database " + path + " changed again and again while it was being read",
        "run the command again");
  } catch (const Xapian::NetworkError& error) {
    const std::string where = error.get_context().empty() ? path : error.get_context();
    throw PartLost("the database " + where + " does not answer: " + said(error),
                   "does its server run? --partial does without it, --timeout waits longer");
  } catch (const Xapian::Error& error) {
    throw Error("the database " + path + " failed: " + said(error),
                "is the disk full, or the file system read-only?");
  }
}

void end_clearly_where_xapian_gives_up(const std::string& path) {
  static const std::string database = path;
  std::set_terminate([] {
    std::string reason = system_reason();  // all there is while one failure unwinds another
    try {
      if (const auto failure = std::current_exception()) std::rethrow_exception(failure);
    } catch (const Xapian::Error& error) {
      reason = error.get_description();
    } catch (const std::exception& error) {
      reason = error.what();
    } catch (...) {
    }
    std::cerr << "indexer: writing to the database " << terminal_text(database)
              << " failed: " << terminal_text(reason)
              << "\nhint: is the disk full? then make room and run the command again; else "
                 "'indexer --check --db "
              << terminal_text(database) << "' says whether the database is damaged\n";
    std::_Exit(static_cast<int>(ExitCode::kFailed));
  });
}

CrashNotice::CrashNotice(const std::string& path) : failures_(std::uncaught_exceptions()) {
  const std::string shown = terminal_text(path);
  crash_message() =
      "indexer: the program crashed while it changed the database " + shown +
      "\nhint: the database is damaged, or the indexer has a fault: 'indexer --check --db " +
      shown +
      "' says whether it is damaged; then restore it from a copy or index the archive again, else "
      "report the fault\n";
  // Of its own, for a block that names itself as its child ends in an overflow of the stack.
  static std::array<char, std::size_t{1} << 16> stack;
  const stack_t handlers{stack.data(), 0, stack.size()};
  ::sigaltstack(&handlers, nullptr);
  for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) {
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_DFL) continue;
    struct sigaction ours {};
    ours.sa_handler = tell_crash;
    ours.sa_flags = SA_ONSTACK;
    ::sigaction(signal, &ours, nullptr);
    signals_.push_back(signal);
  }
}

CrashNotice::~CrashNotice() {
  if (std::uncaught_exceptions() > failures_) return;
  for (const int signal : signals_) std::signal(signal, SIG_DFL);
}

}  // namespace dateline
