// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/analyzer.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>

#include "common/error.h"
#include "common/form_table.h"
#include "common/language.h"
#include "common/text.h"

namespace dateline {
namespace {

enum class Class : std::uint8_t { other, letter, digit };

constexpr std::array<Class, 128> kAsciiClass = [] {
  std::array<Class, 128> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = Class::letter;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = Class::letter;
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = Class::digit;
  return table;
}();

Class ascii_class(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 ? kAsciiClass[byte] : Class::other;
}

bool is_space(char c) {
  return static_cast<unsigned char>(c) <= 0x20;
}

bool is_apostrophe(UChar32 c) {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0xFF07;
}

/// The apostrophe that ends just before `at`, as its length in bytes; 0 where there is none.
std::uint32_t apostrophe_before(std::string_view text, std::uint32_t at) {
  if (at >= 1 && text[at - 1] == '\'') return 1;
  if (at >= 3 && text[at - 3] == '\xE2' && text[at - 2] == '\x80' &&
      (text[at - 1] == '\x99' || text[at - 1] == '\x98'))
    return 3;
  return 0;
}

/// A stretch of letters and digits inside a segment, and the mark that joins it to the next one.
struct Part {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::uint32_t characters = 0;
  UChar32 joiner = 0;  // the mark after it, 0 at the end of the segment
};

bool is_word_character(UChar32 c) {
  constexpr uint32_t kMask = U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK | U_GC_CF_MASK;
  return (U_MASK(u_charType(c)) & kMask) != 0;
}

bool holds_invisible(std::string_view text) {
  for (std::size_t at = 0; (at = text.find_first_of("\xC2\xE2\xEF", at)) != std::string_view::npos;
       ++at)
    if (invisible_length_at(text, at) > 0) return true;
  return false;
}

bool digit_before(std::string_view text, std::uint32_t at) {
  return at > 0 && ascii_class(text[at - 1]) == Class::digit;
}

/// The accents that an ending has in its language and that folding took, where the stemmer knows
/// the ending only with them.
struct Accented {
  std::string_view language;
  std::string_view folded;
  std::string_view written;
};
constexpr std::array<Accented, 6> kAccented{{
    {"es", "cion", "ci\u00F3n"},
    {"es", "sion", "si\u00F3n"},
    {"pt", "cao", "\u00E7\u00E3o"},
    {"pt", "coes", "\u00E7\u00F5es"},
    {"fr", "ee", "\u00E9e"},
    {"fr", "ees", "\u00E9es"},
}};

/// The Arabic stemmer takes endings off nouns, and knows nouns by their article: مفاوضات would keep
/// what المفاوضات loses. So every word is given one, and loses an "and" before it.
std::string with_article(const std::string& folded) {
  constexpr std::string_view kArticle = "\u0627\u0644";
  constexpr std::string_view kAnd = "\u0648";
  constexpr std::size_t kShortest = 6;  // bytes, of three letters
  if (folded.size() < kShortest || folded.starts_with(kArticle)) return folded;
  const std::string_view rest = std::string_view(folded).substr(kAnd.size());
  if (folded.starts_with(kAnd) && rest.starts_with(kArticle)) return std::string(rest);
  for (const std::string_view begin :
       {"\u0628\u0627\u0644", "\u0643\u0627\u0644", "\u0641\u0627\u0644", "\u0644\u0644"})
    if (folded.starts_with(begin)) return folded;
  return std::string(kArticle) + folded;
}

/// A folded word as its language's stemmer knows it best.
std::string for_stemmer(std::string_view language, const std::string& folded) {
  if (language == "en") return folded;
  if (language == "ar") return with_article(folded);
  for (const Accented& ending : kAccented)
    if (ending.language == language && folded.ends_with(ending.folded))
      return folded.substr(0, folded.size() - ending.folded.size()).append(ending.written);
  return folded;
}

}  // namespace

struct Analyzer::State {
  explicit State(std::string_view of)
      : language(stemming_language(of)),
        prefix(stem_prefix(language)),
        elides(language == "fr" || language == "it" || language == "ca") {
    if (language != "und") stemmer = Xapian::Stem(language);
  }

