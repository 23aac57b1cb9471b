// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "common/utf8.h"

namespace dateline::test {

/// 0 to `most`.
inline std::size_t up_to(std::mt19937& random, std::size_t most) {
  return random() % (most + 1);
}

inline std::uint32_t random_u32(std::mt19937& random) {
  return static_cast<std::uint32_t>(random());
}

inline std::string random_bytes(std::mt19937& random, std::size_t most) {
  std::string bytes(up_to(random, most), '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  return bytes;
}

/// Valid UTF-8 of all lengths of sequences, half of it ASCII; control characters among it.
inline std::string random_text(std::mt19937& random, std::size_t most) {
  std::string text;
  for (std::size_t left = up_to(random, most); left > 0; --left) {
    constexpr unsigned kBits[] = {7, 7, 7, 11, 16, 20};
    append_utf8(text, static_cast<std::uint32_t>(random() >> (32 - kBits[random() % 6])));
  }
  return text;
}

template <typename Values>
const auto& one_of(std::mt19937& random, const Values& values) {
  return values[random() % std::size(values)];
}

}  // namespace dateline::test
