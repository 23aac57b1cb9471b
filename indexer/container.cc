// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/container.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>  // NOLINT(modernize-deprecated-headers): the POSIX parts

#include <vector>

#include "common/error.h"
#include "indexer/decoded_source.h"

namespace dateline {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;

/// libarchive's handle upon a ByteSource.
class ArchiveHandle {
 public:
  explicit ArchiveHandle(std::unique_ptr<ByteSource> bytes)
      : bytes_(std::move(bytes)), block_(kBlock), archive_(archive_read_new()) {
    if (archive_ == nullptr) throw Error("cannot start unpacking");
  }
  ArchiveHandle(const ArchiveHandle&) = delete;
  ArchiveHandle& operator=(const ArchiveHandle&) = delete;
  ~ArchiveHandle() { archive_read_free(archive_); }

  archive* get() const { return archive_; }

  void open() {
    check(archive_read_open(archive_, this, nullptr, &ArchiveHandle::on_read, nullptr));
  }
  /// Throws for what libarchive says is fatal; the failure of our source first.
  void check(la_ssize_t result) {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    if (result >= ARCHIVE_WARN) return;
    const char* why = archive_error_string(archive_);
    throw Error(std::string("damaged packed data: ") + (why == nullptr ? "no reason given" : why));
  }

  std::size_t read(char* buffer, std::size_t size) {
    const la_ssize_t count = archive_read_data(archive_, buffer, size);
    check(count);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
  }

 private:
  // An exception must not pass through libarchive's frames, which are C.
  static la_ssize_t on_read(archive* /*archive*/, void* self, const void** buffer) {
    auto& handle = *static_cast<ArchiveHandle*>(self);
    try {
      *buffer = handle.block_.data();
      return static_cast<la_ssize_t>(
          handle.bytes_->read(handle.block_.data(), handle.block_.size()));
    } catch (...) {
      handle.failure_ = std::current_exception();
      return ARCHIVE_FATAL;
    }
  }

  std::unique_ptr<ByteSource> bytes_;
  std::vector<char> block_;
  archive* archive_;
  std::exception_ptr failure_;
};

/// bzip2 or xz.
class FilteredSource final : public ByteSource {
 public:
  explicit FilteredSource(std::unique_ptr<ByteSource> bytes) : archive_(std::move(bytes)) {
    archive_read_support_filter_bzip2(archive_.get());
    archive_read_support_filter_xz(archive_.get());
    archive_read_support_format_raw(archive_.get());
    archive_.open();
    archive_entry* entry = nullptr;
    archive_.check(archive_read_next_header(archive_.get(), &entry));
  }
  std::size_t read(char* buffer, std::size_t size) override { return archive_.read(buffer, size); }

 private:
  ArchiveHandle archive_;
};

/// Holds what comes out of a layer to the limit.
class LimitedSource final : public ByteSource {
 public:
  LimitedSource(std::unique_ptr<ByteSource> bytes, std::shared_ptr<const UnpackingLimit> limit)
      : bytes_(std::move(bytes)), limit_(std::move(limit)) {}
  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t count = bytes_->read(buffer, size);
    limit_->check(done_ += count);
    return count;
  }

 private:
  std::unique_ptr<ByteSource> bytes_;
  std::shared_ptr<const UnpackingLimit> limit_;
  std::uint64_t done_ = 0;
};

/// In the locale "C", libarchive loses every name that a zip marks as UTF-8 and that is not ASCII.
class Utf8Locale {
 public:
  Utf8Locale() : before_(uselocale(locale())) {}
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;
  ~Utf8Locale() { uselocale(before_); }

 private:
  /// The thread's own where the system has no other, which loses names but no article.
  static locale_t locale() {
    static const locale_t made = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return made == nullptr ? uselocale(nullptr) : made;
  }
  locale_t before_;
};

bool is_hidden(std::string_view name) {
  return name.starts_with('.') || name.find("/.") != std::string_view::npos ||
         name.starts_with("__MACOSX/");
}

}  // namespace

