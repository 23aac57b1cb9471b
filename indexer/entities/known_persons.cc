// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/known_persons.h"

#include <algorithm>
#include <array>

#include "common/identity/name_key.h"
#include "indexer/data/embedded.h"

namespace dateline {
namespace {

constexpr std::uint64_t kPersonBits = 0xFFFF;
constexpr std::uint64_t kLastPerson = kPersonBits;

/// 48 bits, above those of a person's number.
std::uint64_t hash_of(std::uint8_t salt, std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U ^ salt;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash & ~kPersonBits;
}

/// Cuts the text before the next `separator` off `rest`.
std::string_view take_field(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view field = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return field;
}

KnownPerson parse_row(std::string_view row) {
  KnownPerson person;
  person.name = take_field(row, '\t');
  person.country = take_field(row, '\t');
  const std::string_view rank = take_field(row, '\t');
  person.rank = rank.size() == 1 ? static_cast<std::uint8_t>(rank[0] - '0') : 0;
  person.offices = take_field(row, '\t');
  person.aliases = row;
  return person;
}

/// True for text that name_normal_form() treats without ICU or nearly so: Latin letters.
bool is_latin(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0xCC || byte == 0xE1 || byte == 0xE2;
  });
}

/// Names by which these persons are looked up are in the script they are written in, so that
/// loading needs no transliteration.
std::string lookup_form(std::string_view name) {
  return is_latin(name) ? name_normal_form(name) : std::string(name);
}

struct Office {
  std::string_view title;
  int from = 0;  ///< months since year 0
  int to = 0;
};

constexpr int kOpenEnd = 12 * 9999;

/// "2004-03" in months; `otherwise` if empty or broken.
int months_of(std::string_view text, int otherwise) {
  if (text.size() != 7) return otherwise;
  const auto digit = [&](std::size_t i) { return text[i] - '0'; };
  return (digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)) * 12 + digit(5) * 10 +
         digit(6) - 1;
}

int months_of(Date date) {
  const std::chrono::year_month_day day(date);
  return static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month())) -
         1;
}

Office parse_office(std::string_view text) {
  Office office;
  const std::size_t dots = text.rfind("..");
  if (dots == std::string_view::npos) return office;
  const std::size_t space = text.rfind(' ', dots);
  const std::size_t start = space == std::string_view::npos ? 0 : space + 1;
  office.title = text.substr(0, space == std::string_view::npos ? 0 : space);
  office.from = months_of(text.substr(start, dots - start), 0);
  office.to = months_of(text.substr(dots + 2), kOpenEnd);
  return office;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

bool ends_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         equal_ignoring_case(text.substr(text.size() - word.size()), word) &&
         (text.size() == word.size() || text[text.size() - word.size() - 1] == ' ');
}

/// "Foreign Minister" fits "Foreign Minister" fully, "Minister" and "Minister of Foreign Affairs"
/// half: 2, 1 or 0.
int title_fit(std::string_view seen, std::string_view office) {
  if (seen.empty() || office.empty()) return 0;
  if (equal_ignoring_case(seen, office)) return 2;
  if (ends_with_word(office, seen) || ends_with_word(seen, office)) return 2;
  for (std::string_view rest = seen; !rest.empty();) {
    const std::string_view word = take_field(rest, ' ');
    if (word.size() < 4) continue;
    for (std::string_view words = office; !words.empty();) {
      if (equal_ignoring_case(word, take_field(words, ' '))) return 1;
    }
  }
  return 0;
}

/// What an office in force adds: heads and foreign ministers are who a bare surname means.
int weight_of_office(std::string_view title) {
  static constexpr std::array<std::string_view, 12> kHighest = {"President",
                                                                "Prime Minister",
                                                                "Chancellor",
                                                                "Premier",
                                                                "King",
                                                                "Supreme Leader",
                                                                "Secretary of State",
                                                                "Foreign Minister",
                                                                "Foreign Secretary",
                                                                "UN Secretary-General",
                                                                "Pope",
                                                                "Crown Prince"};
  if (title == "First Lady") return 0;
  return std::find(kHighest.begin(), kHighest.end(), title) != kHighest.end() ? 4 : 2;
}

