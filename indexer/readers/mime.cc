// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mime.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/encoding.h"
#include "indexer/readers/clean_text.h"

namespace dateline {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// In headers "_" is a space; a line that ends with "=" goes on.
std::string decode_quoted(std::string_view text, bool in_header) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '=' && at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 &&
        hex_digit(text[at + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
      at += 2;
    } else if (c == '=' && at + 1 < text.size() && (text[at + 1] == '\n' || text[at + 1] == '\r')) {
      at += text[at + 1] == '\r' && at + 2 < text.size() && text[at + 2] == '\n' ? 2 : 1;
    } else {
      out += in_header && c == '_' ? ' ' : c;
    }
  }
  return out;
}

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

std::string decode_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const int digit = base64_digit(c);
    if (digit < 0) continue;
    bits = (bits << 6U | static_cast<unsigned>(digit)) & 0xFFFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return out;
}

/// The parameter as it stands, without quotes.
std::optional<std::string_view> written_parameter(std::string_view value, std::string_view name) {
  const std::string lower = ascii_lower(value);
  const std::string key = std::string(name) + '=';
  for (std::size_t at = 0; (at = lower.find(key, at)) != std::string::npos; at += key.size()) {
    if (at > 0 && lower[at - 1] != ' ' && lower[at - 1] != ';' && lower[at - 1] != '\t') continue;
    const std::string_view rest = value.substr(at + key.size());
    if (rest.substr(0, 1) == "\"") return rest.substr(1, rest.find('"', 1) - 1);
    return rest.substr(0, rest.find_first_of("; \t"));
  }
  return std::nullopt;
}

/// "utf-8'en'%c4%9f": charset, language and bytes, as RFC 2231 has them.
std::string decode_extended(std::string_view text) {
  const std::size_t charset_end = text.find('\'');
  const std::size_t start =
      charset_end == std::string_view::npos ? charset_end : text.find('\'', charset_end + 1);
  if (start == std::string_view::npos) return std::string(text);
  std::string bytes;
  for (std::size_t at = start + 1; at < text.size(); ++at) {
    const bool coded = text[at] == '%' && at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 &&
                       hex_digit(text[at + 2]) >= 0;
    bytes += coded ? static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]))
                   : text[at];
    if (coded) at += 2;
  }
  return to_utf8(std::move(bytes), text.substr(0, charset_end));
}

/// "=?charset*language?B?text?=" in a header.
struct EncodedWord {
  std::size_t start = 0;
  std::size_t end = 0;
  std::string charset;
  std::string_view text;
  bool base64 = false;
};

/// The first of them.
std::optional<EncodedWord> find_word(std::string_view header) {
  const std::size_t start = header.find("=?");
  if (start == std::string_view::npos) return std::nullopt;
  const std::size_t charset_end = header.find('?', start + 2);
  if (charset_end == std::string_view::npos || charset_end + 3 > header.size()) return std::nullopt;
  const std::size_t end = header.find("?=", charset_end + 3);
  if (end == std::string_view::npos) return std::nullopt;
  std::string charset = ascii_lower(header.substr(start + 2, charset_end - start - 2));
  charset.resize(std::min(charset.find('*'), charset.size()));
  return EncodedWord{start, end + 2, std::move(charset),
                     header.substr(charset_end + 3, end - charset_end - 3),
                     header[charset_end + 1] == 'B' || header[charset_end + 1] == 'b'};
}

/// Whether the line that starts at `at` is a boundary: nothing but white space may follow it.
bool is_boundary(std::string_view body, std::size_t at, std::string_view mark) {
  if (at > 0 && body[at - 1] != '\n') return false;
  std::string_view rest = body.substr(at + mark.size());
  rest = rest.substr(0, rest.find('\n'));
  if (rest.substr(0, 2) == "--") rest.remove_prefix(2);
  return trim(rest).empty();
}

}  // namespace

std::string_view MimePart::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

MimePart parse_part(std::string_view text) {
  MimePart part;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) break;
    const bool folded = line[0] == ' ' || line[0] == '\t';
    if (folded && !part.headers.empty()) {
      part.headers.back().second += ' ' + std::string(trim(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    part.headers.emplace_back(ascii_lower(trim(line.substr(0, colon))),
                              std::string(trim(line.substr(colon + 1))));
  }
  part.body = text;
  return part;
}

std::string parameter_of(std::string_view value, std::string_view name) {
  if (const auto plain = written_parameter(value, name)) return std::string(*plain);
  const std::string key = std::string(name) + '*';
  if (const auto extended = written_parameter(value, key)) return decode_extended(*extended);
  std::string joined;
  bool extended = false;
  for (int number = 0;; ++number) {
    const std::string piece = key + std::to_string(number);
    auto text = written_parameter(value, piece);
    if (!text && (text = written_parameter(value, piece + '*'))) extended = true;
    if (!text) return extended ? decode_extended(joined) : joined;
    joined += *text;
  }
}

std::vector<std::string_view> split_multipart(std::string_view body, std::string_view boundary) {
  std::vector<std::string_view> parts;
  if (boundary.empty()) return parts;
  const std::string mark = "--" + std::string(boundary);
  std::size_t start = std::string_view::npos;
  for (std::size_t at = 0; (at = body.find(mark, at)) != std::string_view::npos;
       at += mark.size()) {
    if (!is_boundary(body, at, mark)) continue;
    if (start != std::string_view::npos) parts.push_back(body.substr(start, at - start));
    const std::size_t end = body.find('\n', at);
    if (body.substr(at + mark.size(), 2) == "--" || end == std::string_view::npos) return parts;
    start = end + 1;
  }
  if (start != std::string_view::npos) parts.push_back(body.substr(start));
  return parts;
}

std::string decode_transfer(std::string_view body, std::string_view encoding) {
  const std::string name = ascii_lower(trim(encoding));
  if (name == "quoted-printable") return decode_quoted(body, false);
  if (name == "base64") return decode_base64(body);
  return std::string(body);
}

std::string decode_words(std::string_view header) {
  std::string out;
  std::string bytes;  // of the encoded words at hand: a character may be cut between two of them
  std::string charset;
  const auto flush = [&] { out += to_utf8(std::exchange(bytes, {}), charset); };
  while (const auto word = find_word(header)) {
    const std::string_view before = header.substr(0, word->start);
    const bool joined = !bytes.empty() && trim(before).empty();
    if (!joined || charset != word->charset) flush();
    // Blanks between two encoded words belong to neither.
    if (!joined) out += before;
    charset = word->charset;
    bytes += word->base64 ? decode_base64(word->text) : decode_quoted(word->text, true);
    header.remove_prefix(word->end);
  }
  flush();
  return out + std::string(header);
}

}  // namespace dateline
