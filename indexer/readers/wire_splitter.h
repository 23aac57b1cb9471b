// SPDX-License-Identifier: GPL-2.0-or-later
//
// Messages of the wires of old, which control characters mark: SOH starts the header, STX the
// text, ETX ends it, EOT ends the message. IPTC 7901 and ANPA 1312 share this frame.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "indexer/article_reader.h"

namespace dateline {

struct WireMessage {
  std::string header;  ///< between SOH and STX
  std::string text;    ///< between STX and ETX
  std::string footer;  ///< between ETX and EOT
  std::uint64_t line = 0;
  std::size_t repaired = 0;  ///< pieces that were not UTF-8
  bool too_large = false;
};

class WireSplitter {
 public:
  WireSplitter(ByteSource& bytes, std::size_t limit) : bytes_(bytes), limit_(limit) {}
  std::optional<WireMessage> next();

 private:
  std::optional<char> get();

  ByteSource& bytes_;
  std::size_t limit_;
  std::string block_;
  std::size_t used_ = 0;
  std::uint64_t line_ = 1;
  bool at_header_ = false;  ///< SOH was read already
};

}  // namespace dateline
