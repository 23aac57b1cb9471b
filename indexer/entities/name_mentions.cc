// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/name_mentions.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "common/identity/name_key.h"

namespace dateline {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

/// Begins with a capital letter, as far as bytes tell: letters beyond ASCII count as capitals.
bool looks_capitalised(std::string_view word) {
  return !word.empty() && (is_upper(word[0]) || static_cast<unsigned char>(word[0]) >= 0x80);
}

bool is_all_capitals(std::string_view text) {
  return std::none_of(text.begin(), text.end(), is_lower) &&
         std::count_if(text.begin(), text.end(), is_upper) > 2;
}

bool is_possessive(std::string_view word) {
  return word == "'s" || word == "\xE2\x80\x99s" || word == "'" || word == "\xE2\x80\x99" ||
         word == "'S";
}

/// What no name ends with: " Reuter" closes that agency's texts, "Image:" credits a caption.
bool is_no_end(std::string_view word) {
  return is_possessive(word) || word == "," || word == "." || word == "Reuter" ||
         word == "Reuters" || word == "Image" || word == "Photo";
}

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 40> kOrganisationEnds = {
    "inc",       "corp",       "ltd",        "plc",           "co",          "company",
    "group",     "party",      "ministry",   "bank",          "university",  "council",
    "committee", "commission", "foundation", "institute",     "school",      "college",
    "hospital",  "airport",    "court",      "church",        "street",      "avenue",
    "square",    "tower",      "center",     "centre",        "association", "federation",
    "union",     "news",       "times",      "post",          "agency",      "corporation",
    "stadium",   "army",       "brothers",   "administration"};

constexpr std::array<std::string_view, 14> kParticles = {
    "bin", "ibn", "bint", "de", "van", "von", "der", "da", "di", "del", "le", "la", "al", "el"};

/// Words between given name and surname, or before a surname that stands alone.
bool is_particle(std::string_view word) {
  return contains(kParticles, word);
}

/// "bin salman", "de mistura", "trump jr": a surname with what goes with it. "Al Franken" is none.
bool is_bare_surname(NameWords words) {
  if (words.size() > 1 && is_generation(words.back())) words.pop_back();
  if (words.size() > 1 && words[0] == "al") return false;
  return words.empty() || std::all_of(words.begin(), words.end() - 1, is_particle);
}

/// "Obama-era", "Trump-backed": the name before a hyphen that makes an adjective of it.
std::string_view without_affix(std::string_view text) {
  constexpr std::array<std::string_view, 13> kAffixes = {
      "era",   "led",    "backed",  "appointed", "style",     "like", "linked",
      "owned", "allied", "aligned", "inspired",  "supported", "named"};
  const std::size_t hyphen = text.rfind('-');
  const bool is_affix =
      hyphen != std::string_view::npos && contains(kAffixes, text.substr(hyphen + 1));
  return is_affix ? text.substr(0, hyphen) : text;
}

bool is_all_titles(const ArticleTokens& article, const NameMention& mention) {
  for (std::uint32_t at = mention.first; at < mention.last; ++at) {
    if (!is_title_word(article.text(article.tokens[at]))) return false;
  }
  return true;
}

/// "LE BOURGET, Dec 12 -" at the head of the body
bool is_dateline(const ArticleTokens& article, const NameMention& mention) {
  return article.tokens[mention.first].field == TextField::body &&
         article.tokens[mention.first].start == 0;
}

bool is_contraction(std::string_view text) {
  const std::size_t mark = std::min(text.find('\''), text.find("\xE2\x80\x99"));
  if (mark == std::string_view::npos) return false;
  const std::string_view tail = text.substr(mark + (text[mark] == '\'' ? 1 : 3));
  return tail == "ve" || tail == "re" || tail == "ll" || tail == "m" || tail == "d" || tail == "t";
}

/// "example.org", but not "J.P."
bool is_host_name(std::string_view text) {
  const std::size_t dot = text.find('.');
  return dot != std::string_view::npos && dot > 1 && dot + 1 < text.size() &&
         is_lower(text[dot + 1]);
}

/// "Keefe, Bruyette & Woods", "Smith & Wesson": a name of several with "&" is a firm's.
bool is_part_of_firm(const ArticleTokens& article, const NameMention& mention) {
  const auto text_at = [&](std::uint32_t at) {
    return at < article.tokens.size() ? article.text(article.tokens[at]) : std::string_view{};
  };
  if (mention.first > 0 && text_at(mention.first - 1) == "&") return true;
  std::uint32_t at = mention.last;
  while (text_at(at) == "," && looks_capitalised(text_at(at + 1))) at += 2;
  return text_at(at) == "&" && (at == mention.last || !mention.is_full);
}

/// What cannot be a person by itself, whatever the tagger says.
bool is_no_person(const ArticleTokens& article, const NameMention& mention, std::string_view text) {
  const auto words = words_of(mention.normal);
  if (words.empty() || (words.size() > 1 && is_all_titles(article, mention))) return true;
  if (contains(kOrganisationEnds, words.back()) && words.size() > 1) return true;
  if (words.size() > 1 && is_no_person_name(mention.normal)) return true;
  if (std::any_of(words.begin(), words.end(), [](std::string_view word) {
        return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
      })) {
    return true;
  }
  if (mention.is_capitals && is_dateline(article, mention)) return true;
  if (words.size() == 1 && (is_contraction(text) || is_host_name(text))) return true;
  if (is_generation(mention.normal) || is_part_of_firm(article, mention)) return true;
  if (text.find('_') != std::string_view::npos) return true;  // a user's name in social media
  if (mention.first > 0 && article.text(article.tokens[mention.first - 1]) == "@") return true;
  return words.size() == 1 && words[0].size() < 2 && text.size() < 3;
}

/// A single word that is a person only beside a title or if another mention bears it out.
bool is_doubtful_word(const ArticleTokens& article, const NameMention& mention,
                      std::string_view text) {
  if (mention.context.has_honorific) return is_title_word(text);
  if (without_affix(text) != text) return true;
  if (is_title_word(text) || is_title_word(mention.normal)) return true;
  if (is_no_person_name(mention.normal) || contains(kOrganisationEnds, mention.normal)) return true;
  if (gender_of_first_name(mention.normal) != Gender::unknown) return true;
  if (is_lower(text[0]) && text.find('-') == std::string_view::npos) return true;
  if (is_all_capitals(text) && text.size() <= 4) return true;  // "UNHCR", "ANC"
  // "the Clintons", "the Taliban"; but "the Assad regime" names him.
  const bool after_the =
      mention.first > 0 && (article.text(article.tokens[mention.first - 1]) == "the" ||
                            article.text(article.tokens[mention.first - 1]) == "The");
  return after_the && text.back() == 's';
}

template <std::size_t N>
bool is_one_of(const ArticleTokens& article, std::uint32_t at,
               const std::array<std::string_view, N>& words) {
  return at < article.tokens.size() && contains(words, article.text(article.tokens[at]));
}

/// Whether the tokens between two names make them one: "Tamim [bin] Hamad", "([John]) Kerry",
/// "Jesus [“Chuy”] Garcia".
bool is_inside_name(const ArticleTokens& article, const NameSpan& left, const NameSpan& right) {
  constexpr std::array<std::string_view, 8> kInside = {"bin", "ibn", "bint", "ould",
                                                       "al",  "el",  "der",  "ul"};
  constexpr std::array<std::string_view, 2> kOpen = {"[", "("};
  constexpr std::array<std::string_view, 2> kClose = {"]", ")"};
  constexpr std::array<std::string_view, 3> kOpenQuote = {"\"", "\xE2\x80\x9C", "\xE2\x80\x98"};
  constexpr std::array<std::string_view, 3> kCloseQuote = {"\"", "\xE2\x80\x9D", "\xE2\x80\x99"};
  const std::uint32_t between = right.first - left.last;
  if (article.tokens[left.first].field != article.tokens[right.first].field) return false;
  if (between == 1) {
    if (is_one_of(article, left.last, kInside)) return true;
    return left.first > 0 && is_one_of(article, left.first - 1, kOpen) &&
           is_one_of(article, left.last, kClose);
  }
  return between == 3 && is_one_of(article, left.last, kOpenQuote) &&
         is_one_of(article, left.last + 2, kCloseQuote);
}

/// Names that the tagger cut in two.
std::vector<NameSpan> join_parts(const ArticleTokens& article, const std::vector<NameSpan>& names) {
  std::vector<NameSpan> out;
  for (const NameSpan& name : names) {
    if (name.kind != NameKind::person || name.first >= name.last) continue;
    if (!out.empty() && is_inside_name(article, out.back(), name)) {
      out.back().last = name.last;
    } else {
      out.push_back(name);
    }
  }
  return out;
}

std::uint32_t next_name_after(const std::vector<NameSpan>& names, std::size_t i,
                              const ArticleTokens& article) {
  return i + 1 < names.size() ? names[i + 1].first
                              : static_cast<std::uint32_t>(article.tokens.size());
}

void find_royal_title(const ArticleTokens& article, std::uint32_t span_first,
                      NameMention& mention) {
  if (mention.is_full && mention.normal.find(" bin ") == std::string::npos &&
      mention.normal.find(" ii") == std::string::npos &&
      mention.normal.find(" v") == std::string::npos) {
    return;
  }
  if (mention.first == 0) return;
  const std::uint32_t before = mention.first - 1;
  if (article.tokens[before].field != article.tokens[mention.first].field) return;
  const std::string_view title = article.text(article.tokens[before]);
  if (before + 1 < span_first || !is_royal_title(title)) return;
  mention.royal_form = name_normal_form(title) + ' ' + mention.normal;
  mention.royal_first = before;
}

NameMention read_mention(const ArticleTokens& article, std::uint32_t first, std::uint32_t last,
                         std::uint32_t next_name) {
  NameMention mention;
  const std::uint32_t span_first = first;
  while (last > first + 1 && is_no_end(article.text(article.tokens[last - 1]))) {
    --last;
  }
  if (last > first + 1 && (article.text(article.tokens[first]) == "the" ||
                           article.text(article.tokens[first]) == "The")) {
    ++first;
  }
  first += leading_titles(article, first, last);
  mention.first = first;
  mention.last = last;
  const std::string_view text = text_of(article, first, last);
  mention.normal = name_normal_form(last == first + 1 ? without_affix(text) : text);
  mention.is_capitals = is_all_capitals(text);
  mention.is_full = !is_bare_surname(words_of(mention.normal));
  mention.context = context_of_name(article, first, last, next_name);
  find_royal_title(article, span_first, mention);
  return mention;
}

/// Which (first letter, length) pairs occur among the surnames: a cheap no for most words.
class SurnameFilter {
 public:
  explicit SurnameFilter(const std::vector<std::string>& surnames) : surnames_(surnames) {
    for (const std::string& surname : surnames) lengths_[slot(surname[0])] |= bit(surname.size());
  }

