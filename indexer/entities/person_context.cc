// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/person_context.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>

#include "indexer/data/embedded.h"

namespace dateline {
namespace {

enum class Role : std::uint8_t { none, head, modifier, male, female, honorific, former, link };

struct RoleRow {
  Role role;
  std::string_view words;
};

constexpr std::array kRoles = {
    RoleRow{Role::head,
            "minister president premier chancellor secretary ambassador envoy king queen prince "
            "princess emir sultan pope spokesman spokeswoman spokesperson chief leader chairman "
            "chairwoman chairperson chair director governor mayor senator representative rep sen "
            "gen general colonel col major maj admiral adm commander lieutenant lt captain capt "
            "sergeant sgt brigadier marshal judge justice bishop archbishop cardinal ayatollah "
            "sheikh sheikha shaikh mullah imam rabbi patriarch professor prof speaker dictator "
            "adviser advisor prosecutor negotiator lawmaker congressman congresswoman mp mep "
            "candidate secretary-general vice-president coordinator commissioner "
            "administrator treasurer deputy-president taoiseach analyst economist ruler "
            "strongman founder ceo cfo attorney counsel inspector superintendent "
            "co-founder activist dissident whistleblower journalist lawyer author diplomat "
            "director-general undersecretary under-secretary-general emperor empress lord "
            "sheriff gov pres monsignor councillor counsellor councilor rapporteur warlord "
            "under-secretary chairman-in-office inspector-general high-commissioner premier-elect "
            "president-elect billionaire tycoon"},
    RoleRow{Role::modifier,
            "foreign prime vice deputy defense defence interior finance economy economic trade oil "
            "energy home treasury state first lady acting interim crown supreme opposition party "
            "rebel senior press special high under assistant national security central bank fed "
            "executive managing un u.n. eu e.u. nato iaea imf opec who wto icc fbi cia pentagon "
            "united nations european commission council union white house kremlin democratic "
            "republican conservative labour labor liberal military army navy air force police "
            "intelligence agriculture environment health education transport information justice "
            "culture tourism energy labour housing commerce planning affairs exchequer human "
            "rights refugees humanitarian policy external relations cabinet parliament "
            "parliamentary senate congress majority minority staff chief's elections electoral "
            "reserve federal world hamas hezbollah taliban fatah separatist exiled jailed "
            "ruling communist socialist far-right populist outgoing longtime veteran top general "
            "then then-prime then-president royal holy grand field joint chiefs attorney "
            "development industry power water petroleum mines social welfare public works "
            "presidential nominee trade's budget head executive's chief-of-staff"},
    RoleRow{Role::male, "mr mr. sir monsieur herr senor lord"},
    RoleRow{Role::female, "mrs mrs. ms ms. miss mme madame frau senora dame lady baroness"},
    RoleRow{Role::honorific, "dr dr. doctor rev rev. reverend hon the-hon"},
    RoleRow{Role::former, "former ex- ex late embattled late-president"},
    RoleRow{Role::link, "of for to the and 's \xE2\x80\x99s"},
};

using RoleMap = std::unordered_map<std::string_view, Role>;

const RoleMap& roles() {
  static const RoleMap map = [] {
    RoleMap made;
    for (const RoleRow& row : kRoles) {
      std::string_view rest = row.words;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        made.emplace(rest.substr(0, end), row.role);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return made;
  }();
  return map;
}

using PlaceMap = std::unordered_map<std::string_view, std::string_view>;

const PlaceMap& places() {
  static const PlaceMap map = [] {
    PlaceMap made;
    std::string_view rest = embedded_title_places();
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view row = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const std::size_t tab = row.find('\t');
      if (tab != std::string_view::npos && row[0] != '#') {
        made.emplace(row.substr(0, tab), row.substr(tab + 1));
      }
    }
    return made;
  }();
  return map;
}

/// A short word in lower case, without allocating; longer words are cut, and match nothing.
class Lower {
 public:
  explicit Lower(std::string_view word) { append(word); }
  Lower(std::string_view first, std::string_view second) {
    append(first);
    append(" ");
    append(second);
  }
  std::string_view view() const { return {text_.data(), size_}; }

 private:
  void append(std::string_view word) {
    for (const char c : word) {
      if (size_ == text_.size()) return;
      text_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  std::array<char, 40> text_{};
  std::size_t size_ = 0;
};

bool is_capital(std::string_view word) {
  return !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
}

Role role_of(std::string_view word) {
  const Lower lower(word);
  std::string_view key = lower.view();
  const auto& map = roles();
  auto found = map.find(key);
  if (found == map.end() && key.size() > 2 && key.back() == '.') {
    key.remove_suffix(1);  // "Gen." "Sen."
    found = map.find(key);
  }
  if (found == map.end()) return Role::none;
  // "WHO chief", but "the lawyer who".
  if (key == "who" && word != "WHO") return Role::none;
  return found->second;
}

std::string_view find_place(std::string_view lower) {
  const auto found = places().find(lower);
  return found == places().end() ? std::string_view{} : found->second;
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
    if (const auto code = find_place(pair.view()); !code.empty()) return {code, 2};
  }
  if (const auto code = find_place(Lower(word).view()); !code.empty()) return {code, 1};
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

bool is_in(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos;
       at = list.find(word, at + 1)) {
    if (at > 0 && list[at - 1] == ' ' && list[at + word.size()] == ' ') return true;
  }
  return false;
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
        "major maj maj. ";
    while (words.size() > 1) {
      const Lower first(words[0]);
      const Lower second(words[1]);
      const bool drop = is_in(kNoOffice, first.view()) || is_link_word(words[0]) ||
                        (first.view() == "under" && second.view() != "secretary") ||
                        (is_in(kParties, first.view()) && !is_in(kPartyOffices, second.view()));
      if (!drop) break;
      words.erase(words.begin());
    }
    if (words.size() > 2 && is_in(kRanks, Lower(words.back()).view()) &&
        !is_in(kRanks, Lower(words[words.size() - 2]).view()) && !is_general_of(words)) {
      words.pop_back();
    }
    while (!words.empty() && is_link_word(words.back())) words.pop_back();
  }

