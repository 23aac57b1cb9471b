// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/encoding.h"

#include <iconv.h>

#include <array>
#include <cerrno>

#include "indexer/readers/clean_text.h"

namespace dateline {
namespace {

/// What a label means where it is not what iconv takes it for, by the Encoding Standard of
/// browsers.
struct Label {
  std::string_view meaning;
  std::string_view labels;  ///< space separated
};
constexpr std::array<Label, 9> kLabels{{
    {"WINDOWS-1252",
     " iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 us-ascii ascii cp1252 x-cp1252 "},
    {"GB18030", " gb2312 gb_2312-80 gbk x-gbk cp936 "},
    {"CP932", " shift_jis shift-jis sjis x-sjis ms_kanji windows-31j "},
    {"CP949", " euc-kr euckr korean ks_c_5601-1987 ks_c_5601 ksc5601 windows-949 "},
    {"BIG5-HKSCS", " big5 big-5 x-x-big5 cn-big5 "},
    {"WINDOWS-1251", " x-cp1251 cp-1251 win-1251 win1251 "},
    {"WINDOWS-1254", " iso-8859-9 iso8859-9 iso_8859-9 latin5 "},
    {"MACINTOSH", " x-mac-roman mac "},
    {"UTF-16LE", " utf-16 utf16 unicode "},
}};

std::string canonical_name(std::string_view encoding) {
  std::string name = ascii_lower(trim(encoding));
  if (name.find(' ') != std::string::npos) return name;
  const std::string word = ' ' + name + ' ';
  for (const Label& label : kLabels)
    if (label.labels.find(word) != std::string_view::npos) return std::string(label.meaning);
  return name;
}

}  // namespace

std::unique_ptr<Utf8Converter> Utf8Converter::make(std::string_view encoding) {
  // iconv takes options after "//", which are no part of a name.
  const std::string name = canonical_name(encoding);
  if (name.empty() || name.find('/') != std::string::npos) return nullptr;
  iconv_t state = iconv_open("UTF-8", name.c_str());
  // POSIX: (iconv_t)-1 is failure.
  if (state == reinterpret_cast<iconv_t>(-1)) return nullptr;  // NOLINT(performance-no-int-to-ptr)
  return std::unique_ptr<Utf8Converter>(new Utf8Converter(state));
}

Utf8Converter::~Utf8Converter() {
  iconv_close(state_);
}

void Utf8Converter::convert(std::string_view piece, bool last, std::string& out) {
  pending_ += piece;
  char* from = pending_.data();
  std::size_t left = pending_.size();
  while (left > 0) {
    std::array<char, 1 << 15> buffer{};
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t result = iconv(state_, &from, &left, &to, &room);
    const int error = errno;
    out.append(buffer.data(), buffer.size() - room);
    if (result != static_cast<std::size_t>(-1) || error == E2BIG) continue;
    if (error == EINVAL && !last) break;
    out += '\xFF';
    ++from;
    --left;
  }
  pending_.erase(0, pending_.size() - left);
}

std::string to_utf8(std::string text, std::string_view encoding) {
  const std::string name = ascii_lower(trim(encoding));
  if (name.empty() || name == "utf-8" || name == "utf8") return text;
  const auto converter = Utf8Converter::make(encoding);
  if (!converter) return text;
  std::string converted;
  converted.reserve(text.size() + text.size() / 4);
  converter->convert(text, true, converted);
  return converted;
}

bool is_seven_bit(std::string_view encoding) {
  const std::string name = ascii_lower(trim(encoding));
  return name.starts_with("iso-2022-") || name.starts_with("csiso2022") || name.starts_with("hz") ||
         name.starts_with("utf-7") || name == "utf7";
}

std::string_view encoding_of_mark(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.substr(0, 4) == "\xFF\xFE\0\0"sv) return "UTF-32LE";
  if (head.substr(0, 4) == "\0\0\xFE\xFF"sv) return "UTF-32BE";
  if (head.substr(0, 2) == "\xFF\xFE") return "UTF-16LE";
  if (head.substr(0, 2) == "\xFE\xFF") return "UTF-16BE";
  if (head.substr(0, 3) == "\xEF\xBB\xBF") return "UTF-8";
  return {};
}

}  // namespace dateline