  const std::string* find(std::string_view word) const {
    if (word.size() > 3 && (word[2] == '-') && (word[1] == 'l' || word[1] == 'L')) {
      word.remove_prefix(3);  // "al-Assad", "El-Sisi"
    }
    const bool is_ascii = std::all_of(word.begin(), word.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (is_ascii && word.find_first_of("-'") == std::string_view::npos &&
        (lengths_[slot(word[0])] & bit(word.size())) == 0) {
      return nullptr;
    }
    const std::string normal = name_normal_form(word);
    const auto found = std::find(surnames_.begin(), surnames_.end(), normal);
    return found == surnames_.end() ? nullptr : &*found;
  }

 private:
  static std::size_t slot(char c) { return static_cast<unsigned char>(c) & 0x1FU; }
  static std::uint64_t bit(std::size_t size) { return std::uint64_t{1} << (size & 63U); }

  const std::vector<std::string>& surnames_;
  std::array<std::uint64_t, 32> lengths_{};
};

bool is_alone(const ArticleTokens& article, std::uint32_t at) {
  const auto same_field = [&](std::uint32_t other) {
    return article.tokens[other].field == article.tokens[at].field;
  };
  // In a headline all words are capitalised: there the neighbours tell nothing.
  if (article.tokens[at].field == TextField::title) return true;
  if (at + 1 < article.tokens.size() && same_field(at + 1)) {
    const std::string_view next = article.text(article.tokens[at + 1]);
    if (looks_capitalised(next) && is_upper(next[0]) && !is_title_word(next)) return false;
  }
  if (at > 0 && same_field(at - 1) && !article.tokens[at].starts_sentence) {
    const std::string_view previous = article.text(article.tokens[at - 1]);
    if (is_upper(previous[0]) && !article.tokens[at - 1].starts_sentence &&
        !is_title_word(previous)) {
      return false;
    }
  }
  return true;
}

/// The words behind "Hurricane", "Operation" and the like: alone they are no person's in this
/// article ("Irma made landfall").
std::vector<std::string_view> named_things(const ArticleTokens& article) {
  constexpr std::array<std::string_view, 12> kKinds = {
      "Hurricane", "Cyclone", "Typhoon", "Storm", "Operation", "Mount",
      "hurricane", "cyclone", "typhoon", "storm", "operation", "Lake"};
  std::vector<std::string_view> things;
  for (std::size_t at = 0; at + 1 < article.tokens.size(); ++at) {
    const std::string_view next = article.text(article.tokens[at + 1]);
    if (looks_capitalised(next) && contains(kKinds, article.text(article.tokens[at])))
      things.push_back(next);
  }
  return things;
}

/// "Al Franken" has a first name; "Al Assad" is a surname where a Bashar al-Assad is about.
void settle_al(std::vector<NameMention>& mentions) {
  for (NameMention& mention : mentions) {
    if (!mention.normal.starts_with("al ")) continue;
    const std::string_view surname = std::string_view(mention.normal).substr(2);
    mention.is_full = std::none_of(mentions.begin(), mentions.end(), [&](const NameMention& other) {
      return other.is_full && !other.normal.starts_with("al ") && other.normal.ends_with(surname);
    });
    if (!mention.is_full) mention.normal.erase(0, 3);
  }
}

}  // namespace

std::string_view text_of(const ArticleTokens& article, std::uint32_t first, std::uint32_t last) {
  const TextToken& from = article.tokens[first];
  const std::string_view field = from.field == TextField::title ? article.title : article.body;
  return field.substr(from.start, article.tokens[last - 1].end - from.start);
}

bool is_generation(std::string_view word) {
  return word == "jr" || word == "sr" || word == "ii" || word == "iii";
}

std::vector<NameMention> read_mentions(const ArticleTokens& article,
                                       const std::vector<NameSpan>& all_names) {
  const std::vector<NameSpan> names = join_parts(article, all_names);
  const std::vector<std::string_view> things = named_things(article);
  std::vector<NameMention> mentions;
  for (std::size_t i = 0; i < names.size(); ++i) {
    NameMention mention =
        read_mention(article, names[i].first, names[i].last, next_name_after(names, i, article));
    const std::string_view text = text_of(article, mention.first, mention.last);
    if (is_no_person(article, mention, text)) continue;
    const bool is_thing = std::find(things.begin(), things.end(), text) != things.end();
    mention.is_doubtful =
        !mention.is_full && (is_thing || is_doubtful_word(article, mention, text));
    mentions.push_back(std::move(mention));
  }
  settle_al(mentions);
  return mentions;
}

void add_surname_mentions(const ArticleTokens& article, const std::vector<NameSpan>& names,
                          const std::vector<std::string>& surnames,
                          std::vector<NameMention>& mentions) {
  if (surnames.empty()) return;
  const SurnameFilter filter(surnames);
  std::vector<NameMention> added;
  auto span = names.begin();
  for (std::uint32_t at = 0; at < article.tokens.size(); ++at) {
    while (span != names.end() && span->last <= at) ++span;
    // Inside a longer name of another kind it is that name's ("Clinton Foundation").
    if (span != names.end() && span->first <= at &&
        (span->kind == NameKind::person || span->last - span->first > 1)) {
      continue;
    }
    const std::string_view word = article.text(article.tokens[at]);
    const bool has_article = word.size() > 3 && word[2] == '-';
    if (!looks_capitalised(word) && !has_article) continue;
    if (word.starts_with("\xE2\x80")) continue;  // dashes and quotation marks
    const std::string* surname = filter.find(word);
    if (surname == nullptr || !is_alone(article, at)) continue;
    if (is_title_word(word)) continue;  // "Jordan", "May"
    NameMention mention = read_mention(article, at, at + 1, at + 1);
    mention.is_doubtful = true;
    added.push_back(std::move(mention));
  }
  mentions.insert(mentions.end(), std::make_move_iterator(added.begin()),
                  std::make_move_iterator(added.end()));
  std::sort(mentions.begin(), mentions.end(),
            [](const NameMention& a, const NameMention& b) { return a.first < b.first; });
}

}  // namespace dateline