  /// "asked the White House for President ...": what stands before is no part of the title.
  static void drop_goal_before_head(std::vector<std::string_view>& words) {
    for (std::size_t i = words.size(); i-- > 1;) {
      const bool leads_to_head =
          (words[i - 1] == "for" || words[i - 1] == "to") && role_of(words[i]) == Role::head;
      if (leads_to_head) words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i));
      if (leads_to_head) return;
    }
  }

  /// "Director General", "Solicitor General", "Inspector General"
  static bool is_general_of(const std::vector<std::string_view>& words) {
    return is_in(" director inspector solicitor attorney secretary consul governor ",
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
  bool has_head = false;
  while (at < size && at < last + kReach &&
         article.tokens[at].field == article.tokens[last].field &&
         !article.tokens[at].starts_sentence) {
    const std::string_view word = article.text(article.tokens[at]);
    const bool is_place = place_ending_at(article, at, at > last + 1 ? at - 1 : at).tokens > 0 ||
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
  TitleBuilder(article, context).read(last + 1, at);
}

constexpr std::string_view kMaleNames =
    " john james robert michael william david richard joseph thomas charles christopher daniel "
    "matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward "
    "ronald "
    "timothy jason jeffrey gary eric stephen jonathan larry scott frank brandon raymond "
    "gregory benjamin samuel patrick jack dennis jerry peter henry carl arthur roger joe bill bob "
    "jim tom mike steve dick nick tony jeff barack vladimir sergei sergey dmitry mikhail boris "
    "igor "
    "ivan nikolai alexei yuri oleg viktor mohammed muhammad mohamed mohammad ahmed ahmad ali "
    "hassan "
    "hussein omar osama ibrahim abdullah mahmoud mustafa recep bashar saddam jean pierre jacques "
    "francois nicolas laurent emmanuel alain philippe hans helmut gerhard wolfgang klaus karl "
    "jose juan carlos luis jorge pedro miguel fernando ricardo hugo raul fidel "
    "silvio giuseppe mario paolo jens lars anders shinzo taro narendra ";
constexpr std::string_view kFemaleNames =
    " mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty "
    "margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie "
    "rebecca laura sharon cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen "
    "samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth "
    "julie virginia joyce victoria kelly lauren christina joan evelyn judith olivia "
    "martha cheryl megan andrea ann anne jane alice julia marie hillary hilary condoleezza nikki "
    "madeleine theresa federica ursula christine segolene marine martine michele dilma cristina "
    "corazon benazir indira sonia imelda aung margot julia jacinda sushma hina yulia tatyana "
    "svetlana natalia olga elena irina ekaterina fatima aisha melania ivanka winnie graca ellen "
    "queen ";

/// Words of offices that are nobody's first name.
bool is_office_word(std::string_view word) {
  static constexpr std::string_view kOffices =
      " exchequer state treasury defense defence affairs interior finance foreign prime vice "
      "deputy "
      "minister economy trade commerce agriculture energy staff house security secretary ";
  return is_in(kOffices, Lower(word).view());
}

}  // namespace

std::string_view country_of_word(std::string_view lower) {
  return find_place(lower);
}

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

bool is_royal_title(std::string_view word) {
  static constexpr std::string_view kRoyal =
      " king queen pope prince princess emir sultan mullah ayatollah sheikh sheikha shaikh emperor "
      "empress patriarch sister brother ";
  return is_capital(word) && is_in(kRoyal, Lower(word).view());
}

bool is_title_word(std::string_view word) {
  static constexpr std::string_view kDates =
      " january february march april may june july august september october november december "
      "monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep "
      "sept "
      "oct nov dec europe asia africa america arab arabs western african european asian muslim "
      "christian jewish kurdish kurd sunni shiite shia islamic catholic hindu buddhist tamil "
      "elysee kremlin matignon rohingya pashtun uighur uyghur hutu tutsi roma taliban reuter "
      "reuters xinhua tass afp "
      "bloomberg ";
  const Lower lower(word);
  if (role_of(word) != Role::none || !find_place(lower.view()).empty() ||
      is_in(kDates, lower.view())) {
    return true;
  }
  // "Americans", "Muslims"
  std::string_view one = lower.view();
  if (one.size() < 5 || one.back() != 's') return false;
  one.remove_suffix(1);
  return !find_place(one).empty() || is_in(kDates, one);
}

Gender gender_of_first_name(std::string_view normal) {
  if (is_in(kMaleNames, normal)) return Gender::male;
  return is_in(kFemaleNames, normal) ? Gender::female : Gender::unknown;
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
