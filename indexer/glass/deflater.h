// SPDX-License-Identifier: GPL-2.0-or-later
//
// Deflates tags as Xapian's tables hold them: a raw stream (RFC 1951), where it is shorter than the
// tag itself.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

class Deflater {
 public:
  Deflater();
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  /// Valid until the next call; nothing where the tag is better left as it is.
  std::optional<std::string_view> deflate(std::string_view tag);

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  std::string out_;
};

}  // namespace dateline
