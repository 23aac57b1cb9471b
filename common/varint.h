// SPDX-License-Identifier: GPL-2.0-or-later
//
// Variable-length integers (LEB128: seven bits a byte, low bits first), as all our records use.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

inline void put_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

/// Takes a number off the front of `in`; nothing where it is cut short or over 64 bits.
inline std::optional<std::uint64_t> take_varint(std::string_view& in) {
  std::uint64_t value = 0;
  for (unsigned shift = 0, i = 0; i < in.size() && shift < 64; ++i, shift += 7) {
    const auto byte = static_cast<unsigned char>(in[i]);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) {
      if (shift == 63 && byte > 1) return std::nullopt;
      in.remove_prefix(i + 1);
      return value;
    }
  }
  return std::nullopt;
}

inline void put_text(std::string& out, std::string_view text) {
  put_varint(out, text.size());
  out.append(text);
}

/// Takes a text with its length before it off the front of `in`.
inline std::optional<std::string_view> take_text(std::string_view& in) {
  std::string_view rest = in;
  const auto size = take_varint(rest);
  if (!size || *size > rest.size()) return std::nullopt;
  const std::string_view text = rest.substr(0, *size);
  rest.remove_prefix(*size);
  in = rest;
  return text;
}

}  // namespace dateline
