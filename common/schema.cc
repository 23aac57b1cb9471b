// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/schema.h"

#include "common/analyzer.h"
#include "common/text.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxTermBytes = 245;

constexpr bool names_are_distinct() {
  for (std::size_t i = 0; i < kFields.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (kFields[i].name == kFields[j].name ||
          (!kFields[i].prefix.empty() && kFields[i].prefix == kFields[j].prefix))
        return false;
  return true;
}
static_assert(names_are_distinct(), "two fields share a name or a prefix");

constexpr bool facets_are_in_order() {
  for (std::size_t i = 0; i < kFacets.size(); ++i)
    if (static_cast<std::size_t>(kFacets[i].facet) != i) return false;
  return true;
}
static_assert(facets_are_in_order(), "a facet's row is found by its number");

std::string digits(unsigned value, std::size_t width) {
  std::string text(width, '0');
  for (std::size_t i = width; i > 0; --i, value /= 10)
    text[i - 1] = static_cast<char>('0' + value % 10);
  return text;
}

void put_big_endian(std::string& out, std::uint32_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out.push_back(static_cast<char>(value >> shift));
}

std::uint32_t get_big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

// Numbers in terms have no NUL, which Xapian's keys would double: seven bits a byte, none below
// 0x80.
void put_term_number(std::string& out, std::uint32_t value) {
  for (std::size_t shift = 7 * kTermNumberBytes; shift > 0; shift -= 7)
    out.push_back(static_cast<char>(0x80U | (std::uint64_t{value} >> (shift - 7) & 0x7FU)));
}

}  // namespace

const Field* find_field(std::string_view name) {
  for (const Field& field : kFields)
    if (field.name == name) return &field;
  return nullptr;
}

const FacetRow* find_facet(std::string_view name) {
  for (const FacetRow& row : kFacets)
    if (row.name == name) return &row;
  return nullptr;
}

std::string make_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  if (prefix.size() + value.size() <= kMaxTermBytes) {
    term.append(value);
    return term;
  }
  constexpr std::size_t kHashBytes = 11;  // '#' and ten digits
  term.append(clip_utf8(value, kMaxTermBytes - prefix.size() - kHashBytes));
  return term + '#' + digits(word_hash(value), kHashBytes - 1);
}

std::string person_form_prefix(std::uint32_t ordinal) {
  std::string term(kPersonForms);
  put_term_number(term, ordinal);
  return term;
}

std::string person_form(std::uint32_t ordinal, std::string_view form) {
  return person_form_prefix(ordinal).append(clip_utf8(form, kMaxWordBytes));
}

std::string person_form_word_prefix(std::string_view folded) {
  std::string term(kPersonFormWords);
  return term.append(clip_utf8(folded, kMaxWordBytes)) + ' ';
}

std::string person_form_word(std::string_view folded, std::uint32_t ordinal) {
  std::string term = person_form_word_prefix(folded);
  put_term_number(term, ordinal);
  return term;
}

std::uint32_t term_number(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes) value = value << 7 | (static_cast<unsigned char>(c) & 0x7FU);
  return value;
}

std::string day_term(Date date) {
  const std::chrono::year_month_day ymd{date};
  return "D" + digits(static_cast<unsigned>(static_cast<int>(ymd.year())), 4) +
         digits(static_cast<unsigned>(ymd.month()), 2) +
         digits(static_cast<unsigned>(ymd.day()), 2);
}

std::string month_term(int year, int month) {
  return "M" + digits(static_cast<unsigned>(year), 4) + digits(static_cast<unsigned>(month), 2);
}

std::string year_term(int year) {
  return "Y" + digits(static_cast<unsigned>(year), 4);
}

std::string pack_day(Date date) {
  std::string out;
  put_big_endian(out, static_cast<std::uint32_t>((date - kFirstDay).count()), 3);
  return out;
}

std::optional<Date> unpack_day(std::string_view bytes) {
  if (bytes.size() != 3) return std::nullopt;
  return kFirstDay + std::chrono::days{get_big_endian(bytes)};
}

std::uint64_t name_hash(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

namespace keys {

std::string story_page(std::uint32_t page) {
  std::string key = "y";
  put_big_endian(key, page, 4);
  return key;
}

std::string name_by_ordinal(Dictionary kind, std::uint32_t ordinal) {
  std::string key{'o', static_cast<char>(kind)};
  put_big_endian(key, ordinal, 4);
  return key;
}

std::string name_hashes(Dictionary kind) {
  return {'t', static_cast<char>(kind)};
}

std::string name_page(std::uint32_t page) {
  std::string key = "N";
  put_big_endian(key, page, 4);
  return key;
}

std::string name_count_page(std::uint32_t page) {
  std::string key = "C";
  put_big_endian(key, page, 4);
  return key;
}

std::string forgotten_id(std::string_view id) {
  return make_term(kForgottenIds, id);
}

std::string person_word_prefix(std::string_view folded) {
  std::string key = "w";
  key.append(clip_utf8(folded, kMaxWordBytes)).push_back('\0');
  return key;
}

std::string person_word(std::string_view folded, std::uint32_t ordinal) {
  std::string key = person_word_prefix(folded);
  put_big_endian(key, ordinal, 4);
  return key;
}

std::uint32_t ordinal_of(std::string_view key) {
  return key.size() < 4 ? 0 : get_big_endian(key.substr(key.size() - 4));
}

std::string name_block(std::string_view block) {
  return "b" + std::string(clip_utf8(block, kMaxWordBytes));
}

std::string stem_of_word(std::string_view exact, std::string_view language) {
  if (language == "en") return "v" + std::string(exact);
  return std::string("V").append(language).append(":").append(exact);
}

std::string language_present(std::string_view language) {
  return std::string("l").append(language);
}

std::string word_of_stem(std::string_view stem, std::string_view exact) {
  std::string key = "f";
  key.append(stem).push_back('\0');
  // Both are cut at 200 bytes, and a key holds 245: a word as long as that is no word.
  return key.append(clip_utf8(exact, kMaxTermBytes - std::min(key.size(), kMaxTermBytes)));
}

std::string input_file(std::string_view path) {
  return make_term(kInputFiles, path);
}

std::string country_alias(std::string_view folded) {
  return "a" + std::string(clip_utf8(folded, kMaxWordBytes));
}

std::string country_name(std::string_view code) {
  return "n" + std::string(code);
}

std::string predecessor(std::string_view present, std::string_view gone) {
  std::string key = "h";
  return key.append(present).append(gone);
}

}  // namespace keys
}  // namespace dateline
