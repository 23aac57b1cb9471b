// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include "common/common_words.h"

namespace dateline::test {

/// The hash of the n-th of many made-up words, every second of which is a common one, spread over
/// the list of them.
inline std::uint32_t nth_hash(std::uint32_t n) {
  return n % 2 == 0 || n >= kCommonWords ? n * 2654435761U + 17
                                         : hash_of_common_word(n * 1237 % kCommonWords);
}

}  // namespace dateline::test
