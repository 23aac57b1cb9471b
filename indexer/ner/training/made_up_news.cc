// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/training/made_up_news.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "common/error.h"
#include "indexer/ner/training/news_patterns.h"
#include "indexer/ner/word_form.h"

namespace dateline {
namespace {

constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
constexpr std::string_view kDays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", "Sunday"};
constexpr std::string_view kParticles[] = {"bin", "al", "el", "de", "der", "van",
                                           "von", "di", "da", "du", "ibn", "la"};

std::vector<std::string> read_lines(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw Error("cannot read " + path, "");
  std::vector<std::string> lines;
  std::string line;
  while (std::getline(file, line)) lines.push_back(line.substr(0, line.find('\t')));
  return lines;
}

/// "bashar al-assad" to "Bashar al-Assad".
std::string capitalise(std::string_view name) {
  std::string result;
  for (std::size_t start = 0; start < name.size();) {
    const std::size_t end = std::min(name.find_first_of(" -", start), name.size());
    std::string word(name.substr(start, end - start));
    const bool is_particle =
        std::find(std::begin(kParticles), std::end(kParticles), word) != std::end(kParticles);
    if (!is_particle && !word.empty() && word[0] >= 'a' && word[0] <= 'z')
      word[0] = static_cast<char>(word[0] - 'a' + 'A');
    if (word.starts_with("Mc") && word.size() > 4) word[2] = static_cast<char>(word[2] - 'a' + 'A');
    result += word;
    if (end < name.size()) result += name[end];
    start = end + 1;
  }
  return result;
}

std::string upper_case(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

struct Person {
  std::string full;
  std::string surname;
  std::string initial;  ///< "J. Smith"
};
struct Company {
  std::string full;
  std::string first;
};

/// A filled-in part of a line.
struct Piece {
  std::string words;
  bool is_name = false;
  NameKind kind = NameKind::other;
};

class NewsMaker {
 public:
  NewsMaker(const std::string& folder, std::uint64_t seed)
      : random_(seed),
        firsts_(read_lines(folder + "/gaz/first_phx.txt")),
        common_firsts_(read_lines(folder + "/gaz/first_ssa.txt")),
        lasts_(read_lines(folder + "/gaz/last_phx.txt")),
        persons_(read_lines(folder + "/gaz/phoenix_persons.txt")),
        cities_(read_lines(folder + "/gaz/cities.txt")) {}

  std::unique_ptr<AnnotatedDocument> make();

  /// Rewrites a document in place.
  void rename(AnnotatedDocument& document);
  bool chance(double share) { return static_cast<double>(random_() >> 11) * 0x1p-53 < share; }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  template <class List>
  const auto& any(const List& list) {
    return list[below(std::size(list))];
  }

  Person make_person();
  Company make_company();
  void cast();
  void write_line(std::string_view pattern, AnnotatedDocument& document);
  Piece fill(char slot);
  Piece name(const std::string& words, NameKind kind) { return {words, true, kind}; }

  std::mt19937_64 random_;
  std::vector<std::string> firsts_;
  std::vector<std::string> common_firsts_;
  std::vector<std::string> lasts_;
  std::vector<std::string> persons_;
  std::vector<std::string> cities_;
  // Of the article that is being made:
  std::vector<Person> people_;
  std::vector<Company> companies_;
  std::vector<std::string> towns_;
};

Person NewsMaker::make_person() {
  Person person;
  std::string first = below(2) == 0 ? any(firsts_) : common_firsts_[below(3000)];
  if (below(3) == 0) {
    const std::string& known = any(persons_);
    const std::size_t space = known.rfind(' ');
    first = known.substr(0, space);
    person.surname = capitalise(known.substr(space + 1));
  } else {
    person.surname = capitalise(any(lasts_));
    if (below(12) == 0) person.surname += "-" + capitalise(any(lasts_));
  }
  first = capitalise(first);
  person.initial = first.substr(0, 1) + (below(3) == 0 ? "" : ".") + " " + person.surname;
  if (below(10) == 0) first += std::string(" ") + static_cast<char>('A' + below(26)) + ".";
  person.full = first + " " + person.surname;
  return person;
}

Company NewsMaker::make_company() {
  Company company;
  if (below(5) == 0) {
    company.full = any(kKnownCompanies);
    company.first = company.full.substr(0, company.full.rfind(" Co"));
    return company;
  }
  constexpr std::string_view kSyllables[] = {"tek", "dyn", "gen", "ax",  "cor", "vid", "om", "tra",
                                             "nex", "sol", "uni", "pet", "ro",  "li",  "qua"};
  if (below(2) == 0) {
    company.first = capitalise(any(lasts_));
  } else {
    for (auto n = 2 + below(2); n > 0; --n) company.first += any(kSyllables);
    company.first = capitalise(company.first);
  }
  company.full = company.first + " " + std::string(any(kCompanyEndings));
  return company;
}

/// Chooses whom and what the next article is about.
void NewsMaker::cast() {
  people_.clear();
  for (auto n = 3 + below(6); n > 0; --n) people_.push_back(make_person());
  companies_.clear();
  for (int n = 0; n < 2; ++n) companies_.push_back(make_company());
  towns_.clear();
  for (int n = 0; n < 4; ++n) towns_.push_back(capitalise(any(cities_)));
}

Piece NewsMaker::fill(char slot) {
  switch (slot) {
    case 'P':
      return name(any(people_).full, NameKind::person);
    case 'S':
      return name(any(people_).surname, NameKind::person);
    case 'I':
      return name(any(people_).initial, NameKind::person);
    case 'O':
      return name(any(companies_).full, NameKind::other);
    case 'o':
      return name(any(companies_).first, NameKind::other);
    case 'L':
      return name(any(towns_), NameKind::place);
    case 'K':
      return name(upper_case(any(towns_)), NameKind::place);
    case 'B':
      return name(std::string(any(kStates)), NameKind::place);
    case 'C':
      return name(std::string(any(kNations).country), NameKind::place);
    case 'G':
      return name(std::string(any(kNations).people), NameKind::other);
    case 'T': {
      const std::string_view team = any(kTeamNames);
      return name(any(towns_) + (team.empty() ? "" : " ") + std::string(team), NameKind::other);
    }
    case 'A':
      return {any(companies_).first.substr(0, 3), false, NameKind::other};
    case 'y':
      return {std::to_string(1960 + below(62)), false, NameKind::other};
    case 'm':
      return {std::string(any(kMonths)), false, NameKind::other};
    case 'd':
      return {std::string(any(kDays)), false, NameKind::other};
    default:
      return {std::to_string(1 + below(90)), false, NameKind::other};
  }
}

void NewsMaker::write_line(std::string_view pattern, AnnotatedDocument& document) {
  const bool shouts = pattern[0] == '^';
  std::istringstream words(std::string(pattern.substr(shouts ? 1 : 0)));
  std::string word;
  bool starts = true;
  const auto append = [&](std::string token) {
    if (shouts) token = upper_case(std::move(token));
    const auto start = static_cast<std::uint32_t>(document.text.size());
    document.text += token;
    document.article.tokens.push_back(
        {start, static_cast<std::uint32_t>(document.text.size()), TextField::body, starts, starts});
    document.text += ' ';
    starts = false;
  };
  while (words >> word) {
    const std::size_t open = word.find('{');
    if (open != 0 || word.size() != 3) {
      // A number inside a word: "{n}.42".
      for (std::size_t at; (at = word.find('{')) != std::string::npos;)
        word.replace(at, 3, fill(word[at + 1]).words);
      append(word);
      continue;
    }
    const Piece piece = fill(word[1]);
    const auto first = static_cast<std::uint32_t>(document.article.tokens.size());
    std::istringstream parts(piece.words);
    std::string part;
    while (parts >> part) append(part);
    const auto last = static_cast<std::uint32_t>(document.article.tokens.size());
    if (piece.is_name) document.names.push_back({first, last, piece.kind});
  }
}

std::unique_ptr<AnnotatedDocument> NewsMaker::make() {
  cast();
  auto document = std::make_unique<AnnotatedDocument>();
  const PatternLines lines = any(kGenres);
  if (below(2) == 0) write_line(any(kDatelines), *document);
  for (auto n = 4 + below(8); n > 0; --n) write_line(lines[below(lines.size())], *document);
  document->article.body = document->text;
  return document;
}

void NewsMaker::rename(AnnotatedDocument& document) {
  const std::string old_text = document.text;
  std::vector<TextToken>& tokens = document.article.tokens;
  std::vector<const NameSpan*> person_at(tokens.size(), nullptr);
  for (const NameSpan& name : document.names)
    for (std::uint32_t i = name.first; i < name.last; ++i)
      if (name.kind == NameKind::person) person_at[i] = &name;
  std::map<std::string, std::string> new_names;
  document.text.clear();
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    std::string word = old_text.substr(tokens[i].start, tokens[i].end - tokens[i].start);
    const NameSpan* name = person_at[i];
    // Initials, particles and numerals stay.
    if (name != nullptr && word.size() > 3 && capitals_of(word) == Capitals::first) {
      const auto [entry, is_new] = new_names.try_emplace(word);
      const bool is_last = i + 1 == name->last;
      if (is_new) entry->second = capitalise(is_last ? any(lasts_) : any(firsts_));
      word = entry->second;
    }
    tokens[i].start = static_cast<std::uint32_t>(document.text.size());
    document.text += word;
    tokens[i].end = static_cast<std::uint32_t>(document.text.size());
    document.text += ' ';
  }
  document.article.body = document.text;
}

}  // namespace

void rename_persons(const std::string& folder, Documents& documents, double share,
                    std::uint64_t seed) {
  NewsMaker maker(folder, seed);
  for (auto& document : documents)
    if (maker.chance(share)) maker.rename(*document);
}

Documents make_up_news(const std::string& folder, std::size_t count, std::uint64_t seed) {
  NewsMaker maker(folder, seed);
  Documents documents;
  for (std::size_t i = 0; i < count; ++i) documents.push_back(maker.make());
  return documents;
}

}  // namespace dateline
