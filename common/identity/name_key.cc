// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/identity/name_key.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "common/error.h"

namespace dateline {
namespace {

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

// U+00C0 to U+017F without diacritics, for speed: most foreign names need no more. '?' is left to
// ICU (two letters, or no letter).
constexpr std::string_view kLatinFolded =
    "aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk?lllllll"
    "lllnnnnnn???oooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz?";
static_assert(kLatinFolded.size() == 0x180 - 0xC0);

std::string romanise(std::string_view text) {
  // Immutable once made, and its use is thread-safe.
  static const std::unique_ptr<const icu::Transliterator> any_to_ascii = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> made(icu::Transliterator::createInstance(
        "Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    if (U_FAILURE(status) != 0 || made == nullptr) {
      throw Error{"ICU has no transliteration to Latin letters", "install the full data of ICU"};
    }
    return made;
  }();
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  any_to_ascii->transliterate(wide);
  std::string out;
  wide.toUTF8String(out);
  return out;
}

/// The letters of the table's '?' that are written with two, as ICU does; empty for others.
std::string_view two_letters(std::size_t code_point) {
  switch (code_point) {
    case 0xC6:
    case 0xE6:
      return "ae";
    case 0xDE:
    case 0xFE:
      return "th";
    case 0xDF:
      return "ss";
    case 0x132:
    case 0x133:
      return "ij";
    case 0x152:
    case 0x153:
      return "oe";
    default:
      return {};
  }
}

/// Curly and modifier apostrophes (‘ ’ ʻ ʼ): their length in bytes at `i`, or 0.
std::size_t apostrophe_at(std::string_view text, std::size_t i) {
  const std::string_view three = text.substr(i, 3);
  if (three == "\xE2\x80\x99" || three == "\xE2\x80\x98") return 3;
  const std::string_view two = text.substr(i, 2);
  return two == "\xCA\xBB" || two == "\xCA\xBC" ? 2 : 0;
}

/// Lower-case without diacritics; false if a letter needs ICU.
bool fold_latin(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      continue;
    }
    if (i + 1 < text.size() && byte >= 0xC3 && byte <= 0xC5) {
      const std::size_t code_point =
          ((byte & 0x1FU) << 6U) | (static_cast<unsigned char>(text[++i]) & 0x3FU);
      if (code_point < 0xC0) return false;
      const char folded = kLatinFolded[code_point - 0xC0];
      const std::string_view two = two_letters(code_point);
      if (folded == '?' && two.empty()) return false;
      out += folded == '?' ? two : std::string_view(&kLatinFolded[code_point - 0xC0], 1);
      continue;
    }
    if (const std::size_t size = apostrophe_at(text, i); size > 0) {
      out += '\'';
      i += size - 1;
      continue;
    }
    return false;
  }
  return true;
}

constexpr std::array<std::string_view, 9> kArticles = {"al",  "el", "ad", "ar", "as",
                                                       "ash", "at", "an", "az"};
bool is_article(std::string_view word) {
  return std::find(kArticles.begin(), kArticles.end(), word) != kArticles.end();
}

/// What a letter, or several that are written for one sound, stand for.
struct Sound {
  char letter = 0;
  std::size_t length = 1;
};

/// The sound that begins at `i`: what spellings of a name differ in is folded (vowels to three
/// classes), what tells names apart is kept.
Sound sound_at(std::string_view word, std::size_t i) {
  const char c = word[i];
  const auto next_is = [&](std::size_t ahead, char wanted) {
    return i + ahead < word.size() && word[i + ahead] == wanted;
  };
  const std::size_t with_h = next_is(1, 'h') ? 2 : 1;
  switch (c) {
    case 'k':
    case 'g':
    case 'q':
      return {'k', with_h};
    case 'c':
      return next_is(1, 'k') ? Sound{'k', 2} : Sound{'c', 1};
    case 'd':
      return {'d', with_h};
    case 'p':
      return next_is(1, 'h') ? Sound{'f', 2} : Sound{'p', 1};
    case 's':
      return {'s', next_is(1, 'c') && next_is(2, 'h') ? 3 : with_h};
    case 't':
      return next_is(1, 's') || next_is(1, 'z') ? Sound{'c', 2} : Sound{'t', with_h};
    case 'w':
      return {'v', 1};
    case 'e':
      return {'a', 1};
    case 'y':
    case 'j':
      return {'i', 1};
    case 'o':
      return {'u', 1};
    default:
      return {c, 1};
  }
}

