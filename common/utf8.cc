// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/utf8.h"

#include <cstring>

namespace dateline {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Utf8Piece {
  std::size_t length = 1;  ///< bytes of the sequence, or of the maximal ill-formed piece
  bool valid = false;
};

/// Table 3-7 of the Unicode standard: the second byte's range depends on the first.
Utf8Piece piece_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {1, true};
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const std::size_t length = lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= text.size() || byte(at + i) < low || byte(at + i) > high) return {i, false};
    low = 0x80;
    high = 0xBF;
  }
  return {length, true};
}

/// First byte at or after `at` that is not ASCII; most text is, so eight bytes are looked at once.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

std::size_t first_invalid(std::string_view text, std::size_t at) {
  while ((at = skip_ascii(text, at)) < text.size()) {
    const Utf8Piece piece = piece_at(text, at);
    if (!piece.valid) break;
    at += piece.length;
  }
  return at;
}

}  // namespace

std::size_t repair_utf8(std::string& text) {
  std::size_t bad = first_invalid(text, 0);
  if (bad == text.size()) return 0;
  std::string repaired;
  repaired.reserve(text.size() + text.size() / 8);
  std::size_t count = 0;
  std::size_t done = 0;
  while (bad < text.size()) {
    repaired.append(text, done, bad - done).append(kReplacement);
    done = bad + piece_at(text, bad).length;
    bad = first_invalid(text, done);
    ++count;
  }
  repaired.append(text, done);
  text = std::move(repaired);
  return count;
}

void append_utf8(std::string& out, std::uint32_t code_point) {
  const auto put = [&out](std::uint32_t value) { out += static_cast<char>(value); };
  const auto tail = [&put](std::uint32_t value) { put(0x80U | (value & 0x3FU)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0U | code_point >> 6U);
    tail(code_point);
  } else if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) {
    out += kReplacement;
  } else if (code_point < 0x10000) {
    put(0xE0U | code_point >> 12U);
    tail(code_point >> 6U);
    tail(code_point);
  } else {
    put(0xF0U | code_point >> 18U);
    tail(code_point >> 12U);
    tail(code_point >> 6U);
    tail(code_point);
  }
}

std::size_t utf8_length_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const Utf8Piece piece = piece_at(text, at);
  return piece.valid ? piece.length : 0;
}

}  // namespace dateline
