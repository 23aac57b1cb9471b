// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/property/random_queries.h"

#include <algorithm>

#include "common/text.h"
#include "common/utf8.h"
#include "indexer/entities/country_table.h"

namespace dateline::test {
namespace {

/// About so many bytes of a word, one character at least.
std::string beginning(const std::string& word, std::size_t bytes) {
  const std::string_view clipped = clip_utf8(word, bytes);
  return clipped.empty() ? word.substr(0, utf8_length_at(word, 0)) : std::string(clipped);
}

bool is_plain_word(const std::string& word) {
  for (const char c : word)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0)) return false;
  return !word.empty() && word != "and" && word != "or" && word != "not";
}

}  // namespace

std::string RandomQueries::make(int depth) {
  if (depth == 0 || below(3) == 0) return atom();
  switch (below(9)) {
    case 4:
      return "(" + make(depth - 1) + ' ' + words(1, true) + ")^" + std::to_string(below(5)) + ".5";
    case 5:
      return "(" + make(depth - 1) + " || " + make(depth - 1) + ")";
    case 6:
      return "(" + make(depth - 1) + " && " + atom() + ")";
    case 0:
      return "(" + make(depth - 1) + " OR " + make(depth - 1) + ")";
    case 1:
      return make(depth - 1) + " NOT " + atom();
    case 2:
      return "(" + make(depth - 1) + ") -" + atom();
    case 3:
      return "(" + make(depth - 1) + " AND " + make(depth - 1) + ")";
    default:
      return make(depth - 1) + " " + atom();
  }
}

const ReferenceArticle& RandomQueries::article() {
  return archive_.articles()[below(archive_.articles().size())];
}

std::string RandomQueries::words(std::size_t count, bool together) {
  for (int tries = 0; tries < 100; ++tries) {
    const ReferenceArticle& from = article();
    const auto& text = below(4) == 0 ? from.title : from.body;
    if (text.size() < 20 && &text == &from.body) continue;
    if (text.size() < count) continue;
    std::string joined;
    const std::size_t start = below(text.size() - count + 1);
    bool usable = true;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& word = text[together ? start + i : below(text.size())].exact;
      usable = usable && is_plain_word(word);
      joined.append(i > 0 ? " " : "").append(word);
    }
    if (usable) return joined;
  }
  return "government";
}

std::string RandomQueries::misspelt(std::string word) {
  // Slips are made byte by byte, which suits letters of one byte.
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (!std::all_of(word.begin(), word.end(), is_ascii)) return word;
  for (std::size_t slips = below(3); slips > 0; --slips) {
    const std::size_t at = below(word.size());
    const auto letter = static_cast<char>('a' + below(26));
    switch (below(4)) {
      case 0:
        word.insert(at, 1, letter);
        break;
      case 1:
        if (word.size() > 1) word.erase(at, 1);
        break;
      case 2:
        if (at > 0) std::swap(word[at - 1], word[at]);
        break;
      default:
        word[at] = letter;
    }
  }
  return word;
}

/// What NEAR and ATLEAST take.
std::string RandomQueries::text(const std::string& word) {
  switch (below(10)) {
    case 0:
      return beginning(word, 1 + below(word.size())) + '*';
    case 1:
      return '"' + words(2, true) + '"';
    case 2:
      return "(" + word + " OR " + words(1, true) + ")";
    case 3:
      return misspelt(words(1, true)) + "~1";
    case 4:
      return '=' + word;
    case 5:
      return '"' + words(2, true) + "\"~" + std::to_string(1 + below(6));
    case 6:
      return "(\"" + words(2, true) + "\" OR " + word + " OR lead:" + word + ")";
    default:
      return word;
  }
}

/// Two texts near each other, from the same part of an article or not.
std::string RandomQueries::near() {
  static const char* const kOperators[] = {" NEAR/", " ADJ/", " w/", " pre/", " near/", " NEAR"};
  const std::string pair = words(2, below(2) == 0);
  const std::size_t space = pair.find(' ');
  if (space == std::string::npos) return pair;
  const std::string first = text(pair.substr(0, space));
  const std::string second = text(pair.substr(space + 1));
  switch (below(5)) {
    case 0:
      return "(" + first + (below(2) == 0 ? " SAME " : " /s ") + second + ")";
    case 1:
      return "(" + first + (below(2) == 0 ? " PARA " : " /p ") + second + ")";
    case 2:
      return "title:(" + first + " NEAR/4 " + second + ")";
    default:
      break;
  }
  const std::string op = kOperators[below(6)] + std::to_string(1 + below(8)) + ' ';
  return "(" + first + op + second + (below(5) == 0 ? op + words(1, true) : "") + ")";
}