/// How well a person fits the article. Each part is worth about as much as it halves the doubt;
/// the weights were set by hand on articles of 2016 and 1987.
int score(const KnownPerson& person, const NameEvidence& evidence) {
  int points = person.rank - 1;
  const int now = evidence.date ? months_of(*evidence.date) : -1;
  int best_title = 0;
  int best_office = 0;
  int nearest = person.offices.empty() ? 0 : kOpenEnd;
  for (std::string_view rest = person.offices; !rest.empty();) {
    const Office office = parse_office(take_field(rest, ';'));
    // A few months beyond: a term's end is reported on, and archives date roughly.
    const int away = now < 0 ? 0 : std::max({office.from - 6 - now, now - office.to - 6, 0});
    const int fit = title_fit(evidence.title, office.title);
    best_title = std::max(best_title, fit == 0 ? 0 : away == 0 ? fit + 2 : away < 120 ? fit : 0);
    // A former president is still who a bare surname means, for some years.
    if (away == 0 || (away < 120 && person.rank == 3)) {
      const int weight = weight_of_office(office.title);
      best_office = std::max(best_office, away == 0 ? weight : weight / 2);
    }
    nearest = std::min(nearest, away);
  }
  points += best_title;
  if (now >= 0 && !person.offices.empty()) {
    points += nearest < 120 ? best_office : nearest < 180 ? -1 : nearest < 300 ? -3 : -5;
  }
  if (person.country.empty()) return points;
  if (!evidence.title_country.empty()) {
    points += evidence.title_country == person.country ? 3 : -2;
  }
  if (evidence.countries != nullptr) {
    const auto country =
        std::find_if(evidence.countries->begin(), evidence.countries->end(),
                     [&](const CountryCount& count) { return count.code == person.country; });
    const int mentions = country == evidence.countries->end() ? 0 : country->mentions;
    // A namesake is far likelier than a lesser person whose country is not even named.
    points += mentions == 0 ? (person.rank == 3 ? -1 : -4) : mentions == 1 ? 1 : 2;
  }
  return points;
}

struct Choice {
  std::optional<KnownPerson> person;
  int points = -100;
  int runner_up = -100;
};

Choice choose(const std::vector<KnownPerson>& candidates, const NameEvidence& evidence) {
  Choice choice;
  for (const KnownPerson& candidate : candidates) {
    const int points = score(candidate, evidence);
    if (points > choice.points) {
      choice.runner_up = choice.points;
      choice.points = points;
      choice.person = candidate;
    } else {
      choice.runner_up = std::max(choice.runner_up, points);
    }
  }
  return choice;
}

// Common among people of no fame: alone they name a leading figure only beside the title.
constexpr std::string_view kCommonSurnames =
    " smith johnson williams jones brown davis miller wilson moore taylor anderson thomas jackson "
    "white harris martin thompson garcia martinez robinson clark rodriguez lewis lee walker hall "
    "allen young king wright lopez hill scott green adams baker gonzalez nelson carter mitchell "
    "perez roberts turner phillips campbell parker evans edwards collins stewart sanchez morris "
    "rogers reed cook morgan bell murphy bailey rivera cooper richardson cox howard ward torres "
    "peterson gray ramirez james watson brooks kelly sanders price bennett wood barnes ross "
    "henderson coleman jenkins perry powell long patterson hughes flores washington butler simmons "
    "foster gonzales bryant alexander russell griffin diaz hayes ford power rice gates stevens "
    "west burns may hunt key straw bishop carr ryan burr ali khan ahmed hassan hussein mohammed "
    "muhammad ibrahim abdullah singh kumar sharma kim park lee wang li zhang chen liu yang wong "
    "silva santos oliveira castro morales correa ortega garcia duque lopez santos ramos abbas "
    "aziz salman omar ivanov petrov smirnov abe kan noda aso moon min sharif jonathan gray page "
    "steele simon craft pierce pence major dion straw kirby earnest toner fallon davis howe mayor "
    "bush grant fischer koch wagner weber meyer mueller schmidt schneider ";

bool is_common_surname(std::string_view surname) {
  const std::size_t at = kCommonSurnames.find(surname);
  return at != std::string_view::npos && kCommonSurnames[at - 1] == ' ' &&
         kCommonSurnames[at + surname.size()] == ' ';
}

constexpr std::string_view kSurnameFirst =
    " an bae baek ban bo byun cai cao cha chang chen cheng cheon cho choe choi chon chon chou chu "
    "chun chung chong dai deng ding dong fan fang feng fu gao geng gu guo ha hahn han he hong hou "
    "hu "
    "hua huang hwang hyon im jang jeon jeong ji jia jiang jin jo jon jong joo ju jung kang ki kim "
    "ko "
    "koo ku kwak kwon lai lee leung li liang lim lin liu lu luo lyu ma mao meng min moon mun myung "
    "nam "
    "no noh oh ou pak pan park peng qi qian qin qiu ra rhee ri rim ro roh ryang ryu seo seok shen "
    "shi shin sim sin so sohn son song su suh sun tan tang teng tian tong tsai tsang wan wang wei "
    "wen won woo wu xi xia xiao xie xiong xu xue yan yang yao ye yeo yi yim yin yoo yoon you yu "
    "yuan yun zeng zhai zhang zhao zheng zhong zhou zhu zou ";

bool is_in(std::string_view list, std::string_view word) {
  const std::size_t at = list.find(word);
  return at != std::string_view::npos && at > 0 && list[at - 1] == ' ' &&
         list[at + word.size()] == ' ';
}

bool is_surname_first_country(std::string_view country) {
  return country == "CN" || country == "KR" || country == "KP" || country == "TW" ||
         country == "HK" || country == "SG";
}

}  // namespace

