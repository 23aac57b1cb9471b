// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/encoding.h"

#include <iconv.h>

#include <array>
#include <cerrno>

#include "indexer/readers/clean_text.h"

namespace dateline {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::string canonical_name(std::string_view encoding) {
  std::string name = ascii_lower(trim(encoding));
  if (name == "iso-8859-1" || name == "latin1" || name == "latin-1" || name == "iso8859-1" ||
      name == "us-ascii" || name == "ascii" || name == "windows-1252" || name == "cp1252")
    return "WINDOWS-1252";
  if (name == "gb2312" || name == "gbk" || name == "x-gbk") return "GB18030";
  if (name == "unicode" || name == "utf16" || name == "utf-16") return "UTF-16LE";
  return name;
}

}  // namespace

std::unique_ptr<Utf8Converter> Utf8Converter::make(std::string_view encoding) {
  // iconv takes options after "//", which are no part of a name.
  const std::string name = canonical_name(encoding);
  if (name.empty() || name.find('/') != std::string::npos) return nullptr;
  iconv_t state = iconv_open("UTF-8", name.c_str());
  // POSIX: (iconv_t)-1 is failure.
  if (state == reinterpret_cast<iconv_t>(-1)) return nullptr;  // NOLINT(performance-no-int-to-ptr)
  return std::unique_ptr<Utf8Converter>(new Utf8Converter(state));
}

Utf8Converter::~Utf8Converter() {
  iconv_close(state_);
}

void Utf8Converter::convert(std::string_view piece, bool last, std::string& out) {
  pending_ += piece;
  char* from = pending_.data();
  std::size_t left = pending_.size();
  while (left > 0) {
    std::array<char, 1 << 15> buffer{};
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t result = iconv(state_, &from, &left, &to, &room);
    const int error = errno;
    out.append(buffer.data(), buffer.size() - room);
    if (result != static_cast<std::size_t>(-1) || error == E2BIG) continue;
    if (error == EINVAL && !last) break;
    out += kReplacement;
    ++from;
    --left;
  }
  pending_.erase(0, pending_.size() - left);
}

std::string to_utf8(std::string text, std::string_view encoding) {
  const std::string name = ascii_lower(trim(encoding));
  if (name.empty() || name == "utf-8" || name == "utf8") return text;
  const auto converter = Utf8Converter::make(encoding);
  if (!converter) return text;
  std::string converted;
  converted.reserve(text.size() + text.size() / 4);
  converter->convert(text, true, converted);
  return converted;
}

std::string_view encoding_of_mark(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.substr(0, 4) == "\xFF\xFE\0\0"sv) return "UTF-32LE";
  if (head.substr(0, 4) == "\0\0\xFE\xFF"sv) return "UTF-32BE";
  if (head.substr(0, 2) == "\xFF\xFE") return "UTF-16LE";
  if (head.substr(0, 2) == "\xFE\xFF") return "UTF-16BE";
  if (head.substr(0, 3) == "\xEF\xBB\xBF") return "UTF-8";
  return {};
}

}  // namespace dateline
