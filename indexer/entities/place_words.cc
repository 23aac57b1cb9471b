// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/place_words.h"

#include <algorithm>

#include "indexer/entities/place_name.h"

namespace dateline {
namespace {

/// Words in lower case that are longer join no name, unless they follow a capital ("of", "upon").
constexpr std::size_t kLongestJoiner = 5;
constexpr std::size_t kLongestDateline = 24;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_dash(std::string_view mark) {
  return mark[0] == '-' || mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94";
}

/// Punctuation beyond ASCII begins with E2 80 (general) or C2 (Latin-1).
bool is_mark(std::string_view text) {
  if (!is_letter_or_digit(text[0])) return text != "'s" && text != "'S";
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead == 0xC2) return true;
  return text.size() == 3 && lead == 0xE2 && static_cast<unsigned char>(text[1]) == 0x80;
}

bool is_all_capitals(std::string_view text) {
  int capitals = 0;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    if (c >= 'A' && c <= 'Z') ++capitals;
  }
  return capitals > 1;
}

/// Whether a text is printed in capitals, a few small letters aside.
bool is_in_capitals(std::string_view text) {
  std::size_t capitals = 0;
  std::size_t small = 0;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') ++small;
    if (c >= 'A' && c <= 'Z') ++capitals;
  }
  return capitals > 4 * small;
}

class WordSplitter {
 public:
  explicit WordSplitter(const ArticleTokens& tokens) : tokens_(tokens) {
    out_.tokens = &tokens;
    out_.words.reserve(tokens.tokens.size() + 16);
  }

  PlaceWords run() {
    for (std::uint32_t i = 0; i < tokens_.tokens.size(); ++i) {
      if (tokens_.tokens[i].field == TextField::title)
        out_.body = static_cast<std::uint32_t>(out_.words.size());
      add_token(i);
      if (tokens_.tokens[i].field == TextField::title)
        out_.body = static_cast<std::uint32_t>(out_.words.size());
    }
    out_.title_is_capitals = is_in_capitals(tokens_.title) || has_title_case();
    constexpr std::size_t kSample = 2000;
    out_.body_is_capitals = is_in_capitals(tokens_.body.substr(0, kSample));
    out_.dateline_end = find_dateline_end();
    return std::move(out_);
  }

 private:
  void add_token(std::uint32_t index) {
    const TextToken& token = tokens_.tokens[index];
    const std::string_view text = tokens_.text(token);
    PlaceWord word;
    word.token = index;
    word.field = token.field;
    word.starts_sentence = token.starts_sentence;
    word.starts_paragraph = token.starts_paragraph;
    std::size_t at = 0;
    // A mark of one hyphen joins what it touches: "U.S." "-" "led".
    word.is_joined = !out_.words.empty() && out_.words.back().field == token.field &&
                     out_.words.back().is_mark && out_.words.back().end == token.start &&
                     touches_hyphen(out_.words.back());
    while (at < text.size()) {
      const bool may_split = text.size() > 2 && is_letter_or_digit(text[0]);
      const std::size_t hyphen = may_split ? text.find('-', at) : std::string_view::npos;
      const std::size_t end = std::min(hyphen, text.size());
      word.start = token.start + static_cast<std::uint32_t>(at);
      word.end = token.start + static_cast<std::uint32_t>(end);
      if (end > at) push(text.substr(at, end - at), word);
      at = end + 1;
      word.is_joined = true;
      word.starts_sentence = word.starts_paragraph = false;
    }
  }

  bool touches_hyphen(const PlaceWord& mark) const {
    if (out_.words.size() < 2) return false;
    const PlaceWord& before = out_.words[out_.words.size() - 2];
    return out_.text(mark) == "-" && before.field == mark.field && before.end == mark.start;
  }

  /// "d'Ivoire"
  static bool has_apostrophe_after_first(std::string_view text) {
    return text[1] == '\'' || text.substr(1, 3) == "\xE2\x80\x99";
  }

  /// The full stop of "ST. LOUIS", "FT. WORTH", "U.S" and the like is no mark.
  bool is_stop_of_short_word(std::string_view text, const PlaceWord& word) const {
    if (text != "." || out_.words.empty()) return false;
    const PlaceWord& before = out_.words.back();
    return before.field == word.field && before.end == word.start && before.is_capital &&
           before.end - before.start == 2;
  }

  void push(std::string_view text, PlaceWord word) {
    if (is_stop_of_short_word(text, word)) return;
    word.is_mark = is_mark(text);
    word.is_capital = begins_with_capital(text);
    word.is_all_capitals = word.is_capital && is_all_capitals(text);
    const bool is_possessive = text.size() <= 4 && !word.is_mark && text.back() == 's' &&
                               (text[0] == '\'' || text.substr(0, 3) == "\xE2\x80\x99");
    if (!word.is_mark && (word.is_capital || text.size() <= kLongestJoiner || is_possessive))
      word.hash = hash_place_word(text);
    const bool may_join = text.size() <= kLongestJoiner || has_apostrophe_after_first(text) ||
                          (!out_.words.empty() && out_.words.back().is_capital);
    if (!word.is_mark && (word.is_capital || may_join)) word.hash = hash_place_word(text);
    out_.words.push_back(word);
  }

  /// "Turkey Says Talks Will Go On": capitals tell no names there.
  bool has_title_case() const {
    constexpr std::uint32_t kShortest = 4;
    int capitals = 0;
    int small = 0;
    for (std::uint32_t i = 0; i < out_.body; ++i) {
      const PlaceWord& word = out_.words[i];
      if (word.is_mark || word.end - word.start < kShortest) continue;
      ++(word.is_capital ? capitals : small);
    }
    return capitals > 3 && capitals > 4 * small;
  }

  /// The word after the dash that ends the dateline; the body's first word where there is none.
  std::uint32_t find_dateline_end() const {
    const auto& words = out_.words;
    const std::uint32_t first = out_.body;
    if (first >= words.size() || !words[first].is_capital) return first;
    bool has_date_or_agency = words[first].is_all_capitals;
    for (std::uint32_t i = first + 1; i < words.size() && i < first + kLongestDateline; ++i) {
      if (words[i].starts_paragraph) return first;
      const std::string_view text = out_.text(words[i]);
      if (text == "(") has_date_or_agency = true;
      if (words[i].is_mark && is_dash(text) && !is_inside_word(i))
        return has_date_or_agency ? i + 1 : first;
    }
    return first;
  }

  bool is_inside_word(std::uint32_t mark) const {
    return mark + 1 < out_.words.size() && out_.words[mark + 1].is_joined;
  }

  const ArticleTokens& tokens_;
  PlaceWords out_;
};

}  // namespace

PlaceWords split_place_words(const ArticleTokens& tokens) {
  return WordSplitter(tokens).run();
}

}  // namespace dateline
