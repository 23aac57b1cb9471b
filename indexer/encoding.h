// SPDX-License-Identifier: GPL-2.0-or-later
//
// Other encodings into UTF-8, through iconv. What an encoding does not allow becomes U+FFFD.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace dateline {

/// Converts bytes that arrive in pieces; a character may be cut between two of them.
class Utf8Converter {
 public:
  /// Nothing where the encoding is unknown. Labels of Latin-1 and ASCII mean Windows-1252, as
  /// browsers read them.
  static std::unique_ptr<Utf8Converter> make(std::string_view encoding);
  Utf8Converter(const Utf8Converter&) = delete;
  Utf8Converter& operator=(const Utf8Converter&) = delete;
  ~Utf8Converter();

  /// Appends the UTF-8 of `piece` to `out`; `last`: nothing follows.
  void convert(std::string_view piece, bool last, std::string& out);

 private:
  explicit Utf8Converter(void* state) : state_(state) {}
  void* state_;
  std::string pending_;  ///< the cut character
};

/// The whole text; unchanged where the encoding is empty, UTF-8 or unknown.
std::string to_utf8(std::string text, std::string_view encoding);

/// "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" or "UTF-8", by a byte order mark; else empty.
std::string_view encoding_of_mark(std::string_view head);

}  // namespace dateline
