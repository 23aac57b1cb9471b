// SPDX-License-Identifier: GPL-2.0-or-later
//
// Who is who, from the same articles in one database and in several, whatever came in which order,
// in how many runs, from how many threads; with articles that changed, articles that went, and
// corrections that were others before. All that a user sees of persons must be what a new database
// of the last state says.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <deque>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "common/text.h"
#include "searcher/completion.h"
#include "searcher/matching.h"
#include "searcher/name_list.h"
#include "searcher/suggestions.h"
#include "tests/support/ask.h"
#include "tests/support/random_values.h"
#include "tests/support/small_archive.h"

using namespace dateline;
using namespace dateline::test;

namespace {

const char* const kFirst[] = {"David",   "Dave", "Daniel", "Gerhard", "Gerard",   "Karl",
                              "Carl",    "Bill", "Will",   "Sergei",  "Muhammad", "Mohamed",
                              "Serguei", "J.",   "Kim",    "Cher"};
const char* const kMiddle[] = {" ", " ", " ", " A. ", " B. ", " Alan ", "-"};
const char* const kLast[] = {"Page",   "Pike",   "Paige",  "De Kock", "de Kock", "Petrik",
                             "Lavrov", "Lavrow", "Petric", "Tarik",   "Gaddafi", "Qaddafi"};
const char* const kTitle[] = {"President ", "", "", "Mr. "};

const char* const kCorrections[] = {
    "",
    "alias Karl Tarik = Bill Tarik; Page\nmerge Sergei Lavrow = Muhammad Qaddafi\n",
    "merge Anton Unheard = Dave Page\nalias Ina Unheard = Pike\ndrop Bill Lavrov\n",
    "split Gerhard De Kock = Gerard de Kock\nmerge Bill Tarik = Mohamed Tarik\n",
};

std::string random_name(std::mt19937& random) {
  if (random() % 8 == 0) return one_of(random, kLast);
  if (random() % 12 == 0) return "Sergei Lavrov";  // whom the reference data know
  return std::string(one_of(random, kFirst)) + one_of(random, kMiddle) + one_of(random, kLast);
}

Entry random_entry(std::mt19937& random, const std::string& id) {
  Entry made = entry(id, "Talks", "They met.");
  std::set<std::string> names;
  for (std::size_t left = up_to(random, 3); left > 0; --left) names.insert(random_name(random));
  for (const std::string& name : names) {
    made.entities.persons.push_back(person(name));
    if (random() % 3 == 0)
      made.entities.persons.back().form = one_of(random, kTitle) + random_name(random);
  }
  std::ranges::shuffle(made.entities.persons, random);
  return made;
}

using Articles = std::vector<Entry>;

Articles random_articles(std::mt19937& random) {
  Articles articles;
  for (std::size_t i = 0; i < 120; ++i)
    articles.push_back(random_entry(random, "id" + std::to_string(i)));
  return articles;
}

/// What a writer keeps from run to run: its threads' builders, which tell of a name once.
class Building {
 public:
  explicit Building(const std::string& path) : path_(path), writer_(path) {}

  void correct(const std::string& corrections) { writer_.correct_names(corrections); }

  /// One fold of these articles, that so many threads have prepared.
  void add(const Articles& articles, std::size_t threads) {
    while (builders_.size() < threads) builders_.emplace_back(writer_.names());
    for (std::size_t thread = 0; thread < threads; ++thread) {
      Articles own;
      for (std::size_t i = thread; i < articles.size(); i += threads) own.push_back(articles[i]);
      const std::uint64_t number = writer_.pieces().next_number();
      write_database(writer_.pieces().making(number), own, builders_[thread]);
      writer_.pieces().finish(number);
    }
    writer_.fold();
  }

  void remove(const std::vector<std::string>& ids) {
    ArchiveChanges changes;
    {
      const Xapian::Database database(path_);
      for (const std::string& id : ids)
        changes.deleted.push_back(*database.postlist_begin(make_term("Q", id)));
    }
    writer_.fold(changes);
  }

 private:
  const std::string path_;
  IndexWriter writer_;
  std::deque<DocumentBuilder> builders_;
};

/// Leads to these articles by a way of many steps.
void build(const std::string& path, const Articles& articles, const std::string& corrections,
           std::mt19937& random) {
  Building building(path);
  building.correct(one_of(random, kCorrections));
  Articles coming = articles;
  std::vector<std::string> going;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    if (random() % 4 == 0) coming.push_back(random_entry(random, articles[i].article.id));
    if (random() % 6 != 0) continue;
    going.push_back("gone" + std::to_string(i));
    coming.push_back(random_entry(random, going.back()));
  }
  std::ranges::shuffle(coming, random);
  const std::size_t batch = 1 + up_to(random, coming.size());
  const std::size_t threads = 1 + up_to(random, 3);
  for (std::size_t from = 0; from < coming.size(); from += batch) {
    const auto begin = coming.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end =
        from + batch < coming.size() ? begin + static_cast<std::ptrdiff_t>(batch) : coming.end();
    building.add({begin, end}, threads);
    if (random() % 4 == 0) building.correct(one_of(random, kCorrections));
  }
  if (random() % 2 == 0) building.correct(corrections);
  building.remove(going);
  Articles last = articles;  // those that another version displaced come back
  std::ranges::shuffle(last, random);
  building.add(last, threads);
  building.correct(corrections);
}