std::string RandomQueries::phrase() {
  std::string inside = words(2 + below(2), below(5) != 0);
  const std::size_t space = inside.find(' ');
  switch (below(6)) {
    case 0:
      if (space > 1 && space != std::string::npos)
        inside = beginning(inside, space - below(2)) + '*' + inside.substr(space);
      break;
    case 1:
      if (const std::string shorter = beginning(inside, inside.size() - below(2));
          shorter.back() != ' ')
        inside = shorter;
      return '"' + inside + "*\"";
    case 2:
      return "=\"" + inside + '"';
    case 3:
    case 4:
      return '"' + inside + "\"~" + std::to_string(1 + below(10));
    default:
      break;
  }
  static const std::pair<const char*, const char*> kQuotes[] = {
      {"\"", "\""}, {"“", "”"}, {"«", "»"}, {"„", "“"}};
  const auto& [opening, closing] = kQuotes[below(4)];
  return opening + inside + closing;
}

std::string RandomQueries::atom() {
  const std::string word = words(1, true);
  switch (below(18)) {
    case 0:
    case 1:
    case 2:
      return phrase();
    case 3:
      return beginning(word, 1 + below(word.size())) + '*';
    case 4:
      return '=' + word;
    case 5:
      return "title:" + text(word);
    case 6:
      return "lead:" + text(word);
    case 7:
    case 8:
      return near();
    case 9:
    case 10:
      return filter();
    case 11:
      return date();
    case 12:
      return "(ATLEAST/" + std::to_string(1 + below(5)) + ' ' + text(word) + ")";
    case 13:
      return misspelt(word) + '~' + std::to_string(1 + below(2));
    case 14:
      return word + '^' + std::to_string(below(4));
    default:
      return word;
  }
}

/// What is asked without words, whose weights hide much.
std::string RandomQueries::filters() {
  const auto one = [&] { return below(3) == 0 ? date() : filter(); };
  switch (below(4)) {
    case 0:
      return one() + " OR " + one();
    case 1:
      return one() + " NOT " + one();
    case 2:
      return one() + ' ' + one();
    default:
      return one();
  }
}

std::string RandomQueries::filter() {
  const ReferenceArticle& from = article();
  switch (below(6)) {
    case 0:
    case 1: {
      if (from.entities.persons.empty()) return "person:nobodyatall";
      const auto& one = from.entities.persons[below(from.entities.persons.size())];
      if ((one.name + one.form).find_first_of("\"|\\") != std::string::npos) return "*";
      if (below(4) == 0)
        return below(2) == 0 ? "form:=\"" + one.form + '"' : "form:\"" + fold(one.form) + '"';
      return (below(4) == 0 ? "person:=\"" : "person:\"") + one.name + '"';
    }
    case 2:
    case 3:
      if (from.entities.countries.empty()) return "country:fr";
      return (below(2) == 0 ? "country:" : "about:") + country(from);
    case 4:
      return "lang:" + (from.article.language.empty() ? "en" : from.article.language);
    default:
      if (from.article.source.empty()) return "lang:en";
      if (below(3) == 0) return "source:\"" + fold(from.article.source) + '"';
      return "source:\"" + from.article.source + "x|" + from.article.source + '"';
  }
}

std::string RandomQueries::country(const ReferenceArticle& from) {
  const std::string code = from.entities.countries[below(from.entities.countries.size())].code;
  for (const auto& [gone, present, until] : country_successions())
    if (gone == code && below(2) == 0) return (below(3) == 0 ? "=" : "") + present;
  return code;
}

std::string RandomQueries::date() {
  const ReferenceArticle& from = article();
  if (!from.article.date) return "date:1987..";
  const std::string day = to_iso(*from.article.date);
  const std::string later = to_iso(*from.article.date + std::chrono::days{below(500)});
  switch (below(6)) {
    case 0:
      return "date:" + day;
    case 1:
      return "date:" + day.substr(0, 7);
    case 2:
      return "date:" + day.substr(0, 4);
    case 3:
      return "date:" + day + ".." + later;
    case 4:
      return "since:" + day;
    default:
      return "until:" + day;
  }
}

}  // namespace dateline::test
