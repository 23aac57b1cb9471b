// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/member_name.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <limits>

#include "common/utf8.h"
#include "indexer/encoding.h"

namespace dateline {
namespace {

/// How little a text looks like a name.
int count_faults(std::string_view text) {
  constexpr int kNoText = 1000;
  constexpr UChar32 kNumeroSign = 0x2116;
  int faults = 0;
  UChar32 before = 0;
  UScriptCode script_before = USCRIPT_COMMON;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) faults += kNoText;
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &error);
    if (script == USCRIPT_INHERITED || U_FAILURE(error)) script = USCRIPT_COMMON;
    const bool symbol = c >= 0x80 && script == USCRIPT_COMMON && c != kNumeroSign;
    const bool rare =
        script != USCRIPT_COMMON && uscript_getUsage(script) != USCRIPT_USAGE_RECOMMENDED;
    const bool mixed =
        script != USCRIPT_COMMON && script_before != USCRIPT_COMMON && script != script_before;
    faults += 2 * static_cast<int>(symbol) + 2 * static_cast<int>(rare) +
              2 * static_cast<int>(mixed) + static_cast<int>(u_isupper(c) && u_islower(before));
    before = c;
    script_before = script;
  }
  return faults;
}

/// The pieces of a name that are UTF-8 beyond ASCII, and those that are not.
struct Utf8Pieces {
  std::size_t good = 0;
  std::size_t bad = 0;
};
Utf8Pieces count_pieces(std::string_view raw) {
  Utf8Pieces pieces;
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t length = utf8_length_at(raw, at);
    if (length == 0) ++pieces.bad;
    if (length > 1) ++pieces.good;
    at += length == 0 ? 1 : length;
  }
  return pieces;
}

/// The lower-case letters of CP866 that stand apart from the rest spell no word; those that
/// Windows-1251 has below A0 are Serbian and Macedonian, and rare.
int bias(std::string_view encoding, std::string_view raw) {
  const auto holds = [raw](unsigned first, unsigned last) {
    return std::any_of(raw.begin(), raw.end(), [=](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte >= first && byte <= last;
    });
  };
  const bool unlikely = (encoding == "CP866" && !holds(0x80, 0xAF)) ||
                        (encoding == "WINDOWS-1251" && holds(0x80, 0x9F));
  return unlikely ? 1 : 0;
}

}  // namespace

std::string legible_name(std::string_view raw) {
  constexpr std::size_t kGoodOfBad = 2;
  std::string best(raw);
  const Utf8Pieces pieces = count_pieces(raw);
  if (pieces.good + pieces.bad == 0) return best;
  if (pieces.bad > 0 && pieces.good > kGoodOfBad * pieces.bad) return best;
  int fewest = pieces.bad == 0 ? count_faults(raw) : std::numeric_limits<int>::max();
  for (const std::string_view encoding : {"CP866", "CP437", "WINDOWS-1251", "WINDOWS-1252"}) {
    std::string name = to_utf8(std::string(raw), encoding);
    const int faults = count_faults(name) + bias(encoding, raw);
    if (faults >= fewest) continue;
    fewest = faults;
    best = std::move(name);
  }
  return best;
}

std::string path_in_ids(std::string_view raw) {
  std::string path(raw);
  if (repair_utf8(path) == 0) return path;
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  path.clear();
  for (const char c : raw) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && c != '%') {
      path += c;
      continue;
    }
    path += '%';
    path += kDigits[byte >> 4U];
    path += kDigits[byte & 15U];
  }
  return path;
}

}  // namespace dateline