struct Seen {
  std::vector<std::string> persons;  ///< each with its count and aliases
  std::map<std::string, std::uint64_t> facet;
  std::map<std::string, std::vector<std::string>> by_word;
  std::map<std::string, std::string> suggested;
  std::string completed;
  bool operator==(const Seen&) const = default;
};

std::string joined(const ListedName& one) {
  std::string text = one.value + " " + std::to_string(one.count);
  for (const std::string& alias : one.aliases) text += " | " + alias;
  return text;
}

std::string first_word(std::string_view name) {
  const std::string folded = fold(name);
  return folded.substr(0, folded.find_first_of(" ."));
}

Seen look(const Index& index) {
  Seen seen;
  Analyzer analyzer;
  for (const ListedName& one : list_names(index, "person", "")) seen.persons.push_back(joined(one));
  for (const FacetResult& facet :
       search(index, compiled("*", index, analyzer), everything(), analyzer).facets)
    if (facet.facet == Facet::person)
      for (const FacetValue& value : facet.values) seen.facet[value.value] = value.count;
  for (const auto* words : {&kFirst[0], &kLast[0]})
    for (std::size_t i = 0; i < 12; ++i) {
      const std::string word = first_word(words[i]);
      for (const std::uint32_t person : index.persons_named({word}))
        seen.by_word[word].push_back(index.name(Dictionary::person, person));
      seen.suggested[word] = listed(nearby_persons(index, {word + "x"}));
    }
  for (const char* word : {"unheard", "lavrof", "lawrow", "president", "anton"})
    for (const std::uint32_t person : index.persons_named({word}))
      seen.by_word[word].push_back(index.name(Dictionary::person, person));
  for (const char* first : kFirst)
    for (const char* last : {"page", "pike", "paige", "kock", "petrik", "lavrov", "tarik"})
      for (const std::uint32_t person : index.persons_named({first_word(first), last}))
        seen.by_word[std::string(first) + last].push_back(index.name(Dictionary::person, person));
  std::ostringstream out;
  complete_value(index, "person", "", out);
  seen.completed = out.str();
  return seen;
}

/// Every facet value, asked for by its person's names, is in as many articles as the facet says.
void require_counts(const Index& index, const Seen& seen) {
  std::size_t checked = 0;
  for (const auto& [ordinal, name] : index.all_names(Dictionary::person)) {
    if (!seen.facet.contains(name) || index.identities().person(ordinal) != ordinal) continue;
    std::vector<Plan> terms;
    for (const std::uint32_t other : index.identities().names_of(ordinal))
      terms.push_back(Plan::term(make_term("XP", index.name(Dictionary::person, other))));
    const Plan named = Plan::any(std::move(terms));
    REQUIRE(count_matches(index, named) == seen.facet.at(name));
    ++checked;
  }
  CHECK(checked + 4 >
        seen.facet.size());  // names that only corrections know may have no number here
}

void require_same(const Seen& expected, const Seen& found) {
  REQUIRE(found.persons == expected.persons);
  REQUIRE(found.facet == expected.facet);
  REQUIRE(found.by_word == expected.by_word);
  REQUIRE(found.suggested == expected.suggested);
  REQUIRE(found.completed == expected.completed);
}

}  // namespace

TEST_CASE("Persons depend on the articles and the corrections alone") {
  ::setenv("XDG_CACHE_HOME", "/dev/null", 1);
  for (unsigned seed = 0; seed < 12; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    const Articles articles = random_articles(random);
    const std::string corrections = kCorrections[seed % std::size(kCorrections)];
    const TemporaryFolder folder;
    {
      Building fresh(folder / "fresh");
      fresh.correct(corrections);
      fresh.add(articles, 1);
    }
    const Seen expected = look(Index::open(folder / "fresh"));
    CHECK(expected.persons.size() > 60);
    for (const std::size_t parts : {1U, 2U, 3U, 5U}) {
      INFO(parts << " parts");
      ArchiveAddress address;
      for (std::size_t part = 0; part < parts; ++part) {
        Articles own;
        for (const Entry& one : articles)
          if (name_hash(one.article.id) % parts == part) own.push_back(one);
        address.names.push_back(folder / (std::to_string(parts) + std::to_string(part)));
        build(address.names.back(), own, corrections, random);
      }
      std::ranges::shuffle(address.names, random);
      const Index index = Index::open(address);
      const Seen found = look(index);
      require_same(expected, found);
      require_counts(index, found);
    }
  }
  ::unsetenv("XDG_CACHE_HOME");
}