  void analyze(std::string_view text, std::vector<Word>& words);
  void segment_ascii(std::string_view text, std::uint32_t start, std::uint32_t end,
                     std::vector<Word>& words);
  void segment_by_icu(std::string_view text, std::uint32_t start, std::uint32_t end,
                      std::vector<Word>& words);
  void segment_bare(std::string_view chunk, std::uint32_t start, std::vector<Word>& words);
  void segment_cached(std::string_view text, std::uint32_t start, std::uint32_t end,
                      std::vector<Word>& words);
  void emit_segment(std::string_view text, std::uint32_t start, std::uint32_t end,
                    std::vector<Word>& words);
  void emit_parts(std::string_view text, std::vector<Word>& words);
  void emit(std::string_view text, std::uint32_t start, std::uint32_t end,
            std::vector<Word>& words);
  const Form* make_form(std::string_view raw);
  std::string stem(const std::string& exact) const;
  bool is_elision(std::string_view text, const Part& before, const Part& after) const;
  void clear();

  const std::string language;
  const std::string prefix;
  const bool elides;  // the language writes l'accord and dell'accordo
  Xapian::Stem stemmer;
  std::unique_ptr<icu::BreakIterator> breaks;  // made when the first non-ASCII text comes
  FormTable table;
  std::deque<Form> forms;
  std::unordered_map<std::string, const Form*> by_exact;
  std::unordered_map<std::string, std::uint32_t> stem_ids;
  // "“We’re" and the like come again and again, and ICU takes a microsecond to start.
  std::unordered_map<std::string, std::vector<Word>> chunks;
  std::vector<Part> parts;
};

void Analyzer::State::clear() {
  table.clear();
  by_exact.clear();
  stem_ids.clear();
  chunks.clear();
  forms.clear();
}

// White space separates words in every script, so each chunk between spaces is cut by itself.
void Analyzer::State::analyze(std::string_view text, std::vector<Word>& words) {
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t i = 0; i < size;) {
    if (is_space(text[i])) {
      ++i;
      continue;
    }
    const std::uint32_t start = i;
    unsigned bits = 0;
    for (; i < size && !is_space(text[i]); ++i) bits |= static_cast<unsigned char>(text[i]);
    if (bits < 0x80)
      segment_ascii(text, start, i, words);
    else
      segment_cached(text, start, i, words);
  }
}

// The rules WB5 to WB13 of UAX #29 for ASCII. A colon or underscore joins there, but
// emit_segment() would split at it again.
void Analyzer::State::segment_ascii(std::string_view text, std::uint32_t start, std::uint32_t end,
                                    std::vector<Word>& words) {
  std::uint32_t i = start;
  while (i < end) {
    if (ascii_class(text[i]) == Class::other) {
      ++i;
      continue;
    }
    const std::uint32_t first = i;
    bool plain = true;
    for (;;) {
      while (i < end && ascii_class(text[i]) != Class::other) ++i;
      if (i + 1 >= end) break;
      const Class before = ascii_class(text[i - 1]);
      if (before != ascii_class(text[i + 1])) break;
      const char c = text[i];
      const bool joins = c == '.' || c == '\'' || (before == Class::digit && c == ',');
      if (!joins) break;
      plain = false;
      ++i;
    }
    if (plain && i - first > 1)
      emit(text, first, i, words);
    else
      emit_segment(text, first, i, words);
  }
}

void Analyzer::State::segment_by_icu(std::string_view text, std::uint32_t start, std::uint32_t end,
                                     std::vector<Word>& words) {
  UErrorCode status = U_ZERO_ERROR;
  if (const auto chunk = text.substr(start, end - start); holds_invisible(chunk)) {
    segment_bare(chunk, start, words);
    return;
  }
  if (!breaks) {
    breaks.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) throw Error(std::string("ICU: ") + u_errorName(status));
  }
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data() + start, end - start, &status);
  breaks->setText(&utext, status);
  if (U_FAILURE(status)) throw Error(std::string("ICU: ") + u_errorName(status));
  int32_t from = breaks->first();
  for (int32_t to = breaks->next(); to != icu::BreakIterator::DONE; from = to, to = breaks->next())
    if (breaks->getRuleStatus() >= UBRK_WORD_NONE_LIMIT)
      emit_segment(text, start + static_cast<std::uint32_t>(from),
                   start + static_cast<std::uint32_t>(to), words);
  utext_close(&utext);
}

