// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/terminal_text.h"

#include <cstddef>
#include <cstdint>

namespace dateline {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr char32_t kInvalid = 0xFFFFFFFF;

/// Decodes the character at `at` and moves past it; kInvalid (one byte passed) for bad UTF-8.
char32_t take_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(at);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length == 0 || at + length > text.size()) {
    ++at;
    return kInvalid;
  }
  char32_t c = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) {
      ++at;
      return kInvalid;
    }
    c = c << 6 | (byte(at + i) & 0x3FU);
  }
  const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
    ++at;
    return kInvalid;
  }
  at += length;
  return c;
}

bool is_unsafe(char32_t c) {
  return c == kInvalid || (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0x061C ||
         c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string terminal_text(std::string_view text, bool keep_newlines) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = take_character(text, at);
    if (c == '\n' || c == '\r')
      safe += keep_newlines && c == '\n' ? '\n' : ' ';
    else if (is_unsafe(c))
      safe += kReplacement;
    else
      safe += text.substr(start, at - start);
  }
  return safe;
}

std::string escaped_text(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = take_character(text, at);
    if (c == '\t') {
      safe += "\\t";
    } else if (c == '\n') {
      safe += "\\n";
    } else if (c == '\r') {
      safe += "\\r";
    } else if (c == '\\') {
      safe += "\\\\";
    } else if (is_unsafe(c)) {
      for (const char byte : text.substr(start, at - start)) {
        safe += "\\x";
        safe += kDigits[(static_cast<unsigned char>(byte) >> 4) & 0xFU];
        safe += kDigits[static_cast<unsigned char>(byte) & 0xFU];
      }
    } else {
      safe += text.substr(start, at - start);
    }
  }
  return safe;
}

std::string terminal_json(std::string_view json) {
  std::string safe;
  safe.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t start = at;
    if (static_cast<unsigned char>(json[at]) < 0x7F) {
      safe += json[at++];
      continue;
    }
    const char32_t c = take_character(json, at);
    if (c == kInvalid) {
      safe += kReplacement;
      continue;
    }
    if (!is_unsafe(c)) {
      safe += json.substr(start, at - start);
      continue;
    }
    constexpr std::string_view kDigits = "0123456789abcdef";
    safe += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) safe += kDigits[(c >> shift) & 0xFU];
  }
  return safe;
}

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

}  // namespace dateline
