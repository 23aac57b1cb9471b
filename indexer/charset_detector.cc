// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/charset_detector.h"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <optional>

#include "common/utf8.h"
#include "indexer/encoding.h"
#include "indexer/readers/clean_text.h"

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

/// How many bytes at the end may be a character or an escape sequence that is cut.
std::size_t cut_at_end(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte == 0x1B) return back;
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

/// Of a declaration. Text that was UTF-16 and is UTF-8 by now still declares what it was.
bool is_utf_name(std::string_view encoding) {
  return encoding.empty() || ascii_lower(encoding.substr(0, 3)) == "utf";
}

/// How many bytes the encoding does not allow; nothing where it is unknown, or UTF of any kind.
std::optional<std::size_t> count_bad(std::string_view text, std::string_view encoding) {
  const auto converter = Utf8Converter::make(encoding);
  if (!converter || is_utf_name(encoding)) return std::nullopt;
  std::string converted;
  converter->convert(text, false, converted);
  return static_cast<std::size_t>(std::count(converted.begin(), converted.end(), '\xFF'));
}

/// What the bytes are, whatever they are said to be: "UTF-8", a name of iconv's, or empty where
/// they are ASCII. `last`: nothing follows.
std::string judge(std::string_view text, std::string_view declared, bool last) {
  constexpr std::size_t kBadOfGood = 50;  // a few bad bytes make no declaration a lie
  const Utf8Count count = count_utf8(text, last);
  if (count.good + count.bad == 0)
    return std::string(is_seven_bit(declared) ? declared : encoding_of_escapes(text));
  // What is meant otherwise hardly ever happens to be UTF-8.
  if (count.good > 0 && count.good >= count.bad) return "UTF-8";
  const auto bad = count_bad(text, declared);
  if (bad && *bad * kBadOfGood <= count.good + count.bad) return std::string(declared);
  std::string found = detect_encoding(text);
  return bad && *bad <= count_bad(text, found).value_or(*bad) ? std::string(declared) : found;
}

class DetectedSource final : public ByteSource {
 public:
  DetectedSource(std::unique_ptr<ByteSource> bytes, std::shared_ptr<std::string> found,
                 std::string declared)
      : bytes_(std::move(bytes)),
        found_(std::move(found)),
        declared_(std::move(declared)),
        block_(kBlock, '\0') {}

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
    if (!converter_ && !is_utf8_) choose(piece);
    if (converter_) {
      converter_->convert(piece, finished_, text_);
      cut_ = 0;
      return;
    }
    cut_ = is_utf8_ || finished_ ? 0 : cut_at_end(piece);
    text_ = piece.substr(0, piece.size() - cut_);
    std::copy_n(piece.end() - static_cast<std::ptrdiff_t>(cut_), cut_, block_.begin());
  }

  void choose(std::string_view piece) {
    const std::string encoding = judge(piece, declared_, finished_);
    if (encoding.empty()) return;
    is_utf8_ = encoding == "UTF-8";
    if (!is_utf8_) converter_ = Utf8Converter::make(encoding);
    const bool is_told = encoding == declared_ || (is_utf8_ && is_utf_name(declared_));
    if (!is_told) *found_ = encoding;
  }

  std::unique_ptr<ByteSource> bytes_;
  std::shared_ptr<std::string> found_;
  std::string declared_;
  std::string block_;
  std::size_t cut_ = 0;  ///< bytes at its front: a character whose end was not yet read
  std::string text_;
  std::size_t used_ = 0;
  std::unique_ptr<Utf8Converter> converter_;
  bool is_utf8_ = false;
  bool finished_ = false;
};

/// Words of bytes beyond ASCII alone, which no text in Latin letters has.
bool has_foreign_words(std::string_view text) {
  constexpr std::size_t kLongestLatin = 2;
  std::size_t high = 0;
  std::size_t in_words = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (text[end] & 0x80) != 0) ++end;
    high += end - at;
    if (end - at > kLongestLatin) in_words += end - at;
    at = end + 1;
  }
  return in_words * 2 > high;
}

bool is_latin(std::string_view encoding) {
  for (const std::string_view name :
       {"ISO-8859-1", "ISO-8859-2", "ISO-8859-9", "windows-1250", "windows-1252", "windows-1254"})
    if (encoding == name) return true;
  return false;
}

/// ICU takes much for EBCDIC or UTF-16; the latter has zeroes or a mark.
bool is_usable(std::string_view encoding) {
  return !encoding.starts_with("UTF") && !encoding.starts_with("IBM42") &&
         Utf8Converter::make(encoding) != nullptr;
}

}  // namespace

std::string detect_encoding(std::string_view text) {
  constexpr std::size_t kEnough = std::size_t{1} << 16;
  text = text.substr(0, kEnough);
  const bool foreign = has_foreign_words(text);
  const char* const fallback = foreign ? "windows-1251" : "windows-1252";
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error),
                                                                            &ucsdet_close);
  if (U_FAILURE(error)) return fallback;
  ucsdet_enableInputFilter(detector.get(), true);  // tags are no text
  ucsdet_setText(detector.get(), text.data(), static_cast<std::int32_t>(text.size()), &error);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &error);
  if (U_FAILURE(error)) return fallback;
  for (std::int32_t i = 0; i < count; ++i) {  // the surest first
    const int confidence = ucsdet_getConfidence(matches[i], &error);
    const char* name = ucsdet_getName(matches[i], &error);
    if (U_FAILURE(error) || name == nullptr) return fallback;
    if (foreign && (is_latin(name) || !is_usable(name))) continue;
    if (!foreign && confidence < kClear) return fallback;
    return is_usable(name) ? name : fallback;
  }
  return fallback;
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

std::string_view encoding_of_escapes(std::string_view text) {
  for (std::size_t at = 0; (at = text.find('\x1b', at)) != std::string_view::npos; ++at) {
    const std::string_view mark = text.substr(at + 1, 3);
    if (mark == "$)C") return "ISO-2022-KR";
    if (mark == "$)A" || mark == "$)G") return "ISO-2022-CN";
    if (mark.starts_with("$B") || mark.starts_with("$@") || mark.starts_with("$(") ||
        mark.starts_with("(J") || mark.starts_with("(I"))
      return "ISO-2022-JP-3";
  }
  return {};
}

std::unique_ptr<ByteSource> detected(std::unique_ptr<ByteSource> bytes,
                                     std::shared_ptr<std::string> found, std::string declared) {
  return std::make_unique<DetectedSource>(std::move(bytes), std::move(found), std::move(declared));
}

std::string in_utf8(std::string text, std::string_view declared) {
  const std::string_view mark = encoding_of_mark(text);
  const std::string encoding = mark.empty() ? judge(text, declared, true) : std::string(mark);
  return to_utf8(std::move(text), encoding);
}

}  // namespace dateline
