// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/article_tokens.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace dateline {
namespace {

enum class CharKind : std::uint8_t { space, letter, digit, mark };

/// A character's class, and its length in bytes.
struct CharClass {
  CharKind kind;
  std::uint8_t size;
};

constexpr std::array<CharKind, 128> make_ascii_kinds() {
  std::array<CharKind, 128> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_digit = c >= '0' && c <= '9';
    kinds[c] = is_letter                 ? CharKind::letter
               : is_digit                ? CharKind::digit
               : c <= ' ' || c == '\x7f' ? CharKind::space
                                         : CharKind::mark;
  }
  return kinds;
}
constexpr auto kAsciiKinds = make_ascii_kinds();

/// By blocks of Unicode: all that is neither a space nor a known mark counts as a letter.
CharKind kind_of_code_point(std::uint32_t c) {
  if (c < 0xC0) {
    if (c <= 0xA0) return CharKind::space;  // C1 controls, no-break space
    return c == 0xAA || c == 0xAD || c == 0xB5 || c == 0xBA ? CharKind::letter : CharKind::mark;
  }
  if (c < 0x2000) {
    const bool is_mark = c == 0xD7 || c == 0xF7 || c == 0x37E || c == 0x387 || c == 0x5BE ||
                         c == 0x60C || c == 0x61B || c == 0x61F || c == 0x6D4 || c == 0x964 ||
                         c == 0x965;
    return is_mark ? CharKind::mark : c == 0x1680 ? CharKind::space : CharKind::letter;
  }
  if (c < 0x2070) {
    if (c == 0x200C || c == 0x200D || c == 0x2060) return CharKind::letter;  // joiners
    const bool is_space =
        c <= 0x200F || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F);
    return is_space ? CharKind::space : CharKind::mark;
  }
  if (c >= 0x20A0 && c < 0x2C00) return CharKind::mark;  // currencies, arrows, symbols
  if (c == 0x3000 || c == 0xFEFF) return CharKind::space;
  const bool is_mark = (c >= 0x2E00 && c < 0x2E80) || (c >= 0x3001 && c <= 0x3003) ||
                       (c >= 0x3008 && c <= 0x3011) || (c >= 0xFF01 && c <= 0xFF0F) ||
                       (c >= 0xFF1A && c <= 0xFF20) || (c >= 0xFF3B && c <= 0xFF40) ||
                       (c >= 0xFF5B && c <= 0xFF65) || (c >= 0x1F000 && c < 0x20000);
  return is_mark ? CharKind::mark : CharKind::letter;
}

constexpr std::string_view kCurlyApostrophe = "\xE2\x80\x99";
constexpr std::string_view kHardHyphen = "\xE2\x80\x91";
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

// Full stops after these belong to them. Case matters: "ill." and "miss." are words.
constexpr std::array<std::string_view, 43> kTitles = {
    "Adm",  "Amb",  "Asst", "Atty", "Brig", "Capt",   "Cmdr", "Col", "Comm", "Cpl",  "DR",
    "Dep",  "Det",  "Dr",   "Fr",   "Ft",   "GEN",    "Gen",  "Gov", "Hon",  "Insp", "Lt",
    "MR",   "MRS",  "MS",   "Maj",  "Mdm",  "Messrs", "Mme",  "Mr",  "Mrs",  "Ms",   "Mt",
    "Pres", "Prof", "Pte",  "Rep",  "Rev",  "Sen",    "Sgt",  "St",  "Ste",  "Supt"};
constexpr std::array<std::string_view, 71> kShortForms = {
    "Ala",  "Apr",  "Ariz", "Ark",  "Assn", "Aug",  "Ave",  "Blvd", "Bros", "CO",   "CORP", "Calif",
    "Cie",  "Co",   "Colo", "Conn", "Corp", "Cos",  "Dec",  "Del",  "Dept", "Dist", "Feb",  "Fla",
    "Fri",  "Ga",   "INC",  "Ill",  "Inc",  "Ind",  "Intl", "Jan",  "Jr",   "Jul",  "Jun",  "Kan",
    "Ky",   "LTD",  "La",   "Ltd",  "Mar",  "Mass", "Md",   "Mfg",  "Mich", "Minn", "Miss", "Mo",
    "Mont", "Neb",  "Nev",  "Nov",  "Oct",  "Okla", "Ore",  "Pa",   "Ph.D", "Plc",  "Pty",  "Rd",
    "Sep",  "Sept", "Sr",   "Tenn", "Tex",  "Univ", "Va",   "Vt",   "Wash", "Wis",  "Wyo"};