std::string_view KnownPersons::surname_of(std::string_view normal, std::string_view country) {
  const std::string_view first = normal.substr(0, normal.find(' '));
  const auto words = std::count(normal.begin(), normal.end(), ' ') + 1;
  if ((is_surname_first_country(country) || (country.empty() && words == 3)) && words <= 3 &&
      is_in(kSurnameFirst, first)) {
    return first;
  }
  std::string_view last = normal;
  for (;;) {
    const std::size_t space = last.rfind(' ');
    const std::string_view word = last.substr(space == std::string_view::npos ? 0 : space + 1);
    if (space == std::string_view::npos || !is_in(" jr sr ii iii iv vi xvi ", word)) return word;
    last = last.substr(0, space);
  }
}

KnownPersons::KnownPersons(std::string_view table) : table_(table) {
  rows_.reserve(table.size() / 45);
  index_.reserve(table.size() / 16);
  for (std::string_view rest = table; !rest.empty();) {
    const auto offset = static_cast<std::uint32_t>(table.size() - rest.size());
    const std::string_view row = take_field(rest, '\n');
    if (row.empty() || row[0] == '#' || rows_.size() > kLastPerson) continue;
    const KnownPerson person = parse_row(row);
    if (person.name.empty() || person.rank < 1 || person.rank > 3) continue;
    const std::size_t id = rows_.size();
    rows_.push_back(offset);
    const std::string normal = name_normal_form(person.name);
    index_name(Key::name, normal, id);
    // Keys by sound are dear, and a spelling variant of a lesser name says little.
    const bool is_leading = person.rank > 1;
    if (is_leading) index_name(Key::sound, full_name_key(normal), id);
    if (is_leading) index_name(Key::surname, surname_of(normal, person.country), id);
    for (std::string_view aliases = person.aliases; !aliases.empty();) {
      const std::string alias = lookup_form(take_field(aliases, ';'));
      index_name(Key::name, alias, id);
      if (is_leading) index_name(Key::sound, full_name_key(alias), id);
    }
  }
  std::sort(index_.begin(), index_.end());
}

const KnownPersons& KnownPersons::built_in() {
  static const KnownPersons persons(embedded_persons());
  return persons;
}

KnownPerson KnownPersons::person(std::size_t i) const {
  std::string_view rest = table_.substr(rows_[i]);
  return parse_row(take_field(rest, '\n'));
}

void KnownPersons::index_name(Key key, std::string_view text, std::size_t person) {
  if (!text.empty()) index_.push_back(hash_of(static_cast<std::uint8_t>(key), text) | person);
}

std::vector<KnownPerson> KnownPersons::look_up(Key key, std::string_view text) const {
  std::vector<KnownPerson> found;
  if (text.empty()) return found;
  const std::uint64_t hash = hash_of(static_cast<std::uint8_t>(key), text);
  std::uint64_t last = kLastPerson + 1;
  for (auto entry = std::lower_bound(index_.begin(), index_.end(), hash);
       entry != index_.end() && (*entry & ~kPersonBits) == hash; ++entry) {
    const std::uint64_t id = *entry & kPersonBits;
    if (id != last) found.push_back(person(id));
    last = id;
  }
  return found;
}

std::optional<KnownPerson> KnownPersons::find(std::string_view normal,
                                              const NameEvidence& evidence) const {
  std::vector<KnownPerson> candidates = look_up(Key::name, normal);
  const bool is_exact = !candidates.empty();
  if (!is_exact) {
    candidates = look_up(Key::sound, full_name_key(normal));
    const auto differs = [&](const KnownPerson& person) {
      return !same_normal_name(normal, name_normal_form(person.name));
    };
    candidates.erase(std::remove_if(candidates.begin(), candidates.end(), differs),
                     candidates.end());
  }
  if (candidates.empty()) return {};
  const Choice choice = choose(candidates, evidence);
  if (candidates.size() > 1 && choice.points == choice.runner_up) return {};
  // A leading figure's own name is enough unless the article is of another age; a mere spelling
  // variant or a lesser person needs a country, title or date that speaks for it.
  const int needed = choice.person->rank == 3   ? (is_exact ? -1 : 2)
                     : choice.person->rank == 2 ? (is_exact ? 1 : 3)
                                                : (is_exact ? 2 : 3);
  return choice.points >= needed ? choice.person : std::nullopt;
}

std::optional<KnownPerson> KnownPersons::find_by_surname(std::string_view surname,
                                                         const NameEvidence& evidence) const {
  const Choice choice = choose(look_up(Key::surname, surname), evidence);
  if (!choice.person) return {};
  const int needed = is_common_surname(surname) ? 8 : 5;
  return choice.points >= needed && choice.points >= choice.runner_up + 2 ? choice.person
                                                                          : std::nullopt;
}

std::optional<KnownPerson> KnownPersons::find_exact(std::string_view name) const {
  const auto candidates = look_up(Key::name, lookup_form(name));
  if (candidates.size() != 1) return {};
  return candidates.front();
}

}  // namespace dateline
