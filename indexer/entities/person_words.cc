// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/person_words.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "indexer/data/embedded.h"

namespace dateline {
namespace {

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
            "president-elect billionaire tycoon democrat"},
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
            "presidential homeland urban legislative nominee trade's budget head executive's "
            "chief-of-staff"},
    RoleRow{Role::male, "mr mr. sir monsieur herr senor lord"},
    RoleRow{Role::female, "mrs mrs. ms ms. miss mme madame frau senora dame lady baroness"},
    RoleRow{Role::honorific, "dr dr. doctor rev rev. reverend hon the-hon"},
    RoleRow{Role::former, "former ex- ex late embattled late-president"},
    RoleRow{Role::link, "of for to the and 's \xE2\x80\x99s"},
};

using WordSet = std::unordered_set<std::string_view>;

/// The words of a text that outlives the set, spaces between.
WordSet words_in(std::string_view text) {
  WordSet words;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    if (end > start) words.insert(text.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

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

}  // namespace

Lower::Lower(std::string_view word) {
  append(word);
}

Lower::Lower(std::string_view first, std::string_view second) {
  append(first);
  append(" ");
  append(second);
}

void Lower::append(std::string_view word) {
  for (const char c : word) {
    if (size_ == text_.size()) return;
    text_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
}

bool is_in_list(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos;
       at = list.find(word, at + 1)) {
    if (at > 0 && list[at - 1] == ' ' && list[at + word.size()] == ' ') return true;
  }
  return false;
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

std::string_view country_of_word(std::string_view lower) {
  const auto found = places().find(lower);
  return found == places().end() ? std::string_view{} : found->second;
}

bool is_office_word(std::string_view word) {
  static constexpr std::string_view kOffices =
      " exchequer state treasury defense defence affairs interior finance foreign prime vice "
      "deputy "
      "minister economy trade commerce agriculture energy staff house security secretary ";
  return is_in_list(kOffices, Lower(word).view());
}

bool is_royal_title(std::string_view word) {
  static constexpr std::string_view kRoyal =
      " king queen pope prince princess emir sultan mullah ayatollah sheikh sheikha shaikh emperor "
      "empress patriarch sister brother ";
  return !word.empty() && word[0] >= 'A' && word[0] <= 'Z' &&
         is_in_list(kRoyal, Lower(word).view());
}

bool is_title_word(std::string_view word) {
  static const WordSet nobody = words_in(
      " january february march april may june july august september october november december "
      "monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep "
      "sept "
      "oct nov dec europe asia africa america arab arabs western african european asian muslim "
      "christian jewish kurdish kurd sunni shiite shia islamic catholic hindu buddhist tamil "
      "image photo wikinews wikipedia politico axios buzzfeed breitbart goldman lehman merrill "
      "nomura "
      "kaspersky "
      "obamacare elysee kremlin matignon rohingya pashtun uighur uyghur hutu tutsi roma taliban "
      "reuter "
      "reuters xinhua tass afp "
      "bloomberg ");
  const Lower lower(word);
  if (role_of(word) != Role::none || !country_of_word(lower.view()).empty() ||
      nobody.count(lower.view()) > 0) {
    return true;
  }
  // "Americans", "Muslims"
  std::string_view one = lower.view();
  if (one.size() < 5 || one.back() != 's') return false;
  one.remove_suffix(1);
  return !country_of_word(one).empty() || nobody.count(one) > 0;
}

bool is_no_person_name(std::string_view normal) {
  static const std::unordered_set<std::string_view> no_persons = {"boko haram",
                                                                  "eid adha",
                                                                  "eid fitr",
                                                                  "fateh sham",
                                                                  "failaq rahman",
                                                                  "ansar sharia",
                                                                  "ahrar sham",
                                                                  "abu sayyaf",
                                                                  "tahrir sham",
                                                                  "hayat tahrir sham",
                                                                  "jabhat fateh sham",
                                                                  "jaish islam",
                                                                  "jemaah islamiyah",
                                                                  "abu ghraib",
                                                                  "khmer rouge",
                                                                  "sinn fein",
                                                                  "ennahda",
                                                                  "le bourget",
                                                                  "itu aba",
                                                                  "merrill lynch",
                                                                  "morgan stanley",
                                                                  "goldman sachs",
                                                                  "smith barney",
                                                                  "kidder peabody",
                                                                  "bear stearns",
                                                                  "salomon brothers",
                                                                  "jp morgan",
                                                                  "j p morgan",
                                                                  "ef hutton",
                                                                  "paine webber",
                                                                  "drexel burnham",
                                                                  "dean witter",
                                                                  "james capel",
                                                                  "lehman brothers",
                                                                  "harley davidson",
                                                                  "rolls royce",
                                                                  "mercedes benz",
                                                                  "hewlett packard",
                                                                  "wells fargo",
                                                                  "charles schwab",
                                                                  "credit suisse",
                                                                  "standard poor",
                                                                  "ernst young",
                                                                  "johnson johnson",
                                                                  "marks spencer",
                                                                  "philip morris",
                                                                  "eli lilly",
                                                                  "shearson lehman",
                                                                  "harris upham",
                                                                  "sears roebuck",
                                                                  "morgan grenfell",
                                                                  "samuel montagu",
                                                                  "booz allen",
                                                                  "arthur andersen",
                                                                  "price waterhouse",
                                                                  "coopers lybrand",
                                                                  "louis vuitton",
                                                                  "calvin klein",
                                                                  "ralph lauren",
                                                                  "tommy hilfiger",
                                                                  "jpmorgan chase",
                                                                  "barclays",
                                                                  "moody",
                                                                  "moodys",
                                                                  "kodak",
                                                                  "chrysler",
                                                                  "peugeot",
                                                                  "renault",
                                                                  "citibank",
                                                                  "bundesbank",
                                                                  "petrobras",
                                                                  "comcast",
                                                                  "verizon",
                                                                  "boeing",
                                                                  "siemens",
                                                                  "lockheed martin",
                                                                  "northrop grumman",
                                                                  "general dynamics",
                                                                  "shearson",
                                                                  "lufthansa",
                                                                  "peking",
                                                                  "roche",
                                                                  "novartis",
                                                                  "sothebys",
                                                                  "christies"};
  return no_persons.count(normal) > 0;
}

Gender gender_of_first_name(std::string_view normal) {
  static const WordSet male = words_in(kMaleNames);
  static const WordSet female = words_in(kFemaleNames);
  if (male.count(normal) > 0) return Gender::male;
  return female.count(normal) > 0 ? Gender::female : Gender::unknown;
}

}  // namespace dateline
