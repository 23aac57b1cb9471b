// SPDX-License-Identifier: GPL-2.0-or-later
//
// Preloaded into a program, lets the Nth call that changes files fail, and all after it.
//
//   FAIL_AT   N; 0 for never
//   FAIL_HOW  kill (the process dies of SIGKILL before the call), ENOSPC, EIO, EROFS, EACCES (the
//             call fails), short (a write writes half of what it was given)
//   FAIL_LOG  a file that the number of calls is written to when the program ends
//
// Writes to the standard streams do not count.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

std::atomic<long> calls = 0;

template <typename Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

const char* how() {
  static const char* const word = std::getenv("FAIL_HOW");
  return word == nullptr ? "" : word;
}

/// Whether this call is to fail; errno is set then.
bool fails() {
  static const char* const at = std::getenv("FAIL_AT");
  static const long first = at == nullptr ? 0 : std::atol(at);
  const long number = ++calls;
  if (first == 0 || number < first) return false;
  if (std::strcmp(how(), "kill") == 0) ::kill(::getpid(), SIGKILL);
  if (std::strcmp(how(), "short") == 0) return false;
  errno = std::strcmp(how(), "EIO") == 0      ? EIO
          : std::strcmp(how(), "EROFS") == 0  ? EROFS
          : std::strcmp(how(), "EACCES") == 0 ? EACCES
                                              : ENOSPC;
  return true;
}

std::size_t shortened(std::size_t size) {
  return std::strcmp(how(), "short") == 0 && size > 1 ? (size + 1) / 2 : size;
}

bool changes(int flags) {
  return (flags & (O_CREAT | O_TRUNC)) != 0;
}

struct Report {
  ~Report() {
    const char* const path = std::getenv("FAIL_LOG");
    if (path == nullptr) return;
    if (std::FILE* const out = std::fopen(path, "w")) {
      std::fprintf(out, "%ld\n", calls.load());
      std::fclose(out);
    }
  }
} report;

}  // namespace

extern "C" {

ssize_t write(int file, const void* data, std::size_t size) {
  static const auto real = next<decltype(&write)>("write");
  if (file <= 2) return real(file, data, size);
  return fails() ? -1 : real(file, data, shortened(size));
}
ssize_t pwrite(int file, const void* data, std::size_t size, off_t at) {
  static const auto real = next<decltype(&pwrite)>("pwrite");
  return fails() ? -1 : real(file, data, shortened(size), at);
}
ssize_t pwrite64(int file, const void* data, std::size_t size, off64_t at) {
  static const auto real = next<decltype(&pwrite64)>("pwrite64");
  return fails() ? -1 : real(file, data, shortened(size), at);
}
int open(const char* path, int flags, ...) {
  static const auto real = next<int (*)(const char*, int, ...)>("open");
  std::va_list rest;
  va_start(rest, flags);
  const auto mode = va_arg(rest, mode_t);
  va_end(rest);
  return changes(flags) && fails() ? -1 : real(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  static const auto real = next<int (*)(const char*, int, ...)>("open64");
  std::va_list rest;
  va_start(rest, flags);
  const auto mode = va_arg(rest, mode_t);
  va_end(rest);
  return changes(flags) && fails() ? -1 : real(path, flags, mode);
}
int mkdir(const char* path, mode_t mode) {
  static const auto real = next<decltype(&mkdir)>("mkdir");
  return fails() ? -1 : real(path, mode);
}
int rename(const char* from, const char* to) {
  static const auto real = next<decltype(&rename)>("rename");
  return fails() ? -1 : real(from, to);
}
int renameat2(int from_folder, const char* from, int to_folder, const char* to,
              unsigned flags) noexcept {
  static const auto real = next<int (*)(int, const char*, int, const char*, unsigned)>("renameat2");
  return fails() ? -1 : real(from_folder, from, to_folder, to, flags);
}
int unlink(const char* path) noexcept {
  static const auto real = next<int (*)(const char*)>("unlink");
  return fails() ? -1 : real(path);
}
int unlinkat(int folder, const char* path, int flags) noexcept {
  static const auto real = next<int (*)(int, const char*, int)>("unlinkat");
  return fails() ? -1 : real(folder, path, flags);
}
int remove(const char* path) noexcept {
  static const auto real = next<int (*)(const char*)>("remove");
  return fails() ? -1 : real(path);
}
int fsync(int file) {
  static const auto real = next<decltype(&fsync)>("fsync");
  return fails() ? -1 : real(file);
}
int fdatasync(int file) {
  static const auto real = next<decltype(&fdatasync)>("fdatasync");
  return fails() ? -1 : real(file);
}

}  // extern "C"
