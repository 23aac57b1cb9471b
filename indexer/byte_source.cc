// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <system_error>

#include "common/error.h"

namespace dateline {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;

Error reading_failed(const std::string& path, int code) {
  return Error("cannot read " + path + ": " + std::generic_category().message(code));
}

/// Before it is opened, for to open a pipe is to wait for its writer. Devices may have no end.
void refuse_special(const std::string& path, Openable openable) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return;  // opening says why
  if (S_ISDIR(status.st_mode))
    throw reading_failed(path, ::access(path.c_str(), R_OK | X_OK) == 0 ? EISDIR : errno);
  if (S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode))
    throw Error("cannot read " + path + ": it is a device");
  if (openable == Openable::files && !S_ISREG(status.st_mode))
    throw Error("cannot read " + path + ": it is not a file but a pipe or socket",
                "name it on the command line to read a pipe");
}

class DescriptorSource final : public ByteSource {
 public:
  DescriptorSource(int descriptor, std::string path, bool owned)
      : descriptor_(descriptor), path_(std::move(path)), owned_(owned) {}
  DescriptorSource(const DescriptorSource&) = delete;
  DescriptorSource& operator=(const DescriptorSource&) = delete;
  ~DescriptorSource() override {
    if (owned_) close(descriptor_);
  }

  std::size_t read(char* buffer, std::size_t size) override {
    while (true) {
      const ssize_t count = ::read(descriptor_, buffer, size);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) throw reading_failed(path_, errno);
    }
  }

 private:
  int descriptor_;
  std::string path_;
  bool owned_;
};

class StringSource final : public ByteSource {
 public:
  explicit StringSource(std::string content) : content_(std::move(content)) {}
  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t count = content_.copy(buffer, size, done_);
    done_ += count;
    return count;
  }

 private:
  std::string content_;
  std::size_t done_ = 0;
};

/// Delivers the bytes that were looked at, then the rest or why there is none.
class PeekedSource final : public ByteSource {
 public:
  PeekedSource(std::string head, std::unique_ptr<ByteSource> rest, std::exception_ptr failure)
      : head_(std::move(head)), rest_(std::move(rest)) {
    failure_.swap(failure);
  }
  std::size_t read(char* buffer, std::size_t size) override {
    if (done_ == head_.size()) {
      if (failure_) std::rethrow_exception(failure_);
      return rest_->read(buffer, size);
    }
    const std::size_t count = head_.copy(buffer, size, done_);
    done_ += count;
    return count;
  }

 private:
  std::string head_;
  std::size_t done_ = 0;
  std::unique_ptr<ByteSource> rest_;
  std::exception_ptr failure_;
};

class MeteredSource final : public ByteSource {
 public:
  MeteredSource(std::unique_ptr<ByteSource> bytes, std::shared_ptr<Meter> meter)
      : bytes_(std::move(bytes)), meter_(std::move(meter)) {}
  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t count = bytes_->read(buffer, size);
    meter_->add({buffer, count});
    return count;
  }

 private:
  std::unique_ptr<ByteSource> bytes_;
  std::shared_ptr<Meter> meter_;
};

}  // namespace

std::unique_ptr<ByteSource> metered(std::unique_ptr<ByteSource> bytes,
                                    std::shared_ptr<Meter> meter) {
  return std::make_unique<MeteredSource>(std::move(bytes), std::move(meter));
}

std::unique_ptr<ByteSource> open_bytes(const std::string& path, Openable openable) {
  if (path == kStandardInput)
    return std::make_unique<DescriptorSource>(STDIN_FILENO, "standard input", false);
  refuse_special(path, openable);
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw reading_failed(path, errno);
  auto source = std::make_unique<DescriptorSource>(descriptor, path, true);
  posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  return source;
}

std::unique_ptr<ByteSource> bytes_of(std::string content) {
  return std::make_unique<StringSource>(std::move(content));
}

std::string peek(std::unique_ptr<ByteSource>& bytes, std::size_t size) {
  std::string head(size, '\0');
  std::size_t filled = 0;
  std::exception_ptr failure;
  try {
    while (filled < size) {
      const std::size_t count = bytes->read(head.data() + filled, size - filled);
      if (count == 0) break;
      filled += count;
    }
  } catch (const Error&) {
    // What is before the damage is good.
    if (filled == 0) throw;
    failure = std::current_exception();
  }
  head.resize(filled);
  bytes = std::make_unique<PeekedSource>(head, std::move(bytes), std::move(failure));
  return head;
}

std::optional<std::string> read_all(ByteSource& bytes, std::size_t limit) {
  std::string content;
  std::size_t filled = 0;
  while (true) {
    if (content.size() - filled < kBlock)
      content.resize(std::max(content.size() * 2, std::size_t{2} * kBlock));
    const std::size_t count = bytes.read(content.data() + filled, content.size() - filled);
    filled += count;
    if (filled > limit) return std::nullopt;
    if (count == 0) break;
  }
  content.resize(filled);
  return content;
}

}  // namespace dateline