/// The sounds of a word, of equal neighbours one.
std::string sound_of(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    const Sound sound = sound_at(word, i);
    if (out.empty() || out.back() != sound.letter) out += sound.letter;
    i += sound.length;
  }
  return out;
}

bool is_soft(char c) {
  return c == 'a' || c == 'i' || c == 'u' || c == 'h';
}

bool is_close(char a, char b) {
  static constexpr auto kClose = [] {
    std::array<std::uint32_t, 32> close{};
    for (const std::string_view pair : {"vf", "dt", "sz", "bp", "kc", "sc", "zc", "nm"}) {
      const unsigned left = pair[0] & 31;
      const unsigned right = pair[1] & 31;
      close[left] |= 1U << right;
      close[right] |= 1U << left;
    }
    return close;
  }();
  return is_letter(a) && is_letter(b) && (kClose[a & 31] >> (b & 31) & 1U) != 0;
}

/// Names that begin apart are apart (Ronald and Donald), but for vowels: Yevgeny is Evgeny.
bool same_start(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return false;
  const char left = sound_at(a, 0).letter;
  const char right = sound_at(b, 0).letter;
  return left == right || is_close(left, right) || (is_soft(left) && is_soft(right));
}

/// Whether the edit distance is at most `allowed`, in halves of a consonant: a vowel or h costs 1,
/// a consonant 2, a close one 1.
bool sound_alike(std::string_view a, std::string_view b, int allowed) {
  const auto cost = [](char c) { return is_soft(c) ? 1 : 2; };
  boost::container::small_vector<int, 32> row(b.size() + 1, 0);
  for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + cost(b[j]);
  for (const char c : a) {
    int diagonal = row[0];
    row[0] += cost(c);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const int change = c == b[j]                                            ? 0
                         : (is_soft(c) && is_soft(b[j])) || is_close(c, b[j]) ? 1
                         : is_soft(c) != is_soft(b[j])                        ? 3
                                                                              : 2;
      const int best = std::min({diagonal + change, row[j + 1] + cost(c), row[j] + cost(b[j])});
      diagonal = row[j + 1];
      row[j + 1] = best;
    }
    if (*std::min_element(row.begin(), row.end()) > allowed) return false;
  }
  return row.back() <= allowed;
}

/// The names of this many sounds may differ by so much, in the units of sound_alike().
int allowed_distance(std::size_t length) {
  return length <= 3 ? 0 : length <= 5 ? 1 : length <= 6 ? 2 : length <= 9 ? 3 : 4;
}

/// G and K stand for each other in Arabic names (Gaddafi, Kadhafi), not in short English ones
/// (Gerry, Kerry).
bool is_short_with_other_start(std::string_view a, std::string_view b) {
  return std::min(a.size(), b.size()) < 6 && a[0] != b[0] && (a[0] == 'g' || b[0] == 'g');
}

bool similar(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (is_short_with_other_start(a, b) || !same_start(a, b)) return false;
  const std::string left = sound_of(a);
  const std::string right = sound_of(b);
  if (left == right) return true;
  return sound_alike(left, right, allowed_distance(std::min(left.size(), right.size())));
}

