// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/decoded_source.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/error.h"
#include "indexer/byte_source.h"
#include "indexer/encoding.h"

namespace dateline {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;

/// A block of input, refilled from the source when it is used up.
class InputBlock {
 public:
  explicit InputBlock(std::unique_ptr<ByteSource> bytes)
      : bytes_(std::move(bytes)), block_(kBlock) {}
  bool empty() const { return used_ == filled_; }
  /// False at the end of the source.
  bool refill() {
    used_ = 0;
    filled_ = bytes_->read(block_.data(), block_.size());
    return filled_ > 0;
  }
  char* data() { return block_.data() + used_; }
  std::size_t size() const { return filled_ - used_; }
  void use(std::size_t count) { used_ += count; }

 private:
  std::unique_ptr<ByteSource> bytes_;
  std::vector<char> block_;
  std::size_t used_ = 0;
  std::size_t filled_ = 0;
};

class GzipSource final : public ByteSource {
 public:
  GzipSource(std::unique_ptr<ByteSource> bytes, std::shared_ptr<std::string> note)
      : input_(std::move(bytes)), note_(std::move(note)) {
    constexpr int kGzipWindow = 15 + 16;
    if (inflateInit2(&stream_, kGzipWindow) != Z_OK) throw Error("cannot unpack gzip");
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(char* buffer, std::size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(buffer);
    stream_.avail_out = static_cast<uInt>(std::min(size, kLargest));
    const uInt wanted = stream_.avail_out;
    while (stream_.avail_out == wanted && !finished_) inflate_some();
    return wanted - stream_.avail_out;
  }

 private:
  static constexpr std::size_t kLargest = std::size_t{1} << 30;

  void inflate_some() {
    if (input_.empty() && !input_.refill()) {
      finished_ = true;
      constexpr uLong kMagic = 2;
      if (inside_member_ && !is_first_ && stream_.total_in < kMagic)
        ignore_rest();
      else if (inside_member_)
        throw Error("gzip data ends in the middle");
      return;
    }
    if (!inside_member_ && *input_.data() == '\0') {
      input_.use(1);
      return;
    }
    inside_member_ = true;
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
    stream_.avail_in = static_cast<uInt>(input_.size());
    const int result = inflate(&stream_, Z_NO_FLUSH);
    input_.use(input_.size() - stream_.avail_in);
    if (result == Z_STREAM_END) {
      inside_member_ = false;
      is_first_ = false;
      inflateReset(&stream_);
    } else if (result == Z_DATA_ERROR && !is_first_ && has_no_header()) {
      ignore_rest();
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      finished_ = true;
      throw Error("damaged gzip data");
    }
  }

  void ignore_rest() {
    finished_ = true;
    if (note_) *note_ = "what follows the gzip data is ignored";
  }
  /// What was taken for another member does not even begin as one.
  bool has_no_header() const {
    constexpr std::string_view kNoHeader = "incorrect header check";
    return stream_.msg != nullptr && stream_.msg == kNoHeader;
  }

  InputBlock input_;
  std::shared_ptr<std::string> note_;
  z_stream stream_{};
  bool is_first_ = true;
  bool inside_member_ = false;
  bool finished_ = false;
};

class ZstdSource final : public ByteSource {
 public:
  explicit ZstdSource(std::unique_ptr<ByteSource> bytes)
      : input_(std::move(bytes)), stream_(ZSTD_createDStream(), ZSTD_freeDStream) {
    if (!stream_) throw Error("cannot unpack zstd");
  }

  std::size_t read(char* buffer, std::size_t size) override {
    ZSTD_outBuffer out{buffer, size, 0};
    while (out.pos == 0 && !finished_) {
      if (input_.empty() && !input_.refill()) {
        finished_ = true;
        if (inside_frame_) throw Error("zstd data ends in the middle");
        break;
      }
      ZSTD_inBuffer in{input_.data(), input_.size(), 0};
      const std::size_t result = ZSTD_decompressStream(stream_.get(), &out, &in);
      input_.use(in.pos);
      if (ZSTD_isError(result) != 0) {
        finished_ = true;
        throw Error(std::string("damaged zstd data: ") + ZSTD_getErrorName(result));
      }
      inside_frame_ = result != 0;
    }
    return out.pos;
  }

 private:
  InputBlock input_;
  std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream_;
  bool inside_frame_ = false;
  bool finished_ = false;
};

class ConvertedSource final : public ByteSource {
 public:
  ConvertedSource(std::unique_ptr<ByteSource> bytes, std::unique_ptr<Utf8Converter> converter)
      : bytes_(std::move(bytes)), converter_(std::move(converter)), block_(kBlock) {}

  std::size_t read(char* buffer, std::size_t size) override {
    while (used_ == text_.size() && !finished_) convert_block();
    const std::size_t count = text_.copy(buffer, size, used_);
    used_ += count;
    return count;
  }

 private:
  void convert_block() {
    const std::size_t count = bytes_->read(block_.data(), block_.size());
    finished_ = count == 0;
    text_.clear();
    used_ = 0;
    converter_->convert({block_.data(), count}, finished_, text_);
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (at_start_ && text_.substr(0, kMark.size()) == kMark) used_ = kMark.size();
    at_start_ = at_start_ && text_.empty();
  }

  std::unique_ptr<ByteSource> bytes_;
  std::unique_ptr<Utf8Converter> converter_;
  std::vector<char> block_;
  std::string text_;
  std::size_t used_ = 0;
  bool at_start_ = true;
  bool finished_ = false;
};

}  // namespace

bool is_compressed(std::string_view head) {
  return head.starts_with("\x1f\x8b\x08") || head.starts_with("\x28\xb5\x2f\xfd");
}

std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> bytes,
                                         std::shared_ptr<std::string> note) {
  const std::string head = peek(bytes, 4);
  if (head.substr(0, 3) == "\x1f\x8b\x08")
    return std::make_unique<GzipSource>(std::move(bytes), std::move(note));
  if (head == "\x28\xb5\x2f\xfd") return std::make_unique<ZstdSource>(std::move(bytes));
  return bytes;
}

std::unique_ptr<ByteSource> converted(std::unique_ptr<ByteSource> bytes,
                                      std::string_view encoding) {
  auto converter = Utf8Converter::make(encoding);
  if (!converter)
    throw Error("unknown encoding: " + std::string(encoding), "iconv -l lists those that are known",
                ExitCode::kUsage);
  return std::make_unique<ConvertedSource>(std::move(bytes), std::move(converter));
}

}  // namespace dateline
