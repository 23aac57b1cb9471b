// SPDX-License-Identifier: GPL-2.0-or-later
//
// How well same_person_name() tells spellings from persons, on the Phoenix list of actors: recall
// on its aliases ('+' lines of two words or more, against their head), and the share of false
// merges among the pairs of different persons whose last names share a consonant key.
// Usage: alias_eval Phoenix.Countries.actors.txt [-v]
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/identity/name_key.h"

namespace dateline {
namespace {

/// "GERALD_R._FORD_  ; CountryInfo.txt" is "GERALD R. FORD".
std::string name_of(std::string_view line) {
  std::string name(line.substr(0, line.find_first_of(";#")));
  std::replace(name.begin(), name.end(), '_', ' ');
  return name_normal_form(name);
}

bool has_two_words(std::string_view normal) {
  return normal.find(' ') != std::string_view::npos;
}

/// Titles are stripped by the resolver before names are compared; so here.
std::string without_titles(std::string name) {
  static const std::vector<std::string> titles = {"president",
                                                  "prime",
                                                  "minister",
                                                  "foreign",
                                                  "vice",
                                                  "secretary",
                                                  "of",
                                                  "state",
                                                  "defense",
                                                  "senator",
                                                  "general",
                                                  "gen",
                                                  "sir",
                                                  "mr",
                                                  "mrs",
                                                  "dr",
                                                  "us",
                                                  "soviet",
                                                  "russian",
                                                  "leader",
                                                  "governor",
                                                  "gov",
                                                  "govenor",
                                                  "king",
                                                  "sheikh",
                                                  "ambassador",
                                                  "chancellor",
                                                  "bundeskanzler",
                                                  "kanzler",
                                                  "former",
                                                  "attorney",
                                                  "treasury",
                                                  "house",
                                                  "speaker",
                                                  "congressman",
                                                  "baroness",
                                                  "representative",
                                                  "minority",
                                                  "majority",
                                                  "american",
                                                  "first",
                                                  "lady",
                                                  "deputy",
                                                  "united",
                                                  "states",
                                                  "elect",
                                                  "national",
                                                  "security",
                                                  "adviser",
                                                  "advisor",
                                                  "party",
                                                  "chief"};
  while (std::find(titles.begin(), titles.end(), name.substr(0, name.find(' '))) != titles.end()) {
    const std::size_t space = name.find(' ');
    if (space == std::string::npos) return {};
    name.erase(0, space + 1);
  }
  return name;
}

struct Heads {
  std::vector<std::string> names;
  std::vector<std::pair<std::string, std::string>> aliases;
};

Heads read_phoenix(const char* path) {
  Heads heads;
  std::ifstream in(path);
  bool person = false;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#' || line[0] == '\t' || line[0] == ' ') continue;
    if (line[0] == '+') {
      if (person)
        heads.aliases.emplace_back(heads.names.back(), name_of(std::string_view(line).substr(1)));
      continue;
    }
    person = line.find("CountryInfo.txt") != std::string::npos && has_two_words(name_of(line));
    if (person) heads.names.push_back(name_of(line));
  }
  return heads;
}

void measure_aliases(const Heads& heads, bool verbose) {
  int all = 0;
  int full = 0;
  int joined = 0;
  for (const auto& [name, alias] : heads.aliases) {
    if (!has_two_words(alias)) continue;
    ++all;
    const std::string bare = without_titles(alias);
    if (!has_two_words(bare)) continue;
    ++full;
    const bool same = same_normal_name(name, bare);
    joined += static_cast<int>(same);
    if (!same && verbose) std::cout << "missed\t" << name << '\t' << bare << '\n';
  }
  std::printf(
      "aliases %d, with a full name %d, joined %d: recall %.3f of full names, %.3f of all\n", all,
      full, joined, joined / double(full), joined / double(all));
}

void measure_others(const Heads& heads, bool verbose) {
  std::map<std::string, std::vector<std::string>> by_surname;
  for (const std::string& name : heads.names) {
    by_surname[consonant_key(name.substr(name.rfind(' ') + 1))].push_back(name);
  }
  long pairs = 0;
  long merged = 0;
  for (const auto& [key, names] : by_surname) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      for (std::size_t j = i + 1; j < names.size(); ++j) {
        if (names[i] == names[j]) continue;  // a person listed twice
        ++pairs;
        if (!same_normal_name(names[i], names[j])) continue;
        ++merged;
        if (verbose) std::cout << "merged\t" << names[i] << '\t' << names[j] << '\n';
      }
    }
  }
  std::printf("pairs with one surname key %ld, merged %ld: %.4f\n", pairs, merged,
              double(merged) / double(pairs));
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const bool verbose = argc > 2;
  const dateline::Heads heads = dateline::read_phoenix(argv[1]);
  dateline::measure_aliases(heads, verbose);
  dateline::measure_others(heads, verbose);
}