// Given names and what they are shortened to; a name may stand in several rows.
constexpr std::array<std::string_view, 63> kShortNames = {
    "abd abdel abdul abed abdal abdou abdu abdol",
    "william bill billy will liam",
    "robert bob bobby rob",
    "richard dick rick ricky",
    "james jim jimmy jamie",
    "john johnny jack jon",
    "joseph joe joey",
    "michael mike mick mikhail misha",
    "thomas tom tommy",
    "charles chuck charlie",
    "edward ed eddie ted teddy ned",
    "anthony tony antony",
    "christopher chris",
    "daniel dan danny",
    "david dave",
    "donald don",
    "stephen steve steven",
    "kenneth ken kenny",
    "gregory greg",
    "benjamin ben binyamin bibi",
    "samuel sam",
    "matthew matt",
    "andrew andy drew",
    "patrick pat paddy",
    "peter pete",
    "philip phil phillip",
    "ronald ron ronnie",
    "timothy tim",
    "lawrence larry laurence",
    "leonard len",
    "frederick fred freddie",
    "franklin frank",
    "francis frank",
    "albert al",
    "alan allen",
    "alexander alex aleksandr oleksandr alyaksandr alec sasha",
    "alexei alexey aleksei aleksey oleksiy",
    "vladimir volodymyr uladzimir",
    "dmitry dmitri dmitriy dmytro",
    "sergei sergey serhiy",
    "nikolai nikolay mykola",
    "yevgeny evgeny evgeniy yevhen eugene",
    "pavel pavlo paul",
    "elizabeth liz beth betty",
    "margaret maggie peggy",
    "katherine catherine kathy cathy kate",
    "deborah debbie",
    "susan sue",
    "patricia pat patty",
    "jennifer jen jenny",
    "barbara barb",
    "nicholas nick nicolas",
    "nathaniel nathan nat",
    "gerald gerry jerry",
    "jeffrey jeff geoffrey geoff",
    "raymond ray",
    "walter walt",
    "victor viktor",
    "ashton ash",
    "jacob jake jack",
    "rudolph rudy",
    "zachary zach zack",
    "leonid leo",
};

bool row_has(std::string_view row, std::string_view name) {
  for (std::size_t at = row.find(name); at != std::string_view::npos; at = row.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || row[at - 1] == ' ') && (end == row.size() || row[end] == ' ')) return true;
  }
  return false;
}

bool is_short_form(std::string_view a, std::string_view b) {
  return std::any_of(kShortNames.begin(), kShortNames.end(),
                     [&](std::string_view row) { return row_has(row, a) && row_has(row, b); });
}

/// The first name of the row that a short form stands in, else the name itself.
std::string_view formal_name(std::string_view name) {
  for (const std::string_view row : kShortNames) {
    if (row_has(row, name)) return row.substr(0, row.find(' '));
  }
  return name;
}

/// One letter for all consonants that is_close() lets stand for each other.
char class_of(char c) {
  constexpr std::array<std::string_view, 5> kClasses = {"bp", "dt", "fv", "kcsz", "mn"};
  for (const std::string_view letters : kClasses) {
    if (letters.find(c) != std::string_view::npos) return letters[0];
  }
  return c;
}

bool same_middle(std::string_view a, std::string_view b) {
  if (a.size() == 1 || b.size() == 1) return a[0] == b[0];
  return same_first_name(a, b);
}

bool are_initials(const NameWords& words) {
  return std::all_of(words.begin() + 1, words.end() - 1,
                     [](std::string_view word) { return word.size() == 1; });
}

/// Whether the inner words of the shorter name all stand, in order, among those of the longer.
bool middles_agree(const NameWords& a, const NameWords& b) {
  const NameWords& shorter = a.size() <= b.size() ? a : b;
  const NameWords& longer = a.size() <= b.size() ? b : a;
  // George H. W. and George W. Bush: whoever writes one initial writes all.
  if (shorter.size() > 2 && shorter.size() < longer.size() && are_initials(a) && are_initials(b))
    return false;
  std::size_t at = 1;
  for (std::size_t i = 1; i + 1 < shorter.size(); ++i, ++at) {
    while (at + 1 < longer.size() && !same_middle(shorter[i], longer[at])) ++at;
    if (at + 1 >= longer.size()) return false;
  }
  return true;
}

/// Whether the words are the same but for the spaces between.
bool same_letters(const NameWords& a, const NameWords& b) {
  std::size_t word = 0;
  std::size_t letter = 0;
  for (const std::string_view left : a) {
    for (const char c : left) {
      while (word < b.size() && letter == b[word].size()) {
        ++word;
        letter = 0;
      }
      if (word == b.size() || b[word][letter++] != c) return false;
    }
  }
  return word + 1 == b.size() && letter == b[word].size();
}

