// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mime.h"

#include <algorithm>

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
  const std::string lower = ascii_lower(value);
  const std::string key = std::string(name) + '=';
  for (std::size_t at = 0; (at = lower.find(key, at)) != std::string::npos; at += key.size()) {
    if (at > 0 && lower[at - 1] != ' ' && lower[at - 1] != ';' && lower[at - 1] != '\t') continue;
    const std::string_view rest = value.substr(at + key.size());
    if (rest.substr(0, 1) == "\"") return std::string(rest.substr(1, rest.find('"', 1) - 1));
    return std::string(rest.substr(0, rest.find_first_of("; \t")));
  }
  return {};
}

std::vector<std::string_view> split_multipart(std::string_view body, std::string_view boundary) {
  std::vector<std::string_view> parts;
  if (boundary.empty()) return parts;
  const std::string mark = "--" + std::string(boundary);
  std::size_t start = std::string_view::npos;
  for (std::size_t at = 0; (at = body.find(mark, at)) != std::string_view::npos;
       at += mark.size()) {
    if (at > 0 && body[at - 1] != '\n') continue;
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
  while (!header.empty()) {
    const std::size_t start = header.find("=?");
    const std::size_t charset_end =
        start == std::string_view::npos ? start : header.find('?', start + 2);
    const std::size_t end = charset_end == std::string_view::npos || charset_end + 3 > header.size()
                                ? std::string_view::npos
                                : header.find("?=", charset_end + 3);
    if (end == std::string_view::npos) break;
    const std::string_view before = header.substr(0, start);
    // Blanks between two encoded words belong to neither.
    if (out.empty() || !trim(before).empty()) out += before;
    const std::string_view charset = header.substr(start + 2, charset_end - start - 2);
    const std::string_view text = header.substr(charset_end + 3, end - charset_end - 3);
    const bool base64 = header[charset_end + 1] == 'B' || header[charset_end + 1] == 'b';
    out += to_utf8(base64 ? decode_base64(text) : decode_quoted(text, true), charset);
    header.remove_prefix(end + 2);
  }
  return out + std::string(header);
}

}  // namespace dateline