void UnpackingLimit::check(std::uint64_t unpacked) const {
  // Text packs 3 to 20 times smaller, the dullest of logs 100 times.
  constexpr std::uint64_t kHarmless = std::uint64_t{128} << 20;
  constexpr std::uint64_t kHighestRatio = 250;
  if (unpacked > kHarmless && unpacked / kHighestRatio > meter_->bytes())
    throw Rejection(RejectReason::bomb,
                    "it unpacks to more than " + std::to_string(kHighestRatio) + " times its size");
}

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> bytes,
                                     const std::shared_ptr<const UnpackingLimit>& limit,
                                     std::shared_ptr<std::string> note) {
  using namespace std::string_view_literals;
  const std::string head = peek(bytes, 6);
  if (head.starts_with("BZh") || head == "\xFD\x37zXZ\0"sv)
    bytes = std::make_unique<FilteredSource>(std::move(bytes));
  else if (is_compressed(head))
    bytes = decompressed(std::move(bytes), std::move(note));
  else
    return bytes;
  return std::make_unique<LimitedSource>(std::move(bytes), limit);
}

bool is_container(std::string_view head) {
  using namespace std::string_view_literals;
  constexpr std::size_t kTarMagic = 257;
  constexpr std::size_t kZipName = 30;
  return (head.size() > kZipName && head.starts_with("PK\3\4"sv)) ||
         (head.size() >= kContainerHead && head.substr(kTarMagic, 5) == "ustar");
}

bool leads_out(std::string_view name) {
  return name.starts_with('/') || name.starts_with("../") || name == ".." ||
         name.find("/../") != std::string_view::npos || name.ends_with("/..") ||
         name.find('\\') != std::string_view::npos;
}

struct Container::State {
  State(std::unique_ptr<ByteSource> bytes, std::shared_ptr<const UnpackingLimit> limit_given)
      : archive(std::move(bytes)), limit(std::move(limit_given)) {}
  ArchiveHandle archive;
  std::shared_ptr<const UnpackingLimit> limit;
  std::uint64_t unpacked = 0;  ///< by all members
  std::uint64_t members = 0;   ///< so far
};

Container::Container(std::unique_ptr<ByteSource> bytes, std::shared_ptr<const UnpackingLimit> limit)
    : state_(std::make_shared<State>(std::move(bytes), std::move(limit))) {
  archive* handle = state_->archive.get();
  archive_read_support_format_zip_streamable(handle);
  archive_read_support_format_tar(handle);
  state_->archive.open();
}
Container::~Container() = default;

std::optional<std::string> Container::next() {
  const Utf8Locale locale;
  while (true) {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(state_->archive.get(), &entry);
    if (result == ARCHIVE_EOF) return std::nullopt;
    state_->archive.check(result);
    const char* written = archive_entry_pathname(entry);
    if (written == nullptr) written = archive_entry_pathname_utf8(entry);
    ++state_->members;
    // What is marked as UTF-8 and is none has no name here.
    std::string name = written == nullptr ? "?" + std::to_string(state_->members) : written;
    if (name.starts_with("./")) name.erase(0, 2);
    const bool file = archive_entry_filetype(entry) == AE_IFREG &&
                      archive_entry_hardlink(entry) == nullptr && !name.ends_with('/');
    if (file && (leads_out(name) || !is_hidden(name))) return name;
  }
}

std::unique_ptr<ByteSource> Container::open() {
  class MemberSource final : public ByteSource {
   public:
    explicit MemberSource(std::shared_ptr<State> state) : state_(std::move(state)) {}
    std::size_t read(char* buffer, std::size_t size) override {
      const std::size_t count = state_->archive.read(buffer, size);
      state_->limit->check(state_->unpacked += count);
      return count;
    }

   private:
    std::shared_ptr<State> state_;
  };
  return std::make_unique<MemberSource>(state_);
}

}  // namespace dateline