/// Takes Jr, Sr, III off the end and returns the first of them; empty if there is none.
std::string_view drop_suffix(NameWords& words) {
  constexpr std::array<std::string_view, 4> kSuffixes = {"jr", "sr", "iii", "iv"};
  std::string_view suffix;
  while (words.size() > 2 &&
         std::find(kSuffixes.begin(), kSuffixes.end(), words.back()) != kSuffixes.end()) {
    suffix = words.back();
    words.pop_back();
  }
  return suffix;
}

}  // namespace

NameWords words_of(std::string_view normal_form) {
  NameWords words;
  while (!normal_form.empty()) {
    const std::size_t end = std::min(normal_form.find(' '), normal_form.size());
    words.push_back(normal_form.substr(0, end));
    normal_form.remove_prefix(std::min(end + 1, normal_form.size()));
  }
  return words;
}

std::string name_normal_form(std::string_view name) {
  std::string folded;
  folded.reserve(name.size());
  if (!fold_latin(name, folded)) folded = romanise(name);
  std::string out;
  out.reserve(folded.size());
  const auto end_word = [&](std::size_t word_start, bool before_hyphen, bool at_end) {
    const std::string_view word = std::string_view(out).substr(word_start);
    const bool drop = is_article(word) && !at_end && (word_start > 0 || before_hyphen);
    if (drop) out.resize(word_start);
    if (!drop && !word.empty()) out += ' ';
  };
  std::size_t word_start = 0;
  for (const char c : folded) {
    if (is_letter(c) || (c >= '0' && c <= '9')) {
      out += c;
    } else if (c != '\'' && c != '.' && c != '`') {
      end_word(word_start, c == '-', false);
      word_start = out.size();
    }
  }
  end_word(word_start, false, true);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string consonant_key(std::string_view word) {
  std::string out;
  for (const char c : sound_of(word)) {
    if (is_vowel(c) || (c == 'h' && !out.empty())) continue;
    if (out.empty() || out.back() != c) out += c;
  }
  return out.empty() ? std::string(word.substr(0, 1)) : out;
}

std::string full_name_key(std::string_view normal_form) {
  NameWords words = words_of(normal_form);
  drop_suffix(words);
  if (words.size() < 2) return {};
  return consonant_key(words.front()) + ' ' + consonant_key(words.back());
}

std::string name_block_key(std::string_view normal_form) {
  NameWords words = words_of(normal_form);
  drop_suffix(words);
  if (words.size() < 2) return {};
  std::string block = consonant_key(words.back()) + ' ';
  const std::string first = consonant_key(formal_name(words.front()));
  for (std::size_t i = 0; i < std::min<std::size_t>(first.size(), 2); ++i) {
    block += class_of(first[i]);
  }
  return block;
}

bool same_first_name(std::string_view a, std::string_view b) {
  return a == b || (a.size() > 1 && b.size() > 1 && (is_short_form(a, b) || similar(a, b)));
}

bool same_last_name(std::string_view a, std::string_view b) {
  return a == b || similar(a, b);
}

bool same_normal_name(std::string_view a, std::string_view b) {
  NameWords left = words_of(a);
  NameWords right = words_of(b);
  const std::string_view left_suffix = drop_suffix(left);
  const std::string_view right_suffix = drop_suffix(right);
  if (!left_suffix.empty() && !right_suffix.empty() && left_suffix != right_suffix) return false;
  if (left.size() < 2 || right.size() < 2) return a == b;
  if (same_letters(left, right)) return true;
  if (left.size() == 2 && right.size() == 2 && left[0] == right[1] && left[1] == right[0]) {
    return left[0].size() >= 4 || left[1].size() >= 4;
  }
  // With a middle name missing one of the outer names must be the very same.
  if (left.size() != right.size() && left.front() != right.front() && left.back() != right.back()) {
    return false;
  }
  return same_last_name(left.back(), right.back()) &&
         same_first_name(left.front(), right.front()) && middles_agree(left, right);
}

bool same_person_name(std::string_view a, std::string_view b) {
  return same_normal_name(name_normal_form(a), name_normal_form(b));
}

}  // namespace dateline
