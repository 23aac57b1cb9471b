// SPDX-License-Identifier: GPL-2.0-or-later
//
// What the fuzz targets share: a check that no build leaves out, and values taken off the input.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/utf8.h"

namespace dateline::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

/// Takes values off the front of the input; noughts and empty texts behind its end.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size)
      : rest_(reinterpret_cast<const char*>(data), size) {}

  bool empty() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  std::uint8_t byte() {
    if (rest_.empty()) return 0;
    const auto value = static_cast<std::uint8_t>(rest_[0]);
    rest_.remove_prefix(1);
    return value;
  }

  /// 0 to `most`.
  std::uint32_t up_to(std::uint32_t most) { return number() % (most + 1); }

  /// Small ones are as likely as large ones.
  std::uint32_t number() {
    std::uint32_t value = 0;
    for (int bytes = byte() % 5; bytes > 0; --bytes) value = value << 8 | byte();
    return value;
  }

  std::string bytes() {
    const std::size_t wanted = number() % 1000;
    const std::size_t size = std::min(wanted, rest_.size());
    std::string text(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return text;
  }

 private:
  std::string_view rest_;
};

/// As the readers give it: valid UTF-8 without NUL.
inline std::string sound_text(std::string_view bytes) {
  std::string text(bytes);
  std::erase(text, '\0');
  repair_utf8(text);
  return text;
}

/// Whether `at` is between characters of `text`.
inline bool is_border(std::string_view text, std::size_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
}

}  // namespace dateline::fuzz
