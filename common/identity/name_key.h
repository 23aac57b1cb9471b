// SPDX-License-Identifier: GPL-2.0-or-later
//
// When are two spellings of a person's name one name? Both programs must agree on it: the indexer
// when it joins an article's names to persons, the searcher when it looks up `person:`.
// Spelling only: who bears the name is decided elsewhere. Made for names in Latin letters; other
// scripts are romanised by ICU first, which is right for Cyrillic and Greek and rough for Arabic
// (no vowels) and Chinese (no word borders): leading figures have those forms in the alias table.
#pragma once

#include <boost/container/small_vector.hpp>
#include <string>
#include <string_view>

namespace dateline {

/// The words of a normal form. Few names have more than six.
using NameWords = boost::container::small_vector<std::string_view, 6>;
NameWords words_of(std::string_view normal_form);

/// The words of a name in lower-case ASCII with single spaces between: "Recep Tayyip Erdoğan" is
/// "recep tayyip erdogan". Hyphens part words, apostrophes and full stops vanish, and the articles
/// al-, el-, as-, ... of Arabic names are left out ("Bashar al-Assad" is "bashar assad"), but for
/// one that begins the name without a hyphen ("Al Gore"). Empty if the name has no letter.
std::string name_normal_form(std::string_view name);

/// The consonants of one word of a normal form, such that most romanisations of a name agree:
/// gaddafi, qaddafi, kadhafi and gadhafi are all "kdf". After ner.md: kh gh g q k -> k, dh -> d,
/// ph -> f, sh -> s, w -> v, ts tz -> c; double letters single; vowels, y and later h dropped.
/// A word of vowels alone is its first letter.
std::string consonant_key(std::string_view word);

/// A key that variants of a full name share: the keys of its first and of its last word. Equal
/// keys are only a reason to ask same_person_name(). Takes a normal form; empty for one word.
std::string full_name_key(std::string_view normal_form);

/// A coarse key for finding variants among very many names without comparing each with each: the
/// key of the last word, and how the formal first name begins (William for Bill). Nearly all pairs
/// of same_normal_name() share it. Takes a normal form; empty for one word.
std::string name_block_key(std::string_view normal_form);

/// Whether two full names (two words or more, any spelling or script) are variants of one name.
/// The first names must agree too: James and Howard Baker, Kim Jong-un and Kim Jong-il, Bill and
/// Hillary Clinton are apart; Gaddafi, Qaddafi and Kadhafi, Сергей Лавров and Sergey Lavrov one.
/// Middle names may be missing but must not contradict. A bare initial for a first name is not
/// enough, since it says too little outside its article.
bool same_person_name(std::string_view a, std::string_view b);

/// The same for two normal forms, which saves the conversion.
bool same_normal_name(std::string_view a, std::string_view b);

/// Whether two first names (words of a normal form) can be one person's: equal, a short form of
/// the other (Bill, William), or spellings of one name (Sergei, Sergey).
bool same_first_name(std::string_view a, std::string_view b);

/// Whether two last names (words of a normal form) are spellings of one name.
bool same_last_name(std::string_view a, std::string_view b);

}  // namespace dateline