constexpr std::size_t kLongestListed = 6;

/// What agencies put before a headline: "SOCCER-Kane scores", "WRAPUP 2-Rebels advance".
constexpr std::array<std::string_view, 28> kSlugs = {
    "ANALYSIS",  "ATHLETICS", "BASEBALL", "BASKETBALL", "BOXING",   "CORRECTED", "CRICKET",
    "CYCLING",   "EXCLUSIVE", "FACTBOX",  "FEATURE",    "GOLF",     "INSIGHT",   "INTERVIEW",
    "NEWSMAKER", "OLYMPICS",  "PREVIEW",  "PROFILE",    "REFILE",   "RUGBY",     "SOCCER",
    "SPECIAL",   "SWIMMING",  "TABLE",    "TENNIS",     "TIMELINE", "UPDATE",    "WRAPUP"};

/// Words that begin a sentence far more often than they follow an abbreviation inside one.
constexpr std::array<std::string_view, 74> kSentenceStarters = {
    "A",       "About",   "After",  "All",    "Also",    "Although", "An",        "And",
    "Another", "Any",     "As",     "At",     "Because", "Before",   "Both",      "But",
    "By",      "Despite", "During", "Each",   "Earlier", "Even",     "Every",     "For",
    "From",    "He",      "Her",    "His",    "How",     "However",  "I",         "If",
    "In",      "Instead", "It",     "Its",    "Last",    "Many",     "Meanwhile", "More",
    "Most",    "My",      "No",     "Nor",    "Not",     "Now",      "On",        "One",
    "Only",    "Or",      "Other",  "REUTER", "Reuter",  "Our",      "Officials", "She",
    "Since",   "So",      "Some",   "Such",   "That",    "The",      "Their",     "There",
    "These",   "They",    "This",   "Those",  "To",      "We",       "What",      "When",
    "While",   "You"};

