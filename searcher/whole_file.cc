// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/whole_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

namespace dateline {
namespace fs = std::filesystem;

std::optional<std::string> read_whole_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return std::nullopt;
  std::string content(static_cast<std::size_t>(file.tellg()), '\0');
  file.seekg(0).read(content.data(), static_cast<std::streamsize>(content.size()));
  if (!file) return std::nullopt;
  return content;
}

std::optional<MappedFile> map_whole_file(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  struct stat about {};
  void* bytes = MAP_FAILED;
  std::size_t size = 0;
  if (::fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
    size = static_cast<std::size_t>(about.st_size);
    bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  }
  ::close(file);
  if (bytes == MAP_FAILED) return std::nullopt;
  return MappedFile{{bytes, [size](const void* all) { ::munmap(const_cast<void*>(all), size); }},
                    {static_cast<const char*>(bytes), size}};
}

bool write_whole_file(const fs::path& path, const std::string& content) {
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  if (failed) {
    errno = failed.value();
    return false;
  }
  const fs::path making = path.string() + '.' + std::to_string(::getpid());
  std::ofstream file(making, std::ios::binary);
  file << content;
  file.close();
  if (file) {
    fs::rename(making, path, failed);
    if (!failed) return true;
    errno = failed.value();
  }
  const int reason = errno;
  fs::remove(making, failed);
  errno = reason;
  return false;
}

}  // namespace dateline
