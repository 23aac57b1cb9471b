// SPDX-License-Identifier: GPL-2.0-or-later
//
// Other encodings into UTF-8, through iconv. What an encoding does not allow becomes the byte FF,
// which is in no UTF-8: clean_text() makes it U+FFFD and counts it, for the article it stands in.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace dateline {

/// Converts bytes that arrive in pieces; a character may be cut between two of them.
class Utf8Converter {
 public:
  /// Nothing where the encoding is unknown. Labels mean what browsers take them for: Latin-1 and
  /// ASCII are Windows-1252.
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

/// Whether it is an encoding whose text looks like ASCII, as ISO-2022-JP is: no byte shows it.
bool is_seven_bit(std::string_view encoding);

/// "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" or "UTF-8", by a byte order mark; else empty.
std::string_view encoding_of_mark(std::string_view head);

}  // namespace dateline
