// SPDX-License-Identifier: GPL-2.0-or-later
//
// The words that stand beside and in names: offices, honorifics, countries, given names. English.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dateline {

enum class Gender : std::uint8_t { unknown, male, female };

/// What a word does in a title: "former Russian foreign minister of ..." is former, country,
/// modifier, head, link.
enum class Role : std::uint8_t { none, head, modifier, male, female, honorific, former, link };

/// Any case; a full stop at the end is ignored ("Gen."). "WHO" only in capitals.
Role role_of(std::string_view word);

/// The code of a country name or demonym of one word or two in lower case ("russian", "south
/// korean"), or empty.
std::string_view country_of_word(std::string_view lower);

/// Whether a word (any case) is a title that takes a given name: King, Pope, Prince, Sheikh.
bool is_royal_title(std::string_view word);

/// A word of offices that is nobody's first name ("Exchequer").
bool is_office_word(std::string_view word);

/// Whether a word can be no person's name by itself: a title, a country, a people, a month.
bool is_title_word(std::string_view word);

/// Firms, groups, feasts that look like persons ("morgan stanley", "boko haram"), in normal form.
bool is_no_person_name(std::string_view normal);

/// The gender that a given name in normal form has for certain, for some 200 common names.
Gender gender_of_first_name(std::string_view normal);

/// Whether `word` is one of the words of `list`, which begins and ends with a space.
bool is_in_list(std::string_view list, std::string_view word);

/// A word or two in lower case (ASCII), without allocating; what is longer than any listed word
/// is cut.
class Lower {
 public:
  explicit Lower(std::string_view word);
  Lower(std::string_view first, std::string_view second);
  std::string_view view() const { return {text_.data(), size_}; }

 private:
  void append(std::string_view word);

  std::array<char, 40> text_{};
  std::size_t size_ = 0;
};

}  // namespace dateline
