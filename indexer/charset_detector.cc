// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/charset_detector.h"

#include <unicode/ucsdet.h>

#include <algorithm>

#include "common/utf8.h"
#include "indexer/encoding.h"

namespace dateline {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;
constexpr int kClear =
    15;  // of 100: ICU is seldom sure of short texts, and seldom wrong above this

/// How many characters beyond ASCII are UTF-8, and how many pieces are not.
struct Utf8Count {
  std::size_t good = 0;
  std::size_t bad = 0;
};

/// How many bytes at the end may be a character that is cut.
std::size_t cut_at_end(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte < 0x80) return 0;
    if (byte >= 0xC0) return utf8_length_at(text, text.size() - back) == 0 ? back : 0;
  }
  return 0;
}

/// `last`: a character that is cut at the end is a bad one.
Utf8Count count_utf8(std::string_view text, bool last) {
  constexpr std::size_t kLongest = 4;
  Utf8Count count;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length_at(text, at);
    if (length == 0 && !last && text.size() - at < kLongest && at + cut_at_end(text) == text.size())
      break;
    if (length == 0) ++count.bad;
    if (length > 1) ++count.good;
    at += std::max(length, std::size_t{1});
  }
  return count;
}

class DetectedSource final : public ByteSource {
 public:
  DetectedSource(std::unique_ptr<ByteSource> bytes, std::shared_ptr<std::string> found)
      : bytes_(std::move(bytes)), found_(std::move(found)), block_(kBlock, '\0') {}

  std::size_t read(char* buffer, std::size_t size) override {
    while (used_ == text_.size() && !finished_) read_block();
    const std::size_t count = text_.copy(buffer, size, used_);
    used_ += count;
    return count;
  }

 private:
  void read_block() {
    const std::size_t count = bytes_->read(block_.data() + cut_, block_.size() - cut_);
    std::string_view piece(block_.data(), cut_ + count);
    finished_ = count == 0;
    text_.clear();
    used_ = 0;
    if (!converter_ && !is_utf8_) judge(piece);
    if (converter_) {
      converter_->convert(piece, finished_, text_);
      cut_ = 0;
      return;
    }
    cut_ = is_utf8_ || finished_ ? 0 : cut_at_end(piece);
    text_ = piece.substr(0, piece.size() - cut_);
    std::copy_n(piece.end() - static_cast<std::ptrdiff_t>(cut_), cut_, block_.begin());
  }

  void judge(std::string_view piece) {
    const Utf8Count count = count_utf8(piece, finished_);
    is_utf8_ = count.good > 0 && count.good >= count.bad;
    if (is_utf8_ || count.bad == 0) return;
    *found_ = detect_encoding(piece);
    converter_ = Utf8Converter::make(*found_);
  }

  std::unique_ptr<ByteSource> bytes_;
  std::shared_ptr<std::string> found_;
  std::string block_;
  std::size_t cut_ = 0;  ///< bytes at its front: a character whose end was not yet read
  std::string text_;
  std::size_t used_ = 0;
  std::unique_ptr<Utf8Converter> converter_;
  bool is_utf8_ = false;
  bool finished_ = false;
};

}  // namespace

std::string detect_encoding(std::string_view text) {
  constexpr std::size_t kEnough = std::size_t{1} << 16;
  constexpr const char* kFallback = "windows-1252";
  text = text.substr(0, kEnough);
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error),
                                                                            &ucsdet_close);
  if (U_FAILURE(error)) return kFallback;
  ucsdet_enableInputFilter(detector.get(), true);  // tags are no text
  ucsdet_setText(detector.get(), text.data(), static_cast<std::int32_t>(text.size()), &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || match == nullptr) return kFallback;
  const int confidence = ucsdet_getConfidence(match, &error);
  const char* name = ucsdet_getName(match, &error);
  if (U_FAILURE(error) || name == nullptr || confidence < kClear) return kFallback;
  std::string found = name;
  const bool is_ebcdic = found.starts_with("IBM42");
  if (found == "UTF-8" || is_ebcdic || !Utf8Converter::make(found)) return kFallback;
  return found;
}

std::string_view encoding_of_nulls(std::string_view head) {
  if (head.size() < 8) return {};
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < head.size(); ++i)
    if (head[i] == '\0') ++(i % 2 == 0 ? even : odd);
  const std::size_t half = head.size() / 2;
  if (odd > half * 6 / 10 && even <= half / 20) return "UTF-16LE";
  if (even > half * 6 / 10 && odd <= half / 20) return "UTF-16BE";
  return {};
}

std::unique_ptr<ByteSource> detected(std::unique_ptr<ByteSource> bytes,
                                     std::shared_ptr<std::string> found) {
  return std::make_unique<DetectedSource>(std::move(bytes), std::move(found));
}

}  // namespace dateline
