// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "common/error.h"

namespace dateline {
namespace {

const icu::Normalizer2& normalizer(const char* name, UNormalization2Mode mode) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = icu::Normalizer2::getInstance(nullptr, name, mode, status);
  if (U_FAILURE(status)) throw Error(std::string("ICU: ") + u_errorName(status));
  return *found;
}

/// What stands for a letter that has no canonical decomposition, or null.
const char16_t* spelt_out(UChar32 c) {
  switch (c) {
    case 0x00E6:
      return u"ae";
    case 0x00F0:
      return u"d";
    case 0x00F8:
      return u"o";
    case 0x00FE:
      return u"th";
    case 0x0111:
      return u"d";
    case 0x0127:
      return u"h";
    case 0x0131:
      return u"i";
    case 0x0142:
      return u"l";
    case 0x0153:
      return u"oe";
    case 0x0259:
      return u"e";
    default:
      return nullptr;
  }
}

bool drops_marks(UScriptCode script) {
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_ARABIC ||
         script == USCRIPT_HEBREW;
}

UScriptCode script_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return U_FAILURE(status) ? USCRIPT_UNKNOWN : script;
}

icu::UnicodeString drop_marks(const icu::UnicodeString& decomposed) {
  constexpr UChar32 kCyrillicIe = 0x0435;
  constexpr UChar32 kDiaeresis = 0x0308;
  icu::UnicodeString kept;
  UChar32 base = 0;
  UScriptCode script = USCRIPT_COMMON;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) {
      if (!drops_marks(script) && !(base == kCyrillicIe && c == kDiaeresis)) kept.append(c);
      continue;
    }
    base = c;
    script = script_of(c);
    if (const char16_t* letters = spelt_out(c))
      kept.append(icu::UnicodeString(letters));
    else
      kept.append(c);
  }
  return kept;
}

/// Whether a letter of a script that knows the zero-width space ends just before `at`.
bool is_after_spaceless_script(std::string_view text, std::size_t at) {
  if (at < 3) return false;
  const std::string_view lead = text.substr(at - 3, 2);
  return (lead >= "\xE0\xB8" && lead <= "\xE0\xBB") || (lead >= "\xE1\x80" && lead <= "\xE1\x82") ||
         (lead >= "\xE1\x9E" && lead <= "\xE1\x9F");
}

}  // namespace

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string fold(std::string_view text) {
  std::string out;
  if (is_ascii(text)) {
    out.assign(text);
    for (char& c : out)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
  }
  static const icu::Normalizer2& case_fold = normalizer("nfkc_cf", UNORM2_COMPOSE);
  static const icu::Normalizer2& decompose = normalizer("nfc", UNORM2_DECOMPOSE);
  static const icu::Normalizer2& compose = normalizer("nfc", UNORM2_COMPOSE);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString raw = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const icu::UnicodeString folded = case_fold.normalize(raw, status);
  const icu::UnicodeString bare = drop_marks(decompose.normalize(folded, status));
  compose.normalize(bare, status).toUTF8String(out);
  if (U_FAILURE(status)) throw Error(std::string("ICU cannot fold a text: ") + u_errorName(status));
  return out;
}

std::size_t invisible_length_at(std::string_view text, std::size_t at) {
  const std::string_view two = text.substr(at, 2);
  if (two == "\xC2\xAD") return 2;
  const std::string_view three = text.substr(at, 3);
  if (three == "\xEF\xBB\xBF") return 3;
  if (three.size() < 3 || (two != "\xE2\x80" && two != "\xE2\x81")) return 0;
  const auto last = static_cast<unsigned char>(three[2]);
  if (two == "\xE2\x81") return last >= 0xA0 && last <= 0xAF ? 3 : 0;
  if (last == 0x8B) return is_after_spaceless_script(text, at) ? 0 : 3;
  return (last >= 0x8C && last <= 0x8F) || (last >= 0xAA && last <= 0xAE) ? 3 : 0;
}

std::string_view clip_utf8(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

}  // namespace dateline
