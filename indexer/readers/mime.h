// SPDX-License-Identifier: GPL-2.0-or-later
//
// What of MIME (RFC 2045 to 2047, 2231) reading mail needs: headers, parts, encodings.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

/// A message or one of its parts, headers unfolded; names in lower case.
struct MimePart {
  std::vector<std::pair<std::string, std::string>> headers;
  std::string_view body;

  /// Empty where there is none.
  std::string_view header(std::string_view name) const;
};

/// Splits at the first blank line. The views point into `text`.
MimePart parse_part(std::string_view text);

/// "Content-Type: text/plain; charset=utf-8": the parameter of that name, without quotes; one that
/// is cut in pieces or encoded ("filename*0*=utf-8''...") as it is meant. Empty where there is
/// none.
std::string parameter_of(std::string_view value, std::string_view name);

/// The parts between boundaries.
std::vector<std::string_view> split_multipart(std::string_view body, std::string_view boundary);

/// Quoted-printable and base64 undone, as `encoding` says.
std::string decode_transfer(std::string_view body, std::string_view encoding);

/// A header with its encoded words ("=?utf-8?Q?Erdo=C4=9Fan?=") in UTF-8.
std::string decode_words(std::string_view header);

}  // namespace dateline
