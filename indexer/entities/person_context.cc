// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/person_context.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace dateline {
namespace {

bool is_capital(std::string_view word) {
  return !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
}

/// A country word that ends at token `at`, of one word or two.
struct PlaceHit {
  std::string_view code;
  std::uint32_t tokens = 0;
};

PlaceHit place_ending_at(const ArticleTokens& article, std::uint32_t at, std::uint32_t begin) {
  const std::string_view word = article.text(article.tokens[at]);
  if (!is_capital(word)) return {};
  if (at > begin && is_capital(article.text(article.tokens[at - 1]))) {
    const Lower pair(article.text(article.tokens[at - 1]), word);
    if (const auto code = country_of_word(pair.view()); !code.empty()) return {code, 2};
  }
  if (const auto code = country_of_word(Lower(word).view()); !code.empty()) return {code, 1};
  // "us" is a word, "US" a country.
  return {};
}

bool is_us_pronoun(std::string_view word) {
  return word == "us" || word == "Us";
}

/// The first token of the sentence part that tokens before `first` may belong to.
std::uint32_t reach_back(const ArticleTokens& article, std::uint32_t first) {
  constexpr std::uint32_t kReach = 12;
  std::uint32_t begin = first;
  while (begin > 0 && first - begin < kReach &&
         article.tokens[begin - 1].field == article.tokens[first].field &&
         !article.tokens[begin].starts_sentence) {
    --begin;
  }
  return begin;
}

/// "secretary-general" is "Secretary-General".
void capitalise_parts(std::string& word) {
  bool at_start = true;
  for (char& c : word) {
    if (at_start && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    at_start = c == '-';
  }
}

std::string long_title_word(std::string_view word) {
  static constexpr std::array<std::array<std::string_view, 2>, 13> kLong = {
      {{"gen", "General"},
       {"sen", "Senator"},
       {"rep", "Representative"},
       {"gov", "Governor"},
       {"col", "Colonel"},
       {"lt", "Lieutenant"},
       {"adm", "Admiral"},
       {"maj", "Major"},
       {"capt", "Captain"},
       {"sgt", "Sergeant"},
       {"prof", "Professor"},
       {"pres", "President"},
       {"u.n.", "UN"}}};
  const Lower lower(word);
  std::string_view bare = lower.view();
  if (bare != "u.n." && bare != "e.u." && !bare.empty() && bare.back() == '.') {
    bare.remove_suffix(1);
  }
  for (const auto& [brief, full] : kLong) {
    if (bare == brief) return std::string(full);
  }
  const auto capitals =
      std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (capitals > 1 && word.size() <= 4) return std::string(word);  // "EU", "NATO"
  std::string out(bare);
  const bool small =
      bare == "of" || bare == "for" || bare == "to" || bare == "the" || bare == "and";
  if (!small) capitalise_parts(out);
  return out;
}

bool is_link_word(std::string_view word) {
  return role_of(word) == Role::link;
}

/// Makes the title of the words of tokens [begin, end): countries, articles, "former" and
/// honorifics out, "Gen." as "General". Empty if no head ("Minister") is among them.
class TitleBuilder {
 public:
  TitleBuilder(const ArticleTokens& article, NameContext& context)
      : article_(article), context_(context) {}

  void read(std::uint32_t begin, std::uint32_t end) {
    std::vector<std::string_view> words;
    std::string_view country;
    bool has_head = false;
    for (std::uint32_t at = begin; at < end; ++at) {
      const std::string_view word = article_.text(article_.tokens[at]);
      const PlaceHit place = place_starting_at(at, end);
      if (place.tokens > 0) {
        const bool goal = !words.empty() && (words.back() == "to" || words.back() == "for");
        if (!goal && country.empty()) country = place.code;
        at += place.tokens - 1;
        continue;
      }
      switch (role_of(word)) {
        case Role::male:
          note_gender(Gender::male);
          break;
        case Role::female:
          note_gender(Gender::female);
          break;
        case Role::honorific:
          context_.has_honorific = true;
          break;
        case Role::head:
          has_head = true;
          words.push_back(word);
          break;
        case Role::modifier:
          words.push_back(word);
          break;
        case Role::link:
          if (word != "'s" && word != "\xE2\x80\x99s" && !words.empty()) words.push_back(word);
          break;
        default:
          break;
      }
    }
    if (!has_head) return;
    if (country == "GE" && is_of_us_state(words)) country = "US";
    store(words);
    if (context_.country.empty()) context_.country = country;
  }

 private:
  PlaceHit place_starting_at(std::uint32_t at, std::uint32_t end) const {
    if (at + 1 < end) {
      const PlaceHit two = place_ending_at(article_, at + 1, at);
      if (two.tokens == 2) return two;
    }
    const PlaceHit one = place_ending_at(article_, at, at);
    return is_us_pronoun(article_.text(article_.tokens[at])) ? PlaceHit{} : one;
  }

  /// "Georgia Governor": the state, not the country.
  static bool is_of_us_state(const std::vector<std::string_view>& words) {
    return std::any_of(words.begin(), words.end(), [](std::string_view word) {
      return is_in_list(
          " governor gov gov. senator sen sen. representative rep rep. congressman "
          "congresswoman sheriff ",
          Lower(word).view());
    });
  }

  void note_gender(Gender gender) {
    context_.gender = gender;
    context_.has_honorific = true;
  }

  void store(std::vector<std::string_view>& words) {
    context_.has_honorific = true;
    if (!context_.title.empty()) return;
    trim(words);
    for (const std::string_view word : words) {
      if (!context_.title.empty()) context_.title += ' ';
      context_.title += long_title_word(word);
    }
  }

  /// Takes off what is no part of the office: "then", "under President", the party of a senator,
  /// the rank behind an office ("Chief of Staff General").
  static void trim(std::vector<std::string_view>& words) {
    drop_goal_before_head(words);
    static constexpr std::string_view kNoOffice =
        " then top longtime veteran outgoing jailed exiled then-prime then-president world "
        "populist "
        "far-right elected late other ";
    static constexpr std::string_view kParties =
        " democratic republican conservative labour labor liberal communist socialist ";
    static constexpr std::string_view kPartyOffices =
        " leader party chairman chairwoman national house senate ";
    static constexpr std::string_view kRanks =
        " general gen gen. colonel col col. admiral adm adm. lieutenant lt lt. captain capt capt. "
        "major maj maj. justice judge senator sen sen. representative rep rep. congressman sheikh "
        "prince king queen ";
    while (words.size() > 1) {
      const Lower first(words[0]);
      const Lower second(words[1]);
      const bool drop =
          is_in_list(kNoOffice, first.view()) || is_link_word(words[0]) ||
          (first.view() == "under" && second.view() != "secretary") ||
          (is_in_list(kParties, first.view()) && !is_in_list(kPartyOffices, second.view()));
      if (!drop) break;
      words.erase(words.begin());
    }
    if (words.size() > 1 && has_head(words.begin(), words.end() - 1) &&
        is_in_list(kRanks, Lower(words.back()).view()) &&
        !is_in_list(kRanks, Lower(words[words.size() - 2]).view()) && !is_general_of(words)) {
      words.pop_back();
    }
    while (!words.empty() && is_link_word(words.back())) words.pop_back();
  }

  template <typename Iterator>
  static bool has_head(Iterator first, Iterator last) {
    return std::any_of(first, last, [](std::string_view w) { return role_of(w) == Role::head; });
  }

  /// "spokesman for Prime Minister", "Congress and Special Counsel": only the part behind the link
  /// is the office. "Minister of Defense" and "assistant to the president" are whole.
  static void drop_goal_before_head(std::vector<std::string_view>& words) {
    for (auto word = words.end(); word != words.begin();) {
      --word;
      if (!is_link_word(*word) || !has_head(word + 1, words.end())) continue;
      const bool leads_on = (*word == "for" || *word == "to") && word[1] != "the";
      if (!leads_on && has_head(words.begin(), word)) continue;
      words.erase(words.begin(), word + 1);
      return;
    }
  }

  /// "Director General", "Solicitor General", "Inspector General"
  static bool is_general_of(const std::vector<std::string_view>& words) {
    return is_in_list(" director inspector solicitor attorney secretary consul governor ",
                      Lower(words[words.size() - 2]).view());
  }

  const ArticleTokens& article_;
  NameContext& context_;
};

void read_before(const ArticleTokens& article, std::uint32_t first, NameContext& context) {
  const std::uint32_t begin = reach_back(article, first);
  std::uint32_t end = first;
  // "the foreign minister, Sergei Lavrov,"
  if (end > begin + 1 && article.text(article.tokens[end - 1]) == "," &&
      role_of(article.text(article.tokens[end - 2])) == Role::head) {
    --end;
  }
  std::uint32_t at = end;
  while (at > begin) {
    const std::string_view word = article.text(article.tokens[at - 1]);
    const PlaceHit place = place_ending_at(article, at - 1, begin);
    if (place.tokens > 0 && !is_us_pronoun(word)) {
      at -= place.tokens;
      continue;
    }
    const Role role = role_of(word);
    if (role == Role::none) break;
    // "said to Kerry", "Lavrov and Kerry": links join title words only.
    if (role == Role::link && at == first) break;
    --at;
  }
  while (at < end && is_link_word(article.text(article.tokens[at]))) ++at;
  if (at < end) TitleBuilder(article, context).read(at, end);
}

void read_behind(const ArticleTokens& article, std::uint32_t last, std::uint32_t next_name,
                 NameContext& context) {
  constexpr std::uint32_t kReach = 12;
  const auto size = static_cast<std::uint32_t>(article.tokens.size());
  if (last + 1 >= size || article.text(article.tokens[last]) != ",") return;
  std::uint32_t at = last + 1;
  const std::string_view article_word = article.text(article.tokens[at]);
  if (article_word == "a" || article_word == "an") ++at;
  const std::uint32_t begin = at;
  bool has_head = false;
  while (at < size && at < last + kReach &&
         article.tokens[at].field == article.tokens[last].field &&
         !article.tokens[at].starts_sentence) {
    const std::string_view word = article.text(article.tokens[at]);
    const bool is_place = place_ending_at(article, at, at > begin ? at - 1 : at).tokens > 0 ||
                          (at + 1 < size && place_ending_at(article, at + 1, at).tokens == 2);
    const Role role = role_of(word);
    if (role == Role::none && !is_place) break;
    has_head |= role == Role::head;
    ++at;
  }
  // The title of the next name, not of this one.
  if (!has_head || at == size || at >= next_name) return;
  const std::string_view stop = article.text(article.tokens[at]);
  if (is_capital(stop) && !article.tokens[at].starts_sentence) return;
  TitleBuilder(article, context).read(begin, at);
}

}  // namespace

NameContext context_of_name(const ArticleTokens& article, std::uint32_t first, std::uint32_t last,
                            std::uint32_t next_name) {
  NameContext context;
  read_before(article, first, context);
  if (context.title.empty()) read_behind(article, last, next_name, context);
  return context;
}

std::uint32_t leading_titles(const ArticleTokens& article, std::uint32_t first,
                             std::uint32_t last) {
  std::uint32_t count = 0;
  while (first + count + 1 < last) {
    const std::string_view word = article.text(article.tokens[first + count]);
    const Role role = role_of(word);
    const bool is_place = place_ending_at(article, first + count, first + count).tokens > 0;
    if (role == Role::none && !is_place) break;
    ++count;
  }
  // "Jordan Peele", "Chad Smith": a country is a title word only if a title follows.
  std::uint32_t titles = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Role role = role_of(article.text(article.tokens[first + i]));
    if (role == Role::head || role == Role::male || role == Role::female ||
        role == Role::honorific || is_office_word(article.text(article.tokens[first + i]))) {
      titles = i + 1;
    }
  }
  // "Minister of Education", "Governor of Ohio": two words at least must be left for the name.
  if (titles > 0 && first + titles + 3 < last &&
      article.text(article.tokens[first + titles]) == "of") {
    titles = std::max(titles + 2, count);
    while (titles > 0 && first + titles + 1 > last) --titles;
  }
  return titles;
}

void count_countries(const ArticleTokens& article, std::vector<CountryCount>& counts) {
  counts.clear();
  const auto size = static_cast<std::uint32_t>(article.tokens.size());
  for (std::uint32_t at = 0; at < size; ++at) {
    if (!is_capital(article.text(article.tokens[at]))) continue;
    PlaceHit hit;
    if (at + 1 < size) hit = place_ending_at(article, at + 1, at);
    if (hit.tokens != 2) hit = place_ending_at(article, at, at);
    if (hit.tokens == 0 || is_us_pronoun(article.text(article.tokens[at]))) continue;
    at += hit.tokens - 1;
    const auto known = std::find_if(counts.begin(), counts.end(),
                                    [&](const CountryCount& c) { return c.code == hit.code; });
    if (known != counts.end()) {
      ++known->mentions;
    } else {
      counts.push_back({hit.code, 1});
    }
  }
}

}  // namespace dateline