// UAX #29 would part words at a zero-width space, and count others of these marks as letters.
void Analyzer::State::segment_bare(std::string_view chunk, std::uint32_t start,
                                   std::vector<Word>& words) {
  std::string bare;
  std::vector<std::uint32_t> places;  // of each byte
  for (std::size_t i = 0; i < chunk.size();) {
    const std::size_t mark = invisible_length_at(chunk, i);
    if (mark == 0) {
      places.push_back(start + static_cast<std::uint32_t>(i));
      bare += chunk[i];
    }
    i += std::max(mark, std::size_t{1});
  }
  const std::size_t first = words.size();
  segment_by_icu(bare, 0, static_cast<std::uint32_t>(bare.size()), words);
  for (std::size_t i = first; i < words.size(); ++i) {
    words[i].start = places[words[i].start];
    words[i].end = places[words[i].end - 1] + 1;
  }
}

void Analyzer::State::segment_cached(std::string_view text, std::uint32_t start, std::uint32_t end,
                                     std::vector<Word>& words) {
  constexpr std::uint32_t kLongestCached = 48;
  constexpr std::size_t kMostCached = 100'000;
  if (end - start > kLongestCached) {
    segment_by_icu(text, start, end, words);
    return;
  }
  const std::string_view chunk = text.substr(start, end - start);
  if (chunks.size() > kMostCached) chunks.clear();
  const auto [at, is_new] = chunks.try_emplace(std::string(chunk));
  if (is_new) segment_by_icu(chunk, 0, end - start, at->second);
  for (const Word& word : at->second)
    words.push_back({start + word.start, start + word.end, word.form});
}

// Splits a segment of UAX #29 into parts at the marks inside it, then joins what belongs together.
void Analyzer::State::emit_segment(std::string_view text, std::uint32_t start, std::uint32_t end,
                                   std::vector<Word>& words) {
  parts.clear();
  Part part{start, start, 0, 0};
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (std::uint32_t i = start; i < end;) {
    const std::uint32_t at = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, end, c);
    if (c >= 0 && is_word_character(c)) {
      part.end = i;
      ++part.characters;
      continue;
    }
    part.end = at;
    part.joiner = c;
    const bool soft = c == '.' || c == ',' || is_apostrophe(c);
    if (part.end > part.start) parts.push_back(part);
    if (!soft) emit_parts(text, words);
    part = Part{i, i, 0, 0};
  }
  if (part.end > part.start) parts.push_back(part);
  emit_parts(text, words);
}

/// Whether the two parts at an apostrophe are two words.
bool Analyzer::State::is_elision(std::string_view text, const Part& before,
                                 const Part& after) const {
  const std::string_view word = text.substr(before.start, before.end - before.start);
  if (elides) return true;
  const char letter = static_cast<char>(word[0] | 0x20);
  return word.size() == 1 && (letter == 'd' || letter == 'l') && after.characters > 2;
}