template <std::size_t N>
bool contains(std::array<std::string_view, N> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_letter(char c) {
  return is_upper(c) || is_lower(c);
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Cuts one field. `at_` only grows, so that the time is linear in the text.
class Splitter {
 public:
  Splitter(std::string_view text, TextField field, std::vector<TextToken>& out)
      : text_(text), field_(field), out_(out) {}

  void run() {
    while (at_ < text_.size()) {
      switch (const CharClass c = class_at(at_); c.kind) {
        case CharKind::space:
          skip_spaces();
          break;
        case CharKind::mark:
          take_mark(c.size);
          break;
        default:
          take_word();
      }
    }
  }

 private:
  /// Whether what was read so far has ended a sentence.
  enum class Ended : std::uint8_t { no, perhaps, yes };

  char byte(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  bool has(std::size_t i, std::string_view what) const {
    return text_.compare(i, what.size(), what) == 0;
  }

  CharClass class_at(std::size_t i) const {
    const auto lead = static_cast<unsigned char>(text_[i]);
    if (lead < 0x80) return {kAsciiKinds[lead], 1};
    return class_beyond_ascii(i, lead);
  }

  /// Broken UTF-8 passes as letters of one byte, so that any bytes can be cut.
  CharClass class_beyond_ascii(std::size_t i, std::uint32_t lead) const {
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (size == 1 || text_.size() - i < size) return {CharKind::letter, 1};
    std::uint32_t code_point = lead & (0xFFU >> (size + 1));
    for (std::size_t k = 1; k < size; ++k) {
      const auto trail = static_cast<unsigned char>(text_[i + k]);
      if ((trail & 0xC0) != 0x80) return {CharKind::letter, 1};
      code_point = code_point << 6 | (trail & 0x3FU);
    }
    return {kind_of_code_point(code_point), static_cast<std::uint8_t>(size)};
  }

  bool is_word_at(std::size_t i) const {
    if (i >= text_.size()) return false;
    const CharKind kind = class_at(i).kind;
    return kind == CharKind::letter || kind == CharKind::digit;
  }

  /// A paragraph ends at a blank line, or (older wire copy) where the next line is indented.
  void skip_spaces() {
    int newlines = 0;
    std::size_t indent = 0;
    while (at_ < text_.size()) {
      const CharClass c = class_at(at_);
      if (c.kind != CharKind::space) break;
      if (text_[at_] == '\n') {
        ++newlines;
        indent = 0;
      } else if (text_[at_] != '\r') {
        ++indent;
      }
      at_ += c.size;
    }
    if (newlines > 1 || (newlines == 1 && indent > 1)) new_paragraph_ = true;
  }

  void take_mark(std::size_t size) {
    const std::size_t start = at_;
    at_ += size;
    const char c = text_[start];
    if (c == '.' || c == '-' || c == '!' || c == '?' || c == '*' || c == '=' || c == '_')
      while (byte(at_) == c) ++at_;
    const std::string_view mark = text_.substr(start, at_ - start);
    if (ended_ != Ended::no && closes(mark) && !out_.empty() && touches_last(start)) {
      push(start, false);
      return;
    }
    const bool begins = ended_ == Ended::yes || (ended_ == Ended::perhaps && opens(mark));
    push(start, begins);
    ended_ = ends_sentence(mark) ? Ended::yes : Ended::no;
    if (is_dateline_dash(mark)) ended_ = Ended::yes;
  }

  bool touches_last(std::size_t start) const {
    return out_.back().field == field_ && out_.back().end == start;
  }

  static bool ends_sentence(std::string_view mark) {
    return mark[0] == '.' || mark[0] == '?' || mark[0] == '!' || mark == kEllipsis ||
           mark == "\xE3\x80\x82" || mark == "\xD8\x9F" || mark == "\xE0\xA5\xA4" ||
           mark == "\xEF\xBC\x81" || mark == "\xEF\xBC\x9F";
  }
  static bool closes(std::string_view mark) {
    return mark == "\"" || mark == "'" || mark == ")" || mark == "]" || mark == "\xE2\x80\x9D" ||
           mark == kCurlyApostrophe || mark == "\xC2\xBB" || mark == "." || mark == "?" ||
           mark == "!";
  }
  static bool opens(std::string_view mark) {
    return mark == "\"" || mark == "\xE2\x80\x9C" || mark == "\xE2\x80\x98" || mark == "\xC2\xAB";
  }

  /// The dash of "PARIS, Dec 10 (Reuters) -": what follows begins a sentence.
  bool is_dateline_dash(std::string_view mark) const {
    constexpr std::size_t kLongestDateline = 16;
    if (field_ != TextField::body || out_.size() - first_ > kLongestDateline) return false;
    if (mark[0] != '-' && mark != "\xE2\x80\x93" && mark != "\xE2\x80\x94") return false;
    const TextToken& city = out_[first_];
    return city.end - city.start > 1 && is_upper(text_[city.start]) &&
           is_upper(text_[city.start + 1]);
  }

  void take_word() {
    const std::size_t start = at_;
    word_start_ = start;
    scan_word();
    const std::string_view word = text_.substr(start, at_ - start);
    const Ended after = byte(at_) == '.' && byte(at_ + 1) != '.' ? take_full_stop(word) : Ended::no;
    push(start, begins_sentence(word));
    ended_ = after;
    take_possessive();
  }

  bool begins_sentence(std::string_view word) const {
    switch (ended_) {
      case Ended::no:
        return false;
      case Ended::yes:
        return !is_lower(word[0]);
      case Ended::perhaps:
        return contains(kSentenceStarters, word);
    }
    return false;
  }

  void scan_word() {
    while (at_ < text_.size()) {
      const CharClass c = class_at(at_);
      if (c.kind == CharKind::letter || c.kind == CharKind::digit || joins(at_, c.size))
        at_ += c.size;
      else
        return;
    }
  }

  /// Whether the mark at `i` stays inside the word that is being read.
  bool joins(std::size_t i, std::size_t size) const {
    const char before = text_[i - 1];
    const char after = byte(i + size);
    const bool in_number = is_digit(before) && is_digit(after);
    switch (text_[i]) {
      case ',':
      case ':':
      case '/':
        return in_number;
      case '.':
        return in_number || (is_word_at(i + 1) && !is_missing_space(i));
      case '\'':
        return is_word_at(i + 1) && !is_possessive(i, 1);
      case '-':
        return is_word_at(i + 1) && !ends_slug(i);
      case '&':
      case '@':
      case '_':
        return is_word_at(i + 1);
      default:
        break;
    }
    if (has(i, kCurlyApostrophe)) return is_word_at(i + size) && !is_possessive(i, size);
    return has(i, kHardHyphen) && is_word_at(i + size);
  }

  /// The hyphen of "UPDATE 1-Rebels" or "SOCCER-Kane", at the beginning of a title.
  bool ends_slug(std::size_t i) const {
    constexpr std::size_t kLongestSlug = 2;
    if (field_ != TextField::title || out_.size() - first_ > kLongestSlug) return false;
    const std::string_view before = text_.substr(word_start_, i - word_start_);
    const bool is_count = out_.size() > first_ && before.size() == 1 && is_digit(before[0]);
    return is_upper(byte(i + 1)) && (is_count || contains(kSlugs, before));
  }

  /// "said.The": two sentences run together.
  bool is_missing_space(std::size_t i) const {
    return !is_upper(text_[i - 1]) && is_upper(byte(i + 1)) && is_lower(byte(i + 2));
  }

  bool is_possessive(std::size_t i, std::size_t apostrophe) const {
    const char s = byte(i + apostrophe);
    return (s == 's' || s == 'S') && !is_word_at(i + apostrophe + 1);
  }

  /// At a full stop after `word`: takes it in if the word is an abbreviation.
  Ended take_full_stop(std::string_view word) {
    const std::size_t size = word.size();
    const bool may_be_listed = is_upper(word[0]) && size <= kLongestListed;
    const bool is_title = may_be_listed && contains(kTitles, word);
    const bool is_initial = size == 1 && is_upper(word[0]);
    const bool is_dotted = size >= 3 && is_letter(word[size - 1]) && word[size - 2] == '.' &&
                           is_letter(word[size - 3]) && (size == 3 || word[size - 4] == '.');
    const bool is_number_sign = word == "No" && byte(at_ + 1) == ' ' && is_digit(byte(at_ + 2));
    const bool is_short = word == "vs" || (may_be_listed && contains(kShortForms, word));
    if (!is_title && !is_initial && !is_dotted && !is_number_sign && !is_short) return Ended::no;
    ++at_;
    return is_title || is_number_sign ? Ended::no : Ended::perhaps;
  }

  void take_possessive() {
    std::size_t size = 0;
    if (byte(at_) == '\'') size = 1;
    if (byte(at_) == kCurlyApostrophe[0] && has(at_, kCurlyApostrophe)) size = 3;
    if (size == 0 || !is_possessive(at_, size)) return;
    const std::size_t start = at_;
    at_ += size + 1;
    push(start, false);
    ended_ = Ended::no;
  }

  void push(std::size_t start, bool begins_sentence) {
    out_.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at_), field_,
                    begins_sentence || new_paragraph_, new_paragraph_});
    new_paragraph_ = false;
  }

  std::string_view text_;
  TextField field_;
  std::vector<TextToken>& out_;
  std::size_t first_ = out_.size();  ///< index of the field's first token
  std::size_t at_ = 0;
  std::size_t word_start_ = 0;
  Ended ended_ = Ended::yes;
  bool new_paragraph_ = true;
};

}  // namespace

void split_tokens(std::string_view title, std::string_view body, ArticleTokens& out) {
  out.title = title;
  out.body = body;
  out.tokens.clear();
  Splitter(title, TextField::title, out.tokens).run();
  Splitter(body, TextField::body, out.tokens).run();
}

}  // namespace dateline
