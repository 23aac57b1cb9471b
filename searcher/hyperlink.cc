// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/hyperlink.h"

namespace dateline {
namespace {

/// With all bytes escaped that an address cannot hold.
std::string escaped(std::string_view address) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F && c != '"' && c != '<' && c != '>' && c != '\\')
      out += c;
    else
      out.append("%").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
  }
  return out;
}

}  // namespace

std::string link_target(const Article& article) {
  if (article.url.starts_with("http://") || article.url.starts_with("https://"))
    return escaped(article.url);
  if (article.path.starts_with('/')) return escaped("file://" + article.path);
  return "";
}

std::string link_start(const std::string& target) {
  return "\x1b]8;;" + target + "\x1b\\";
}

}  // namespace dateline