void Analyzer::State::emit_parts(std::string_view text, std::vector<Word>& words) {
  const auto is_s = [&](const Part& p) {
    return p.end - p.start == 1 && (text[p.start] == 's' || text[p.start] == 'S');
  };
  // "U.S.'s", "1980's": UAX #29 leaves the s by itself.
  if (parts.size() == 1 && is_s(parts[0])) {
    const std::uint32_t mark = apostrophe_before(text, parts[0].start);
    if (mark != 0 && parts[0].start > mark && !is_space(text[parts[0].start - mark - 1]))
      parts.clear();
  }
  bool acronym = parts.size() > 1;
  for (std::size_t i = 0; i < parts.size(); ++i)
    acronym = acronym && parts[i].characters == 1 &&
              ascii_class(text[parts[i].start]) != Class::digit &&
              (i + 1 == parts.size() || parts[i].joiner == '.');
  for (std::size_t i = 0; i < parts.size();) {
    const std::uint32_t start = parts[i].start;
    std::uint32_t end = parts[i].end;
    for (; i + 1 < parts.size(); ++i) {
      const Part& next = parts[i + 1];
      const UChar32 joiner = parts[i].joiner;
      if (is_apostrophe(joiner)) {
        if (i + 2 == parts.size() && is_s(next)) {
          ++i;
          break;
        }
        if (is_elision(text, parts[i], next)) break;
      } else {
        const bool number =
            digit_before(text, parts[i].end) && ascii_class(text[next.start]) == Class::digit;
        if (!number && !acronym) break;
      }
      end = next.end;
    }
    ++i;
    emit(text, start, end, words);
  }
  parts.clear();
}

void Analyzer::State::emit(std::string_view text, std::uint32_t start, std::uint32_t end,
                           std::vector<Word>& words) {
  const std::string_view raw = clip_utf8(text.substr(start, end - start), kMaxWordBytes);
  const std::uint64_t hash = FormTable::hash_of(raw);
  bool found = false;
  const Form* form = table.find(raw, hash, &found);
  if (!found) {
    form = make_form(raw);
    table.add(raw, hash, form);
  }
  if (form != nullptr) words.push_back({start, end, form});
}

std::string Analyzer::State::stem(const std::string& exact) const {
  std::string term = prefix;
  return term.append(clip_utf8(stemmer(for_stemmer(language, exact)), kMaxWordBytes));
}

const Form* Analyzer::State::make_form(std::string_view raw) {
  std::string joined;
  const auto size = static_cast<std::uint32_t>(raw.size());
  const auto* bytes = reinterpret_cast<const uint8_t*>(raw.data());
  for (std::uint32_t i = 0; i < size;) {
    const std::uint32_t at = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    const bool decimal = c == '.' && digit_before(raw, at);
    if (is_apostrophe(c) || c == ',' || (c == '.' && !decimal)) continue;
    joined.append(raw.substr(at, i - at));
  }
  std::string exact(clip_utf8(fold(joined), kMaxWordBytes));
  if (exact.empty()) return nullptr;
  const auto [at, is_new] = by_exact.try_emplace(exact, nullptr);
  if (!is_new) return at->second;
  Form& form = forms.emplace_back();
  form.stem = stem(exact);
  form.exact = std::move(exact);
  form.id = static_cast<std::uint32_t>(forms.size() - 1);
  form.hash = word_hash(form.exact);
  form.stem_id =
      stem_ids.try_emplace(form.stem, static_cast<std::uint32_t>(stem_ids.size())).first->second;
  at->second = &form;
  return &form;
}

Analyzer::Analyzer(std::string_view language) : state_(std::make_unique<State>(language)) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::analyze(std::string_view text, std::vector<Word>& words) {
  state_->analyze(text, words);
}

void Analyzer::analyze_by_icu(std::string_view text, std::vector<Word>& words) {
  state_->segment_by_icu(text, 0, static_cast<std::uint32_t>(text.size()), words);
}

std::string Analyzer::stem(std::string_view exact) const {
  return state_->stem(std::string(exact));
}

bool Analyzer::trim(std::size_t limit) {
  if (state_->table.size() <= limit) return false;
  state_->clear();
  return true;
}

std::size_t Analyzer::form_count() const {
  return state_->forms.size();
}
std::size_t Analyzer::stem_count() const {
  return state_->stem_ids.size();
}
const Form& Analyzer::form(std::uint32_t id) const {
  return state_->forms[id];
}

std::string analyzer_versions() {
  UVersionInfo version{};
  u_getVersion(version);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
  u_versionToString(version, text.data());
  return std::string("ICU ") + text.data() + ", Xapian " + Xapian::version_string();
}

}  // namespace dateline
